// What is this attempt judged by? The pipeline file, normalised: matrices unrolled, durations in seconds, objective as a share.
import type { Check, Limits, Profile } from '../contracts/check';
import type { PipelineFile } from '../contracts/pipeline-file';
import type { CellPlan, LimitsPlan, Plan, ProfilePlan, StagePlan } from '../contracts/plan';
import { environmentsOf } from './plan-release';
import { isAt } from './point';
import { parseDuration, parseQuantity } from './quantity';
import { Role, STAGES, type Stage } from './vocabulary';

export { parseDuration, parseQuantity } from './quantity';

export interface PlanFacts {
  pipelineDigest: string; // of the file's text
  pipelineCommit: string; // on the protected branch
  touchesPipeline: boolean;
  weakens: string[];
  day: string; // e.g. `2026-11-25`
  tree?: string; // digest of `reuse.inputs` in the commit, when the file asks for reuse
}

const ROLES: Record<Stage, Role> = { functional: Role.DevTester, performance: Role.PerformanceEngineer, security: Role.SecurityTester };

/** The frozen plan of one attempt: the same file gives the same plan, cell for cell, in the same order. Times in seconds. */
export function planAttempt(file: PipelineFile, facts: PlanFacts): Plan {
  const { build } = file;
  return {
    pipelineDigest: facts.pipelineDigest,
    pipelineCommit: facts.pipelineCommit,
    touchesPipeline: facts.touchesPipeline,
    weakens: facts.weakens,
    day: facts.day,
    stories: file.stories,
    checkout: file.checkout,
    build: {
      install: build.install, cache: build.cache, run: build.run, artifact: build.artifact, sbom: build.sbom,
      timeoutSeconds: parseDuration(build.timeout), env: build.env, limits: limitsOf(build.limits), network: build.network,
    },
    stages: stagesOf(file, facts.day),
    ...(file.reuse && facts.tree !== undefined ? { reuse: { inputs: file.reuse.inputs, tree: facts.tree } } : {}),
    environments: environmentsOf(file),
  };
}

/** The three in their order, each followed by the team's own that come after it, in the file's order. */
function stagesOf(file: PipelineFile, day: string): StagePlan[] {
  const placed = (stage: string, role: Role, checks: Check[]): StagePlan => ({ stage, role, cells: checks.flatMap((check) => cellsOf(stage, check, file, day)) });
  const following = (after: string): StagePlan[] => Object.entries(file.furtherStages).filter(([, further]) => further.after === after)
    .flatMap(([stage, { role, checks }]) => [placed(stage, role, checks), ...following(stage)]);
  return STAGES.flatMap((stage) => [placed(stage, ROLES[stage], file.stages[stage].checks), ...following(stage)]);
}

type Exceptions = Pick<PipelineFile, 'quarantine' | 'suppressions'>;

/** The cells of one check: axes by name, values as written, the last axis varies fastest; then those included. Without a matrix: one cell. */
export function cellsOf(stage: string, check: Check, { quarantine, suppressions }: Exceptions = { quarantine: [], suppressions: [] }, day = ''): CellPlan[] {
  return pointsOf(check).map((point) => ({
    id: cellId(stage, check.name, point), stage, check: check.name, point,
    run: check.run, report: check.report, timeoutSeconds: parseDuration(check.timeout), needs: check.needs,
    env: { ...check.env, ...Object.assign({}, ...check.cells.filter(({ at }) => isAt(point, at)).map(({ env }) => env)) as Record<string, string> },
    runner: check.runner, external: check.external, retries: check.retries, baseline: check.baseline, caches: check.cache,
    services: check.services.map(({ within, ...service }) => ({ ...service, withinSeconds: parseDuration(within) })),
    limits: limitsOf(check.limits), network: check.network,
    thresholds: check.thresholds, compare: isComparison(check), rounds: check.rounds, maxRounds: Math.max(check.rounds, check.maxRounds), profile: profileOf(check.profile),
    ratchet: check.ratchet, from: check.from,
    quarantine: quarantine.filter((entry) => entry.check === check.name && entry.review >= day && entry.at.some((at) => isAt(point, at))),
    suppressions: suppressions.filter((entry) => entry.check === undefined || entry.check === check.name),
  }));
}

/** A cell of its own, of no file's check: no retries, no comparison, nothing let through. */
export function plainCell(about: Pick<CellPlan, 'id' | 'stage' | 'check' | 'run' | 'report' | 'timeoutSeconds'> & Partial<CellPlan>): CellPlan {
  return {
    point: {}, needs: [], env: {}, retries: 0, baseline: 'none', caches: [], services: [], limits: {}, network: 'full',
    thresholds: {}, compare: false, rounds: 1, maxRounds: 1, profile: { kind: 'load' }, ratchet: 'all', from: 'note', quarantine: [], suppressions: [], ...about,
  };
}

/** The places of a check's cells, those included last. Without a matrix those included are all. */
export function pointsOf({ matrix, include, exclude }: Pick<Check, 'matrix' | 'include' | 'exclude'>): Record<string, string>[] {
  const axes = Object.entries(matrix).sort(([a], [b]) => (a < b ? -1 : 1));
  const all = axes.reduce<Record<string, string>[]>(
    (points, [axis, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [axis]: value }))),
    [{}],
  );
  const kept = all.filter((point) => !exclude.some((at) => isAt(point, at)));
  const further = include.map((point) => Object.fromEntries(Object.entries(point).sort(([a], [b]) => (a < b ? -1 : 1))));
  return axes.length === 0 && further.length > 0 ? further : [...kept, ...further];
}

/** Unique in the attempt, e.g. `functional/login/device=ipad,environment=legacy-data`. */
export function cellId(stage: string, check: string, point: Record<string, string>): string {
  const axes = Object.entries(point).map(([axis, value]) => `${axis}=${escaped(value)}`);
  return [stage, check, ...(axes.length ? [axes.join(',')] : [])].join('/');
}

/** The signs that join an id are escaped in values, so that two points never share an id. */
function escaped(value: string): string {
  return value.replace(/[%,=/]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/** Soak and stress load the candidate alone. */
function isComparison({ thresholds, profile }: Check): boolean {
  return profile.kind === 'load' && Object.values(thresholds).some(({ regression }) => regression !== undefined);
}

function limitsOf({ memory, disk, output }: Limits): LimitsPlan {
  const bytes = (name: string, written: Limits['memory']): Record<string, number> => (written === undefined ? {} : { [name]: parseQuantity(written).value });
  return { ...bytes('memoryBytes', memory), ...bytes('diskBytes', disk), ...bytes('outputBytes', output) };
}

function profileOf(profile: Profile): ProfilePlan {
  return profile.kind === 'soak' ? { kind: 'soak', seconds: parseDuration(profile.for) } : profile;
}
