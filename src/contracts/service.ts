// What does dayshift.yaml say of a service? Where it lives, which alerts are its own, what its customers lose, who is on duty for it.
import { z } from 'zod';
import { Severity } from '../domain/vocabulary';
import { Link } from './alert';
import { Duration, Quantity } from './quantity';

const words = z.string().min(1);
const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and dashes');

export const ImpactQuery = z.strictObject({
  name: words, // e.g. `logins refused`
  unit: z.enum(['share', 'count', 'customers', 'per-second', 'seconds', 'currency']),
  query: words, // PromQL, one value
  headline: z.boolean().default(false), // shown first; its series dates the beginning
  troubleAbove: z.number().optional(), // headline only: above this it is trouble
  severity: z.partialRecord(z.enum(Severity), z.number()).default({}), // at or above the number: at least this severity
});
export type ImpactQuery = z.infer<typeof ImpactQuery>;

/** What makes one incident of several alerts. `source`: the source's own group, else its fingerprint. A list: the values of these labels. */
export const GroupBy = z.union([z.enum(['source', 'fingerprint', 'name', 'service']), z.array(words).min(1)]);
export type GroupBy = z.infer<typeof GroupBy>;

/** An alert fits when it carries every label and every matcher holds; the first row that fits decides. */
export const AlertMatcher = z.strictObject({
  labels: z.record(words, words).default({}), // exactly these values
  match: z.array(words).default([]), // as Prometheus writes them: `instance=~"web-.*"`, `env!="test"`
  source: name.optional(), // only alerts of this source
  groupBy: GroupBy.default('source'),
  ignore: words.optional(), // why alerts that fit open nothing; they are answered as ignored
});
export type AlertMatcher = z.infer<typeof AlertMatcher>;

export const Service = z.strictObject({
  name,
  repository: words, // path or URL that git understands
  protectedBranch: words.default('main'),
  environment: words.default('production'),
  address: words, // where customers reach it
  alerts: z.array(AlertMatcher).default([]), // any matches; besides the label `service`
  impact: z.array(ImpactQuery).min(1),
  owners: z.array(words).default([]), // people's ids, when CODEOWNERS says nothing
  duty: words.optional(), // the name of a duty roster: who is suggested and called first
  links: z.array(Link).default([]), // runbook, dashboards
  customerReports: z.boolean().default(false), // whether anybody may report trouble by the public form
  checkEnvironment: z.record(words, z.string()).default({}), // declared to build and checks; values may be `${ENV_NAME}`
  deployEnvironment: z.record(words, z.string()).default({}), // declared to the running release
  target: name.optional(), // the deployer, by name; default: the first one
  environments: z.record(name, z.strictObject({
    address: words, // where it is reached
    target: name.optional(), // default: the service's
    deployEnvironment: z.record(words, z.string()).default({}), // beside the service's own
  })).default({}), // those before `environment`, by name
  objective: z.strictObject({
    target: Quantity, // share that must be good, e.g. `99.5%`
    query: words, // PromQL: share of bad events over `$window`
    window: Duration.default('30d'),
  }).optional(), // what the error budget is counted by
  compareLink: words.regex(/\{base\}.*\{head\}/, 'write an address with `{base}` and `{head}`').optional(), // shows a change, e.g. of the git host
});
export type Service = z.infer<typeof Service>;
