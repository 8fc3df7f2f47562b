// Which adapters stand behind the ports, and with what? A row for each; what may hold a secret may be written as `${ENV_NAME}`.
import { z } from 'zod';
import { Duration } from './quantity';

const words = z.string().min(1);
const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and dashes');

/** JMESPath expressions over one item of a payload; what is left out has the default of the adapter's readme. */
export const AlertMapping = z.strictObject({
  items: words.default('[@]'), // the list of alerts in the payload
  fingerprint: words,
  name: words,
  status: words.default('\'firing\''), // gives a text; see `resolvedWhen`, `suppressedWhen`
  resolvedWhen: z.array(words).default(['resolved', 'ok', 'closed', 'recovered']), // texts, in any letter case
  suppressedWhen: z.array(words).default(['suppressed', 'silenced', 'muted']),
  service: words.optional(),
  severity: words.optional(),
  severities: z.record(words, z.enum(['low', 'medium', 'high', 'critical'])).default({}), // the source's words, besides the usual ones
  summary: words.optional(),
  labels: words.optional(), // an object of texts
  group: words.optional(),
  startsAt: words.optional(), // an ISO time, or seconds or milliseconds since 1970; absent: when it was received
  endsAt: words.optional(),
  link: words.optional(),
});
export type AlertMapping = z.infer<typeof AlertMapping>;

const AlertSourceObject = z.strictObject({
  use: name, // the adapter
  name: name.optional(), // its address, /api/v1/alerts/<name>; default: the adapter
  secret: words.optional(), // of its signature
  token: words.optional(), // it must send this as bearer token, or as the password of basic authentication
  map: AlertMapping.optional(), // `use: generic`; `use: cloudevents`, over the whole event
  alwaysEnds: z.boolean().optional(), // whether it tells the end of every alert; default: the adapter knows
});
export interface AlertSourceRow extends z.infer<typeof AlertSourceObject> { name: string }
/** A source by its adapter's name alone, or with more; either way a row with both names. */
export const AlertSourceRow = z.union([
  name.transform((use): AlertSourceRow => ({ use, name: use })),
  AlertSourceObject.transform((row): AlertSourceRow => ({ ...row, name: row.name ?? row.use })),
]);

export const NotifierRow = z.strictObject({
  use: name,
  name: name.optional(), // as people choose it; default: the adapter
  url: words.optional(), // slack: incoming webhook; smtp: smtp(s)://user:password@host:port; webhook: the receiver
  secret: words.optional(), // webhook: signs what is sent; slack: verifies what its buttons send
  token: words.optional(), // slack: a bot's token, so that a message can be updated instead of repeated
  channel: words.optional(), // slack: where everybody is told; smtp: the list that everybody reads (absent: each person who has an e-mail)
  api: words.optional(), // slack: address of its web API; default https://slack.com/api
  sender: words.optional(), // smtp: the address that mail comes from
});
export type NotifierRow = z.infer<typeof NotifierRow>;

/** A program of the team's that is told every transition as a CloudEvent. */
export const Subscription = z.strictObject({
  name,
  url: words,
  secret: words.optional(), // signs each delivery
  types: z.array(words).optional(), // beginnings of event types; absent: all
});
export type Subscription = z.infer<typeof Subscription>;

/** Another system that runs checks: a check names it as `external`. */
export const ExternalRunnerRow = z.strictObject({
  name,
  use: name, // the adapter
  url: words, // where a job is asked for, and called off
  secret: words, // shared: both sides sign what they send
  poll: Duration.default('10s'), // how often its status address is asked, when it gives one
});
export type ExternalRunnerRow = z.infer<typeof ExternalRunnerRow>;

/** Where releases run. `name`: as a pipeline file says it in `target`; default: the adapter. */
const ProcessesRow = z.strictObject({
  use: z.literal('processes'), name: name.default('processes'),
  folder: words, // absolute; its state
  ports: z.strictObject({ from: z.number().int(), to: z.number().int() }), // of releases
});
/** The team's own commands; each gets what it is about in its environment. */
const CommandsRow = z.strictObject({
  use: z.literal('command'), name: name.default('command'),
  deploy: words, status: words, rollback: words, // run by a POSIX shell
  folder: words, // where they run
  timeout: Duration.default('10m'),
});
export const DeployerRow = z.discriminatedUnion('use', [ProcessesRow, CommandsRow]);
export type DeployerRow = z.infer<typeof DeployerRow>;

export const Integrations = z.strictObject({
  alertSources: z.array(AlertSourceRow).min(1),
  monitoring: z.strictObject({ use: name, url: words }),
  sourceControl: z.strictObject({ use: name }),
  checkRunner: z.strictObject({ use: name, slots: z.number().int().min(1).default(2) }),
  deployers: z.array(DeployerRow).min(1),
  evidence: z.strictObject({ use: name, folder: words }),
  archive: z.strictObject({ use: name, url: words }),
  notifiers: z.array(NotifierRow).default([]),
  subscriptions: z.array(Subscription).default([]),
  externalRunners: z.array(ExternalRunnerRow).default([]),
});
export type Integrations = z.infer<typeof Integrations>;
