// What is this attempt judged by? The pipeline file, normalised: matrices unrolled, durations in seconds, objective as a share.
import type { Check, PipelineFile } from '../contracts/pipeline-file';
import type { CellPlan, Plan } from '../contracts/plan';
import { parseDuration, parseQuantity } from './quantity';
import { STAGES, Stage } from './vocabulary';

export { parseDuration, parseQuantity } from './quantity';

export interface PlanFacts {
  pipelineDigest: string; // of the file's text
  pipelineCommit: string; // on the protected branch
  touchesPipeline: boolean;
}

/** The frozen plan of one attempt: the same file gives the same plan, cell for cell, in the same order. Times in seconds. */
export function planAttempt(file: PipelineFile, facts: PlanFacts): Plan {
  const { build, signOff, deploy, verify, watch } = file;
  return {
    pipelineDigest: facts.pipelineDigest,
    pipelineCommit: facts.pipelineCommit,
    touchesPipeline: facts.touchesPipeline,
    stories: file.stories,
    build: {
      install: build.install, cache: build.cache, run: build.run, artifact: build.artifact,
      timeoutSeconds: parseDuration(build.timeout), env: build.env,
    },
    stages: STAGES.map((stage) => ({ stage, cells: file.stages[stage].checks.flatMap((check) => cellsOf(stage, check)) })),
    signOff: { roles: signOff.roles, approvals: signOff.approvals, expiresSeconds: parseDuration(signOff.expires) },
    deploy: {
      environment: deploy.environment, target: deploy.target, start: deploy.start, health: deploy.health,
      timeoutSeconds: parseDuration(deploy.timeout),
    },
    verify: {
      run: verify.run, report: verify.report, timeoutSeconds: parseDuration(verify.timeout),
      alertClearsSeconds: parseDuration(verify.alertClears), env: verify.env,
    },
    watch: {
      forSeconds: parseDuration(watch.for), everySeconds: parseDuration(watch.every),
      objective: parseQuantity(watch.objective).value, query: watch.query, badSamples: watch.badSamples, onBurn: watch.onBurn,
    },
  };
}

/** The cells of one check: axes by name, values as written, the last axis varies fastest. Without a matrix: one cell. */
export function cellsOf(stage: Stage, check: Check): CellPlan[] {
  return pointsOf(check.matrix).map((point) => ({
    id: cellId(stage, check.name, point), stage, check: check.name, point,
    run: check.run, report: check.report, timeoutSeconds: parseDuration(check.timeout), env: check.env, runner: check.runner,
    thresholds: check.thresholds, compare: isComparison(stage, check), rounds: check.rounds, ratchet: check.ratchet, from: check.from,
  }));
}

function pointsOf(matrix: Check['matrix']): Record<string, string>[] {
  const axes = Object.entries(matrix).sort(([a], [b]) => (a < b ? -1 : 1));
  return axes.reduce<Record<string, string>[]>(
    (points, [axis, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [axis]: value }))),
    [{}],
  );
}

function cellId(stage: Stage, check: string, point: Record<string, string>): string {
  const axes = Object.entries(point).map(([axis, value]) => `${axis}=${escaped(value)}`);
  return [stage, check, ...(axes.length ? [axes.join(',')] : [])].join('/');
}

/** The signs that join an id are escaped in values, so that two points never share an id. */
function escaped(value: string): string {
  return value.replace(/[%,=/]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

function isComparison(stage: Stage, { report, thresholds }: Check): boolean {
  if (stage !== Stage.Performance || (!report.autocannon && !report.k6)) return false;
  return Object.values(thresholds).some(({ regression }) => regression !== undefined);
}
