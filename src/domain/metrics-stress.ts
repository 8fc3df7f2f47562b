// How much does the candidate hold? Rising levels until a threshold breaks; the highest that held is its capacity.
import type { CellPlan } from '../contracts/plan';
import type { MetricResult, MetricsReport } from '../contracts/report';
import type { CellResult } from '../contracts/result';
import { judgeLimits } from './metrics-limit';
import { isIdle } from './metrics-names';
import { readBroken } from './metrics-reason';
import { valuesOf } from './metrics-rounds';
import { Verdict } from './vocabulary';

type Judged = Pick<CellResult, 'verdict' | 'reason' | 'metrics'>;
export interface LoadedLevel { level: number; report: MetricsReport }
/** `broke` says by what; `fault` says why nothing can be said. */
interface Climb { held: LoadedLevel[]; broke?: LoadedLevel & { by: string }; fault?: string }

/** The lowest level that was not loaded yet; undefined when one broke or was faulty, when all were loaded, and for another profile. */
export function nextLevel(cell: CellPlan, done: readonly LoadedLevel[]): number | undefined {
  if (cell.profile.kind !== 'stress' || limitsOf(cell).length === 0) return undefined;
  const { held, broke, fault } = climb(cell, done);
  if (broke || fault !== undefined) return undefined;
  const reached = held.at(-1)?.level ?? -Infinity;
  return rising(cell.profile.levels.map((level) => ({ level }))).find(({ level }) => level > reached)?.level;
}

/**
 * Passed when every level up to `holds` held its `max` and `min`, and that far was loaded; the reason names the highest that
 * held. `metrics` are those of the level that broke, else of the highest, with one value for each level. A level at which nothing
 * got through broke when a lower one was held. A regression has nothing to be compared with here. No level, no limit, a report
 * without a figure, no request at the lowest level, levels that end before `holds`: errored.
 */
export function judgeStress(cell: CellPlan, done: readonly LoadedLevel[]): Judged {
  if (cell.profile.kind !== 'stress') return errored(`${cell.check} has no stress profile`);
  const { holds } = cell.profile;
  if (limitsOf(cell).length === 0) return errored(`${cell.check} has no max or min that its levels could break: give it at least one`);
  const { held, broke, fault } = climb(cell, done);
  if (fault !== undefined) return errored(fault);
  const capacity = held.at(-1)?.level;
  const metrics = resultsAlong(cell, broke ? [...held, broke] : held);
  if (broke) {
    const verdict = capacity !== undefined && capacity >= holds ? Verdict.Passed : Verdict.Failed;
    return { verdict, reason: `${capacity === undefined ? 'no level held' : `held at ${capacity}`}, broke at ${broke.level}: ${broke.by}; it must hold at ${holds}`, metrics };
  }
  if (capacity === undefined) return errored(`${cell.check} left no load report`);
  if (capacity < holds) return { ...errored(`${cell.check} was loaded up to ${capacity} only and must hold at ${holds}: give it that level`), metrics };
  return { verdict: Verdict.Passed, reason: `held at ${capacity}, the highest level; it must hold at ${holds}`, metrics };
}

/** Up to the first level that did not hold; what was loaded above it tells nothing more. */
function climb(cell: CellPlan, done: readonly LoadedLevel[]): Climb {
  const held: LoadedLevel[] = [];
  for (const loaded of rising(done)) {
    const { level, report } = loaded;
    if (isIdle(report)) return held.length > 0 ? { held, broke: { ...loaded, by: 'no request got through' } } : { held, fault: `${cell.check} made no request at level ${level}` };
    const missing = limitsOf(cell).find((metric) => !valuesOf(metric, [report]));
    if (missing !== undefined) return { held, fault: `the report of level ${level} lacks “${missing}”` };
    const first = resultsOf(cell, report).find(({ ok }) => !ok);
    if (first) return { held, broke: { ...loaded, by: readBroken(first, cell.thresholds[first.metric]) } };
    held.push(loaded);
  }
  return { held };
}

/** The results at the last of the levels, each with its value at every level. */
function resultsAlong(cell: CellPlan, levels: readonly LoadedLevel[]): MetricResult[] {
  const last = levels.at(-1);
  if (!last) return [];
  return resultsOf(cell, last.report).map((result) => ({ ...result, rounds: { candidate: levels.flatMap(({ report }) => valuesOf(result.metric, [report]) ?? []), running: [] } }));
}

/** Of a report that lacks the figure, none. */
function resultsOf(cell: CellPlan, report: MetricsReport): MetricResult[] {
  return limitsOf(cell).flatMap((metric) => {
    const candidate = valuesOf(metric, [report]);
    return candidate ? judgeLimits(metric, cell.thresholds[metric] ?? {}, { candidate, running: [] }) : [];
  });
}

function limitsOf({ thresholds }: CellPlan): string[] {
  return Object.entries(thresholds).filter(([, { max, min }]) => max !== undefined || min !== undefined).map(([metric]) => metric);
}

function rising<T extends { level: number }>(levels: readonly T[]): T[] {
  return [...levels].sort((a, b) => a.level - b.level);
}

function errored(reason: string): Judged {
  return { verdict: Verdict.Errored, reason };
}
