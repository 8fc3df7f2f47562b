// Is the candidate fast enough, and no slower than what runs now? The rounds of both sides, each figure against its threshold.
import type { Threshold } from '../contracts/check';
import type { CellPlan } from '../contracts/plan';
import type { MetricResult, MetricsReport } from '../contracts/report';
import type { CellResult } from '../contracts/result';
import { middleOf } from './metrics-interval';
import { isOpenLimit, judgeLimits } from './metrics-limit';
import { isIdle } from './metrics-names';
import { readBroken, readUnclear } from './metrics-reason';
import { compareRounds, FEWEST_ROUNDS } from './metrics-regression';
import { starvedRounds, valuesOf, type Rounds } from './metrics-rounds';
import { Verdict } from './vocabulary';

type Judged = Pick<CellResult, 'verdict' | 'reason' | 'metrics'>;
interface Measured { metrics: MetricResult[]; starved: number; isHidden: boolean; mayTurn: boolean; fault?: string }

/** More of the rounds than this starved, and the machine was not fit to measure on. */
const MOST_STARVED = 1 / 4;

/**
 * Judges every threshold by the rounds of both sides; seconds, shares, bytes. Limits are judged by the median, plainly. A regression
 * is judged by an interval, and noise that hides the answer makes it inconclusive: so do too few rounds, and too many that were
 * starved. A metric that a round lacks, a round missing on one side, no threshold or no request at all: errored. Without a running
 * release only `max` and `min` are judged, and the reason says so; when there is neither, errored.
 */
export function judgeMetrics(cell: CellPlan, candidate: readonly MetricsReport[], running: readonly MetricsReport[]): Judged {
  const { metrics, fault, starved, isHidden } = measure(cell, candidate, running);
  if (fault !== undefined) return { verdict: Verdict.Errored, reason: fault, ...(metrics.length > 0 ? { metrics } : {}) };
  const beside = `${asideOf(starved, isHidden)}${uncompared(cell, running)}`;
  if (isHidden) return { verdict: Verdict.Inconclusive, reason: `${starved} of ${candidate.length} rounds of ${cell.check} were starved of the machine, so its figures mean little: run it again when less runs beside it${beside}`, metrics };
  const broken = metrics.filter(({ ok, unclear }) => !ok && !unclear);
  if (broken[0]) return { verdict: Verdict.Failed, reason: `${broken.length} of ${metrics.length} thresholds broken, first ${readBroken(broken[0], cell.thresholds[broken[0].metric])}${beside}`, metrics };
  const unclear = metrics.filter((metric) => metric.unclear);
  if (unclear[0]) return { verdict: Verdict.Inconclusive, reason: `${hiddenBy(candidate.length)} whether ${unclear.length} of ${metrics.length} thresholds held, first ${readUnclear(unclear[0], cell.thresholds[unclear[0].metric])}${beside}`, metrics };
  return { verdict: Verdict.Passed, reason: `${metrics.length} of ${metrics.length} thresholds held${beside}`, metrics };
}

/**
 * True while noise alone keeps a compared cell from its answer and it has had fewer than `maxRounds` rounds: an unclear
 * regression, rounds that were starved, or a limit that lies among the rounds. Nothing that is broken already, and no fault.
 */
export function needsMoreRounds(cell: CellPlan, candidate: readonly MetricsReport[], running: readonly MetricsReport[]): boolean {
  if (!cell.compare || candidate.length >= cell.maxRounds) return false;
  const { metrics, fault, isHidden, mayTurn } = measure(cell, candidate, running);
  if (fault !== undefined) return false;
  if (isHidden || mayTurn) return true;
  return metrics.some(({ unclear }) => unclear) && metrics.every(({ ok, unclear }) => ok || unclear);
}

