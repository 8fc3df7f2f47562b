// What may `dayshift.yaml` say? The installation: team, services, integrations, policies, where evidence and archive live.
import { z } from 'zod';
import { Severity } from '../domain/vocabulary';
import { Person } from './people';
import { Duration } from './pipeline-file';

const words = z.string().min(1);
const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and dashes');

/** A bearer token is kept as the SHA-256 of its text, in hex. */
export const Token = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the token in hex (64 digits)'), person: words.optional(), program: words.optional() })
  .refine((t) => (t.person === undefined) !== (t.program === undefined), 'name either a `person` or a `program`');
export type Token = z.infer<typeof Token>;

export const ImpactQuery = z.strictObject({
  name: words, // e.g. `logins refused`
  unit: z.enum(['share', 'count', 'customers', 'per-second', 'seconds', 'currency']),
  query: words, // PromQL, one value
  headline: z.boolean().default(false), // shown first; its series is drawn and dates the beginning
  troubleAbove: z.number().optional(), // headline only: above this it is trouble
  severity: z.partialRecord(z.enum(Severity), z.number()).default({}), // at or above the number: at least this severity
});
export type ImpactQuery = z.infer<typeof ImpactQuery>;

export const Service = z.strictObject({
  name,
  repository: words, // path or URL that git understands
  protectedBranch: words.default('main'),
  environment: words.default('production'),
  address: words, // where customers reach it
  alerts: z.array(z.strictObject({ labels: z.record(words, words) })).default([]), // any matches; besides the label `service`
  impact: z.array(ImpactQuery).min(1),
  owners: z.array(words).default([]), // people's ids, when CODEOWNERS says nothing
  checkEnvironment: z.record(words, z.string()).default({}), // declared to build and checks; values may be `${ENV_NAME}`
  deployEnvironment: z.record(words, z.string()).default({}), // declared to the running release
});
export type Service = z.infer<typeof Service>;

export const Policies = z.strictObject({
  assignWithin: Duration.default('15m'), // then the suggested owner is assigned
  fixWithin: Duration.default('4h'), // then the product owner hears of it
  remindAfter: Duration.default('10m'),
  quietWindow: Duration.default('5m'), // resolved this long before a fix is under way: recovered by itself
  laneLease: Duration.default('5m'),
});
export type Policies = z.infer<typeof Policies>;

export const Installation = z.strictObject({
  name: words,
  team: z.array(Person).min(1),
  tokens: z.array(Token).default([]),
  services: z.array(Service).min(1),
  integrations: z.strictObject({
    alertSources: z.array(name).min(1),
    monitoring: z.strictObject({ use: name, url: words }),
    sourceControl: z.strictObject({ use: name }),
    checkRunner: z.strictObject({ use: name, slots: z.number().int().min(1).default(2) }),
    deployer: z.strictObject({ use: name, folder: words, ports: z.strictObject({ from: z.number().int(), to: z.number().int() }) }),
    evidence: z.strictObject({ use: name, folder: words }),
    archive: z.strictObject({ use: name, url: words }),
    notifiers: z.array(z.strictObject({ use: name, url: words.optional() })).default([]),
  }),
  policies: Policies.prefault({}),
});
export type Installation = z.infer<typeof Installation>;
