// What may a check of the pipeline file say? One command or external job, where it runs, what it leaves, and how that is judged.
import { z } from 'zod';
import { Duration, Quantity } from './quantity';

const words = z.string().min(1);
const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and dashes');
const axis = z.string().regex(/^[a-z][a-z0-9-]*$/);
export const Variables = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string());

/** A place in a matrix: a value on each axis, or on some of them, e.g. `{ device: ipad }`. */
export const Point = z.record(axis, words);
export type Point = z.infer<typeof Point>;

export const Threshold = z
  .strictObject({ max: Quantity.optional(), min: Quantity.optional(), regression: Quantity.optional() })
  .refine((t) => Object.keys(t).length > 0, 'give at least one of `max`, `min`, `regression`');
export type Threshold = z.infer<typeof Threshold>;

/** Exactly one report per check; the key is the format. Tests: junit, ctrf, tap. Findings: sarif, cyclonedx. Metrics: the others. */
export const ReportSpec = z
  .strictObject({
    junit: words.optional(), ctrf: words.optional(), tap: words.optional(),
    sarif: words.optional(), cyclonedx: words.optional(),
    k6: words.optional(), autocannon: words.optional(), lighthouse: words.optional(), lcov: words.optional(), cobertura: words.optional(),
  })
  .refine((r) => Object.keys(r).length === 1, 'give exactly one report, e.g. `{ junit: results/junit.xml }`');
export type ReportSpec = z.infer<typeof ReportSpec>;

/** Kept between attempts and incidents by the bytes of the files in `key`. */
export const Cache = z.strictObject({ key: z.array(words).min(1), paths: z.array(words).min(1) });
export type Cache = z.infer<typeof Cache>;

/** Ends the command when it is passed; the report then is errored, never passed. */
export const Limits = z.strictObject({ memory: Quantity.optional(), disk: Quantity.optional(), output: Quantity.optional() });
export type Limits = z.infer<typeof Limits>;

/** `none`: the box has a loopback of its own and nothing else; a box that cannot keep it is errored. */
export const Network = z.enum(['full', 'none']);

/** Started in the check's own box before its command, and ended with it. */
export const CheckService = z.strictObject({
  name,
  run: words,
  ready: z.strictObject({ http: words.optional(), tcp: z.number().int().min(1).max(65_535).optional(), run: words.optional() })
    .refine((r) => Object.keys(r).length === 1, 'give exactly one of `http` (an address), `tcp` (a port), `run` (a command)'),
  within: Duration.default('30s'),
  env: Variables.default({}),
});
export type CheckService = z.infer<typeof CheckService>;

/**
 * `load`: as it is. `soak`: one long run of the candidate, `for` so long, with its memory watched. `stress`: the candidate alone at rising
 * `levels` until a threshold breaks; it must hold at `holds`. The command reads DAYSHIFT_SECONDS and DAYSHIFT_LEVEL.
 */
export const Profile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('load') }),
  z.strictObject({ kind: z.literal('soak'), for: Duration }),
  z.strictObject({ kind: z.literal('stress'), levels: z.array(z.number().positive()).min(1).max(20), holds: z.number().positive() }),
]);
export type Profile = z.infer<typeof Profile>;

export const Check = z.strictObject({
  name,
  run: words,
  report: ReportSpec,
  timeout: Duration.default('10m'),
  needs: z.array(name).default([]), // checks of the same stage that must have passed first
  matrix: z.record(axis, z.array(words).min(1)).default({}),
  include: z.array(Point).default([]), // further cells
  exclude: z.array(Point).default([]), // combinations that are none; a part of a point is enough
  cells: z.array(z.strictObject({ at: Point, env: Variables })).default([]), // further variables for the cells at these points
  env: Variables.default({}),
  runner: words.optional(), // label of the machines that may run it; default: any
  external: name.optional(), // an external runner of dayshift.yaml takes the place of this machine
  retries: z.number().int().min(0).max(3).default(1), // how often a failed cell is run again; a pass then is flaky
  baseline: z.enum(['running', 'none']).default('running'), // tests: whether a failed cell is run on the running release too, to know the failures it has
  cache: z.array(Cache).default([]),
  services: z.array(CheckService).default([]),
  limits: Limits.default({}),
  network: Network.default('full'),
  thresholds: z.record(words, Threshold).default({}), // key: `<metric> <statistic>`, e.g. `latency p97.5`
  rounds: z.number().int().min(1).max(20).default(3), // how often each side is loaded at first when compared
  maxRounds: z.number().int().min(1).max(20).default(8), // at most, while noise hides the answer
  profile: Profile.default({ kind: 'load' }),
  ratchet: z.enum(['new', 'all']).default('new'), // which findings block
  from: z.enum(['note', 'warning', 'error']).default('warning'), // lowest level that blocks
});
export type Check = z.infer<typeof Check>;
