// What may a check of the pipeline file say? One command or external job, where it runs, what it leaves, and how that is judged.
import { z } from 'zod';
import { Duration, Quantity } from './quantity';
import { FindingLevel } from './report';

const words = z.string().min(1);
const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and dashes');
const axis = z.string().regex(/^[a-z][a-z0-9-]*$/);
export const Variables = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string());

/** A place in a matrix: a value on each axis, or on some of them, e.g. `{ device: ipad }`. */
export const Point = z.record(axis, words);
export type Point = z.infer<typeof Point>;

export const Threshold = z
  .strictObject({
    max: Quantity.optional().describe('highest value that passes, e.g. `250ms`, `1%`'),
    min: Quantity.optional().describe('lowest value that passes, e.g. `100 req/s`, `80%`'),
    regression: Quantity.optional().describe('how much worse than the running release, e.g. `20%`'),
  })
  .refine((t) => Object.keys(t).length > 0, 'give at least one of `max`, `min`, `regression`');
export type Threshold = z.infer<typeof Threshold>;

const path = (format: string) => words.optional().describe(`where in the checkout the command leaves it: ${format}`);

/** Exactly one report per check; the key is the format. Tests: junit, ctrf, tap. Findings: sarif, cyclonedx. Metrics: the others. */
export const ReportSpec = z
  .strictObject({
    junit: path('tests, JUnit XML'), ctrf: path('tests, CTRF JSON'), tap: path('tests, TAP'),
    sarif: path('findings, SARIF 2.1.0'), cyclonedx: path('findings, CycloneDX with vulnerabilities'),
    k6: path('metrics, k6\'s summary'), autocannon: path('metrics, autocannon\'s JSON'), lighthouse: path('metrics, Lighthouse JSON'),
    lcov: path('coverage, lcov.info'), cobertura: path('coverage, Cobertura XML'),
  })
  .refine((r) => Object.keys(r).length === 1, 'give exactly one report, e.g. `{ junit: results/junit.xml }`');
export type ReportSpec = z.infer<typeof ReportSpec>;

/** Kept between attempts and incidents by the bytes of the files in `key`. */
export const Cache = z.strictObject({
  key: z.array(words).min(1).describe('files whose bytes are the key, e.g. package-lock.json'),
  paths: z.array(words).min(1).describe('what is kept, e.g. node_modules'),
});
export type Cache = z.infer<typeof Cache>;

/** Ends the command when it is passed; the report then is errored, never passed. */
export const Limits = z.strictObject({
  memory: Quantity.optional().describe('of all processes together, e.g. `512MB`'),
  disk: Quantity.optional().describe('what the checkout may grow by, e.g. `2GB`'),
  output: Quantity.optional().describe('what is written to the log, e.g. `20MB`'),
});
export type Limits = z.infer<typeof Limits>;

/** `none`: the box has a loopback of its own and nothing else; a box that cannot keep it is errored. */
export const Network = z.enum(['full', 'none']);

/** Started in the check's own box before its command, and ended with it. */
export const CheckService = z.strictObject({
  name,
  run: words.describe('command that starts it and stays'),
  ready: z.strictObject({
    http: words.optional().describe('an address that answers, e.g. `http://127.0.0.1:8080/health`'),
    tcp: z.number().int().min(1).max(65_535).optional().describe('a port that takes connections'),
    run: words.optional().describe('a command that ends with 0'),
  })
    .refine((r) => Object.keys(r).length === 1, 'give exactly one of `http` (an address), `tcp` (a port), `run` (a command)').describe('how it is known that it can be used'),
  within: Duration.default('30s').describe('by when it must be ready'),
  env: Variables.default({}).describe('its own variables'),
});
export type CheckService = z.infer<typeof CheckService>;

/**
 * `load`: as it is. `soak`: one long run of the candidate, `for` so long, with its memory watched. `stress`: the candidate alone at rising
 * `levels` until a threshold breaks; it must hold at `holds`. The command reads DAYSHIFT_SECONDS and DAYSHIFT_LEVEL.
 */
export const Profile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('load') }),
  z.strictObject({ kind: z.literal('soak'), for: Duration.describe('how long, as DAYSHIFT_SECONDS') }),
  z.strictObject({
    kind: z.literal('stress'),
    levels: z.array(z.number().positive()).min(1).max(20).describe('rising, one run each, as DAYSHIFT_LEVEL'),
    holds: z.number().positive().describe('the level at which every threshold must still hold'),
  }),
]);
export type Profile = z.infer<typeof Profile>;

export const Check = z.strictObject({
  name: name.describe('once a stage'),
  run: words.describe('command, run by a POSIX shell in a fresh checkout'),
  report: ReportSpec.describe('what decides: exactly one, the key is the format'),
  timeout: Duration.default('10m').describe('then everything that the command started is ended'),
  needs: z.array(name).default([]).describe('checks of the same stage that must have passed first'),
  matrix: z.record(axis, z.array(words).min(1)).default({}).describe('axes and their values: one cell for each combination'),
  include: z.array(Point).default([]).describe('further cells, beside the matrix'),
  exclude: z.array(Point).default([]).describe('combinations that are none; a part of a point is enough'),
  cells: z.array(z.strictObject({ at: Point.describe('a point, or a part of one'), env: Variables.describe('further variables there') })).default([]).describe('further variables for the cells at these points'),
  env: Variables.default({}).describe('further variables'),
  runner: words.optional().describe('label of the machines that may run it; default: any'),
  external: name.optional().describe('an external runner of dayshift.yaml takes the place of this machine'),
  retries: z.number().int().min(0).max(3).default(1).describe('how often a failed cell is run again; a pass then is flaky, not passed'),
  baseline: z.enum(['running', 'none']).default('running').describe('tests: whether a failed cell is run on the running release too, to know the failures it has'),
  cache: z.array(Cache).default([]).describe('kept between attempts by the bytes of the files in `key`'),
  services: z.array(CheckService).default([]).describe('started before the command in its own box, in this order'),
  limits: Limits.default({}).describe('end the command when they are passed: errored'),
  network: Network.default('full').describe('`none`: a loopback of its own and nothing else'),
  thresholds: z.record(words, Threshold).default({}).describe('metrics, by `<metric> <statistic>`, e.g. `latency p97.5`'),
  rounds: z.number().int().min(1).max(20).default(3).describe('how often each side is loaded at first when compared'),
  maxRounds: z.number().int().min(1).max(20).default(8).describe('at most, while noise hides the answer'),
  profile: Profile.default({ kind: 'load' }).describe('metrics: how it loads: `load`, `soak` or `stress`'),
  ratchet: z.enum(['new', 'all']).default('new').describe('findings: which block: those that the running release has not, or all'),
  from: FindingLevel.default('warning').describe('findings: lowest level that blocks'),
});
export type Check = z.infer<typeof Check>;
