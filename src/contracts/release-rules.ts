// What may the pipeline file say of the way to production? Who signs, how it goes out, how it is checked and watched, environment by environment.
import { z } from 'zod';
import { Role } from '../domain/vocabulary';
import { ReportSpec, Variables } from './check';
import { Duration, Quantity } from './quantity';

const words = z.string().min(1);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day, e.g. `18:00`');

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Open from `from` until `to` by the clock on the wall of the zone, on these days. */
export const Hours = z.strictObject({
  zone: words.describe('IANA name, e.g. `Europe/Berlin`'),
  days: z.array(z.enum(WEEKDAYS)).min(1).default(['mon', 'tue', 'wed', 'thu', 'fri']).describe('default: Monday to Friday'),
  from: clock.describe('e.g. `08:00`'),
  to: clock.describe('later than `from`'),
});
export type Hours = z.infer<typeof Hours>;

const approvals = z.number().int().min(1).default(1);
const party = {
  roles: z.array(z.enum(Role)).default([]).describe('who may sign, by role'),
  people: z.array(words).default([]).describe('who may sign, by id, whatever their role'),
  approvals: approvals.describe('how many of them'),
};

export const SignOffRule = z.strictObject({
  ...party,
  and: z.array(z.strictObject(party)).default([]).describe('further parties that must agree too; a person counts for one'),
  expires: Duration.default('8h').describe('how long the card is open, and an approval good'),
  hours: Hours.optional().describe('when it may go out'),
  exception: z.strictObject({ roles: z.array(z.enum(Role)).min(1).describe('of those who may sign') }).optional().describe('who may let it out outside of the hours or within a freeze, with a reason; absent: nobody'),
  breakGlass: z.strictObject({ roles: z.array(z.enum(Role)).min(1).describe('two different people of these') }).default({ roles: [Role.OperationsEngineer, Role.ProductOwner] }).describe('of whom two may let it out whatever the rule says; the mark stays'),
});
export type SignOffRule = z.infer<typeof SignOffRule>;

export const Deploy = z.strictObject({
  environment: words.describe('the service\'s in dayshift.yaml'),
  target: words.describe('the deployer, by its name in dayshift.yaml, e.g. `processes`'),
  strategy: z.enum(['blue-green', 'canary']).default('blue-green'),
  steps: z.array(z.strictObject({
    weight: Quantity.describe('its share of the traffic, e.g. `10%`'),
    for: Duration.describe('how long it is watched with it'),
  })).default([]).describe('canary: shares that rise, each watched by the rules of `watch`; the last step to 100% needs no line'),
  start: words.optional().describe('processes: command, run in the unpacked artifact with PORT set'),
  health: z.string().startsWith('/').optional().describe('processes: path that answers 200, best with JSON { version, digest }'),
  timeout: Duration.default('1m').describe('by when it must be up'),
});
export type Deploy = z.infer<typeof Deploy>;

/** `$release`, `$service`, `$environment`, `$window` are put into queries. `$release`: the label `digest` of the target's metrics, twelve hex digits. */
export const ComparedFigure = z.strictObject({
  name: words.describe('as people read it, e.g. `error rate`'),
  query: words.describe('one value, with `$release`'),
  max: Quantity.optional().describe('highest value that passes'),
  regression: Quantity.optional().describe('how much worse than the release before, e.g. `50%`'),
}).refine((figure) => figure.max !== undefined || figure.regression !== undefined, 'give `max`, `regression` or both');

export const Verify = z.strictObject({
  run: words.describe('command that repeats what the customer could not do'),
  report: ReportSpec.describe('of tests'),
  timeout: Duration.default('5m'),
  alertClears: Duration.default('5m').describe('how long monitoring is asked whether the alert has cleared'),
  compare: z.array(ComparedFigure).default([]).describe('error rate, latency: the new release against the one before'),
  compareFor: Duration.default('30s').describe('`$window` of these queries, and how long data are waited for'),
  env: Variables.default({}).describe('further variables'),
});
export type Verify = z.infer<typeof Verify>;

/** The budget burns at `rate` times the speed that would just use it up: over both windows, so that it is neither a blip nor long past. */
export const BurnRow = z.strictObject({
  rate: z.number().positive().describe('how many times too fast, e.g. `14.4`'),
  long: Duration.describe('e.g. `1h`'),
  short: Duration.describe('e.g. `5m`: it must burn now too'),
});

export const Watch = z.strictObject({
  for: Duration.describe('how long'),
  every: Duration.default('15s').describe('how often monitoring is asked'),
  objective: Quantity.describe('share that must be good, e.g. `99.5%`'),
  query: words.describe('PromQL: share of bad events, 0 to 1; with `$window` it is asked over the windows of `burn`'),
  burn: z.array(BurnRow).max(5).optional().describe('any of these is a burn; default: 14.4 over 1h and 5m, 6 over 6h and 30m, and without `$window` every sample above the objective'),
  figures: z.array(z.strictObject({
    name: words.describe('as people read it'), query: words.describe('one value'), max: Quantity.optional().describe('highest value that is healthy'), min: Quantity.optional().describe('lowest value that is healthy'),
  })
    .refine((figure) => figure.max !== undefined || figure.min !== undefined, 'give `max`, `min` or both')).default([]).describe('further figures of health; outside of its limits a sample is bad'),
  badSamples: z.number().int().min(1).default(3).describe('in a row, before anything is done'),
  onBurn: z.enum(['rollback', 'ask', 'observe']).default('rollback').describe('what is done then'),
});
export type Watch = z.infer<typeof Watch>;

/** An environment before the service's own. What is left out is as below: a field with a default of its own would hide that. */
export const EarlierEnvironment = z.strictObject({
  environment: words.describe('one of the service\'s `environments` in dayshift.yaml'),
  signOff: SignOffRule.optional().describe('default: nobody is asked'),
  deploy: Deploy.omit({ environment: true }).partial().extend({ timeout: Duration.optional().describe('by when it must be up') }).default({}).describe('what is different there; strategy: `blue-green`'),
  verify: Verify.optional().describe('default: as below'),
  bake: Duration.default('0s').describe('how long it must behave there, by the rules of `watch`'),
});
export type EarlierEnvironment = z.infer<typeof EarlierEnvironment>;
