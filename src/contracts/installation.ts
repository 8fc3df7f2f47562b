// What may `dayshift.yaml` say? The installation: team, duty, services, integrations and policies; each part has a file of its own.
import { z } from 'zod';
import { Scope } from '../domain/vocabulary';
import { Authentication } from './authentication';
import { Integrations } from './integrations';
import { Policies } from './policies';
import { Service } from './service';
import { StatusPage } from './status-page';
import { Duty, TeamMember } from './team';

export { Authentication } from './authentication';
export { Policies } from './policies';
export { StatusPage } from './status-page';
export { AlertMatcher, GroupBy, ImpactQuery, Service } from './service';
export { Duty, TeamMember } from './team';

const words = z.string().min(1);

/** A bearer token is kept as the SHA-256 of its text, in hex. More are made by `dayshift token` and on the set-up page. */
export const Token = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the token in hex (64 digits)'),
  person: words.optional(),
  program: words.optional(),
  name: words.optional(), // what it is for
  scopes: z.array(z.enum(Scope)).min(1).optional(), // default: read and act, of a program read and push
  expires: z.iso.date('write a day, e.g. `2027-01-31`').optional(), // its last day, in UTC
})
  .refine((t) => (t.person === undefined) !== (t.program === undefined), 'name either a `person` or a `program`');
export type Token = z.infer<typeof Token>;

export const Installation = z.strictObject({
  name: words,
  team: z.array(TeamMember).min(1),
  duty: z.array(Duty).default([]),
  tokens: z.array(Token).default([]),
  authentication: Authentication.prefault({}),
  services: z.array(Service).min(1),
  statusPage: StatusPage.optional(),
  integrations: Integrations,
  policies: Policies.prefault({}),
});
export type Installation = z.infer<typeof Installation>;
