// What may `.dayshift/pipeline.yaml` say? The file a team writes in its service's repository: stories, build, stages, sign-off, deploy.
import { z } from 'zod';
import { Role } from '../domain/vocabulary';

/** `90s`, `10m`, `1h`. */
export const Duration = z.string().regex(/^\d+(ms|s|m|h)$/, 'write a number and a unit, e.g. `90s`, `10m`, `1h`');
/** `250ms`, `20%`, `1.5`, `40MB`: a number with an optional unit. */
export const Quantity = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?\s*[a-zA-Z%/]*$/, 'write a number and a unit, e.g. `250ms`, `1%`')]);

const words = z.string().min(1);
const environment = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string());

export const Threshold = z
  .strictObject({ max: Quantity.optional(), min: Quantity.optional(), regression: Quantity.optional() })
  .refine((t) => Object.keys(t).length > 0, 'give at least one of `max`, `min`, `regression`');
export type Threshold = z.infer<typeof Threshold>;

/** Exactly one report per check; the key is the format. */
export const ReportSpec = z
  .strictObject({ junit: words.optional(), sarif: words.optional(), autocannon: words.optional(), k6: words.optional() })
  .refine((r) => Object.keys(r).length === 1, 'give exactly one report, e.g. `{ junit: results/junit.xml }`');
export type ReportSpec = z.infer<typeof ReportSpec>;

export const Check = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and dashes'),
  run: words,
  report: ReportSpec,
  timeout: Duration.default('10m'),
  matrix: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.array(words).min(1)).default({}),
  env: environment.default({}),
  runner: words.optional(), // label of the machines that may run it; default: any
  thresholds: z.record(words, Threshold).default({}), // key: `<metric> <statistic>`, e.g. `latency p97.5`
  rounds: z.number().int().min(1).max(10).default(2), // how often each side is loaded when compared
  ratchet: z.enum(['new', 'all']).default('new'), // which findings block
  from: z.enum(['note', 'warning', 'error']).default('warning'), // lowest level that blocks
});
export type Check = z.infer<typeof Check>;

const StageSpec = z.strictObject({ checks: z.array(Check).min(1) });

export const Criterion = z.strictObject({ text: words, tests: z.array(words).min(1) });
export type Criterion = z.infer<typeof Criterion>;
export const Story = z.strictObject({ id: words, story: words, criteria: z.array(Criterion).min(1) });
export type Story = z.infer<typeof Story>;

export const PipelineFile = z.strictObject({
  service: words,
  stories: z.array(Story).min(1),
  build: z.strictObject({
    install: words.optional(), // run when no cache with the same key is at hand
    cache: z.strictObject({ key: z.array(words).min(1), paths: z.array(words).min(1) }).optional(),
    run: words,
    artifact: words, // folder, relative to the checkout
    timeout: Duration.default('10m'),
    env: environment.default({}),
  }),
  stages: z.strictObject({ functional: StageSpec, performance: StageSpec, security: StageSpec }),
  signOff: z.strictObject({
    roles: z.array(z.enum(Role)).min(1),
    approvals: z.number().int().min(1).default(1),
    expires: Duration.default('8h'),
  }),
  deploy: z.strictObject({
    environment: words,
    target: words,
    strategy: z.enum(['blue-green']).default('blue-green'),
    start: words, // command, run in the unpacked artifact with PORT set
    health: z.string().startsWith('/'), // path that answers 200 with JSON { status, version, digest }
    timeout: Duration.default('1m'),
  }),
  verify: z.strictObject({ run: words, report: ReportSpec, timeout: Duration.default('5m'), alertClears: Duration.default('5m'), env: environment.default({}) }),
  watch: z.strictObject({
    for: Duration,
    every: Duration.default('15s'),
    objective: Quantity, // share that must be good, e.g. `99.5%`
    query: words, // PromQL: share of bad events, 0 to 1
    badSamples: z.number().int().min(1).default(3), // in a row, before anything is done
    onBurn: z.enum(['rollback', 'ask', 'observe']).default('rollback'),
  }),
});
export type PipelineFile = z.infer<typeof PipelineFile>;
