// What may `dayshift.yaml` say? The installation: team, duty, services, integrations and policies; each part has a file of its own.
import { z } from 'zod';
import { Integrations } from './integrations';
import { Policies } from './policies';
import { Service } from './service';
import { Duty, TeamMember } from './team';

export { Policies } from './policies';
export { AlertMatcher, GroupBy, ImpactQuery, Service } from './service';
export { Duty, TeamMember } from './team';

const words = z.string().min(1);

/** A bearer token is kept as the SHA-256 of its text, in hex. */
export const Token = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the token in hex (64 digits)'), person: words.optional(), program: words.optional() })
  .refine((t) => (t.person === undefined) !== (t.program === undefined), 'name either a `person` or a `program`');
export type Token = z.infer<typeof Token>;

export const Installation = z.strictObject({
  name: words,
  team: z.array(TeamMember).min(1),
  duty: z.array(Duty).default([]),
  tokens: z.array(Token).default([]),
  services: z.array(Service).min(1),
  integrations: Integrations,
  policies: Policies.prefault({}),
});
export type Installation = z.infer<typeof Installation>;
