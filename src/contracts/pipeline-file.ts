// What may `.dayshift/pipeline.yaml` say? The file a team writes in its service's repository: stories, build, stages, sign-off, deploy.
import { z } from 'zod';
import { Role } from '../domain/vocabulary';
import { Cache, Check, Limits, Network, Point, ReportSpec, Variables } from './check';
import { Quarantine, Suppression } from './exceptions';
import { Duration, Quantity } from './quantity';

const words = z.string().min(1);

/** Achieved by the tests that it names, and by those whose report names it by `id`. */
export const Criterion = z.strictObject({
  id: words.optional(), // as tests name it: a JUnit property `criterion`, a tag of CTRF
  text: words,
  tests: z.array(words).default([]),
  in: z.array(Point).default([]), // the cells in which it must hold; default: every cell of a check that reports one of its tests
});
export type Criterion = z.infer<typeof Criterion>;
export const Story = z.strictObject({ id: words, story: words, criteria: z.array(Criterion).min(1) });
export type Story = z.infer<typeof Story>;

const Stage = z.strictObject({ checks: z.array(Check).min(1) });
/** A stage of the team's own. The three keep their order and their roles. */
export const FurtherStage = z.strictObject({
  checks: z.array(Check).min(1),
  after: words.default('security'), // the stage that it follows
  role: z.enum(Role).default(Role.DevTester), // who acts in it
});
export type FurtherStage = z.infer<typeof FurtherStage>;

export const PipelineFile = z.strictObject({
  service: words,
  stories: z.array(Story).min(1),
  checkout: z.strictObject({ lfs: z.boolean().default(false), submodules: z.boolean().default(false) }).prefault({}),
  build: z.strictObject({
    install: words.optional(), // run when no cache with the same key is at hand
    cache: Cache.optional(),
    run: words,
    artifact: words, // folder, relative to the checkout
    sbom: words.optional(), // CycloneDX JSON that the build leaves; default: made from its package-lock.json
    timeout: Duration.default('10m'),
    env: Variables.default({}),
    limits: Limits.default({}),
    network: Network.default('full'),
  }),
  stages: z.strictObject({ functional: Stage, performance: Stage, security: Stage }),
  furtherStages: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and dashes'), FurtherStage).default({}),
  quarantine: z.array(Quarantine).default([]),
  suppressions: z.array(Suppression).default([]),
  reuse: z.strictObject({ inputs: z.array(words).min(1) }).optional(), // paths that a cell's verdict depends on beside the artifact: when they stand as before, a passed cell is not run again
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
  verify: z.strictObject({ run: words, report: ReportSpec, timeout: Duration.default('5m'), alertClears: Duration.default('5m'), env: Variables.default({}) }),
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