function measure(cell: CellPlan, candidate: readonly MetricsReport[], running: readonly MetricsReport[]): Measured {
  const nothing = { metrics: [], starved: 0, isHidden: false, mayTurn: false };
  const fault = faultOf(cell, candidate, running);
  if (fault !== undefined) return { ...nothing, fault };
  const starved = starvedRounds(candidate, running);
  const isHidden = starved.size > MOST_STARVED * candidate.length;
  const metrics: MetricResult[] = [];
  let mayTurn = false;
  for (const [metric, threshold] of Object.entries(cell.thresholds)) {
    const compared = threshold.regression !== undefined && running.length > 0;
    const all: Rounds = { candidate: valuesOf(metric, candidate) ?? [], running: valuesOf(metric, running) ?? [] };
    if (all.candidate.length === 0) return { ...nothing, metrics, fault: `the candidate's report lacks “${metric}”${near(metric, candidate)}` };
    if (compared && all.running.length === 0) return { ...nothing, metrics, fault: `the running release's report lacks “${metric}”${near(metric, running)}` };
    const judged = isHidden ? all : { candidate: without(all.candidate, starved), running: without(all.running, starved) };
    const results = [...judgeLimits(metric, threshold, judged), ...(compared ? [judgeRegression(metric, threshold, judged)] : [])];
    mayTurn ||= isOpenLimit(metric, threshold, judged.candidate);
    metrics.push(...results.map((result) => ({ ...result, ...(isHidden ? { ok: false, unclear: true } : {}), ...(candidate.length > 1 ? { rounds: all } : {}) })));
  }
  if (metrics.length === 0) return { ...nothing, fault: `${cell.check} has only regressions to judge and no running release to compare with: give it a max or min` };
  const broken = metrics.some(({ ok, unclear, limit }) => !ok && !unclear && limit.startsWith('regression'));
  return { metrics, starved: starved.size, isHidden, mayTurn: mayTurn && !broken };
}

function faultOf({ check, thresholds }: CellPlan, candidate: readonly MetricsReport[], running: readonly MetricsReport[]): string | undefined {
  if (candidate.length === 0) return `${check} left no load report`;
  if (Object.keys(thresholds).length === 0) return `${check} has no threshold to be judged by: give it at least one`;
  if (running.length > 0 && running.length !== candidate.length) return `${check} has ${candidate.length} rounds of the candidate and ${running.length} of the running release`;
  return [...candidate, ...running].some(isIdle) ? `${check} made no request in one of its rounds` : undefined;
}

function judgeRegression(metric: string, threshold: Threshold, rounds: Rounds): MetricResult {
  const { answer, interval } = compareRounds(metric, threshold, rounds);
  return {
    metric, candidate: middleOf(rounds.candidate), running: middleOf(rounds.running), limit: `regression ${threshold.regression}`,
    ok: answer === 'within', ...(answer === 'unclear' ? { unclear: true } : {}), ...(interval ? { interval } : {}),
  };
}

function without(values: readonly number[], places: ReadonlySet<number>): number[] {
  return values.filter((_, place) => !places.has(place));
}

function hiddenBy(rounds: number): string {
  return rounds < FEWEST_ROUNDS ? `${rounds === 1 ? 'one round does' : `${rounds} rounds do`} not show` : `after ${rounds} rounds of each, noise hides`;
}

function asideOf(starved: number, isHidden: boolean): string {
  return starved === 0 || isHidden ? '' : `; ${starved === 1 ? 'one round was' : `${starved} rounds were`} starved of the machine and set aside`;
}

function uncompared({ thresholds, profile }: CellPlan, running: readonly MetricsReport[]): string {
  if (running.length > 0 || Object.values(thresholds).every(({ regression }) => regression === undefined)) return '';
  return profile.kind === 'soak' ? '; a soak has nothing beside it, so regression was not judged' : '; no running release to compare with, so regression was not judged';
}

/** What the report has of the same metric, to be written instead. */
function near(metric: string, rounds: readonly MetricsReport[]): string {
  const names = Object.keys(rounds[0]?.metrics ?? {}).filter((name) => name !== metric);
  const same = names.filter((name) => name.split(' ')[0] === metric.split(' ')[0]);
  const offered = (same.length ? same : names).sort().slice(0, 8);
  return offered.length ? `; it has ${offered.join(', ')}` : '';
}
