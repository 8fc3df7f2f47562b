// What may `.dayshift/pipeline.yaml` say? The file a team writes in its service's repository: stories, build, stages, sign-off, deploy.
import { z } from 'zod';
import { Role } from '../domain/vocabulary';
import { Cache, Check, Limits, Network, Point, Variables } from './check';
import { Quarantine, Suppression } from './exceptions';
import { Duration } from './quantity';
import { Deploy, EarlierEnvironment, SignOffRule, Verify, Watch } from './release-rules';

const words = z.string().min(1);

/** Achieved by the tests that it names, and by those whose report names it by `id`. */
export const Criterion = z.strictObject({
  id: words.optional().describe('as tests name it: a JUnit property `criterion`, a tag of CTRF'),
  text: words.describe('what must hold'),
  tests: z.array(words).default([]).describe('names as the report says them, or their ends from the beginning of a part'),
  in: z.array(Point).default([]).describe('the cells in which it must hold; default: every cell of a check that reports one of its tests'),
});
export type Criterion = z.infer<typeof Criterion>;
export const Story = z.strictObject({
  id: words.describe('as the team calls it, e.g. LOGIN-1'),
  story: words.describe('As a … I …'),
  criteria: z.array(Criterion).min(1).describe('achieved only when every test of theirs ran and passed'),
});
export type Story = z.infer<typeof Story>;

const Stage = z.strictObject({ checks: z.array(Check).min(1) });
/** A stage of the team's own. The three keep their order and their roles. */
export const FurtherStage = z.strictObject({
  checks: z.array(Check).min(1),
  after: words.default('security').describe('the stage that it follows'),
  role: z.enum(Role).default(Role.DevTester).describe('who acts in it'),
});
export type FurtherStage = z.infer<typeof FurtherStage>;

export const PipelineFile = z.strictObject({
  service: words.describe('as dayshift.yaml calls it'),
  stories: z.array(Story).min(1).describe('user stories with their acceptance criteria'),
  checkout: z.strictObject({
    lfs: z.boolean().default(false).describe('fetch large files too'),
    submodules: z.boolean().default(false).describe('fetch submodules too'),
  }).prefault({}).describe('what a checkout holds beside the commit'),
  build: z.strictObject({
    install: words.optional().describe('command, run when no cache with the same key is at hand'),
    cache: Cache.optional().describe('what `install` makes, kept by the bytes of the files in `key`'),
    run: words.describe('command that makes the artifact'),
    artifact: words.describe('folder, relative to the checkout: its digest is what people sign'),
    sbom: words.optional().describe('CycloneDX JSON that the build leaves; default: made from its package-lock.json'),
    timeout: Duration.default('10m').describe('of each command'),
    env: Variables.default({}).describe('further variables'),
    limits: Limits.default({}).describe('end a command when they are passed'),
    network: Network.default('full').describe('`none`: a loopback of its own and nothing else'),
  }).describe('made once; every cell and the deployment use these bytes'),
  stages: z.strictObject({
    functional: Stage.describe('first; the DevTester\'s'), performance: Stage.describe('the Performance Engineer\'s'), security: Stage.describe('the Security Tester\'s'),
  }).describe('run in this order; one that does not pass ends the attempt'),
  furtherStages: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and dashes'), FurtherStage).default({}).describe('stages of the team\'s own, by name'),
  quarantine: z.array(Quarantine).default([]).describe('flaky tests that do not hold the gate for a while'),
  suppressions: z.array(Suppression).default([]).describe('findings that do not block for a while'),
  reuse: z.strictObject({ inputs: z.array(words).min(1).describe('files and folders, e.g. the tests\'') }).optional().describe('paths that a verdict depends on beside the artifact: when all stand as before, a passed cell is not run again'),
  environments: z.array(EarlierEnvironment).default([]).describe('environments before the service\'s own, in this order'),
  signOff: SignOffRule.describe('bound to the artifact\'s digest; an author of the fix cannot approve'),
  deploy: Deploy.describe('how the signed bytes become a release'),
  verify: Verify.describe('after the deployment'),
  watch: Watch.describe('after the verification'),
});
export type PipelineFile = z.infer<typeof PipelineFile>;
