// By what is the release watched, and how do its samples lie in time? Where monitoring had nothing, or nobody looked, there is a gap.
import type { IncidentView } from '../../src/contracts/incident';
import type { WatchSample } from '../../src/contracts/live-release';
import type { BurnPlan, WatchPlan } from '../../src/contracts/release-plan';
import { deploymentsOf } from './rollout';

/** The rule of the attempt that is watched; undefined in what was recorded before attempts had it. */
export function ruleOf(view: IncidentView): WatchPlan | undefined {
  const environment = view.watch?.environment ?? view.environment;
  const number = deploymentsOf(view).filter((one) => one.environment === environment).at(-1)?.attempt;
  const attempt = view.attempts.find((one) => one.number === number) ?? view.attempts.at(-1);
  return attempt?.environments?.find((one) => one.environment === environment)?.watch;
}

/** The share of bad events that the objective allows; tidied, so that 1 - 0.995 is 0.005. */
export function allowedBy(objective: number): number {
  return Number((1 - objective).toPrecision(12));
}

/** By its own word; without one by the objective alone, and without that nothing that has data is bad. */
export function stateOf({ bad, state }: WatchSample, objective: number | undefined): NonNullable<WatchSample['state']> {
  if (state) return state;
  if (bad === null || !Number.isFinite(bad)) return 'unknown';
  return objective !== undefined && bad > allowedBy(objective) ? 'bad' : 'good';
}

/** Samples with data that follow each other, or a time without any, in milliseconds. */
export type Stretch = { known: true; samples: { at: number; bad: number }[] } | { known: false; from: number; to: number };

const LATE = 2.5; // so many times the usual distance is a hole: nobody looked

/** The samples in the order of time; a gap lies between the known samples beside it. */
export function stretchesOf(samples: readonly WatchSample[], everySeconds: number | undefined): Stretch[] {
  const ordered = samples.map(({ at, bad }) => ({ at: Date.parse(at), bad: bad !== null && Number.isFinite(bad) ? bad : null })).sort((a, b) => a.at - b.at);
  const most = LATE * (everySeconds !== undefined ? everySeconds * 1000 : usualDistance(ordered.map(({ at }) => at)));
  const stretches: Stretch[] = [];
  let before: number | undefined;
  for (const { at, bad } of ordered) {
    const last = stretches.at(-1);
    const isLate = before !== undefined && at - before > most;
    if (bad === null) {
      if (last?.known === false) last.to = at;
      else stretches.push({ known: false, from: before ?? at, to: at });
    } else if (last?.known === true && !isLate) last.samples.push({ at, bad });
    else {
      if (last?.known === false) last.to = at;
      else if (last && before !== undefined) stretches.push({ known: false, from: before, to: at });
      stretches.push({ known: true, samples: [{ at, bad }] });
    }
    before = at;
  }
  return stretches;
}

function usualDistance(times: readonly number[]): number {
  const distances = times.slice(1).map((at, index) => at - (times[index] ?? at)).sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] || Infinity;
}

export interface BurnRow { rate: number; long: Burn; short: Burn; state: 'burns' | 'calm' | 'unknown' }
export interface Burn { seconds: number | undefined; value: number | null; isOver: boolean }

/** The newest sample's rows beside the plan's windows; a row burns when both windows are at or above its rate. */
export function burnRows(sample: WatchSample | undefined, plan: readonly BurnPlan[] = []): BurnRow[] {
  return (sample?.burns ?? []).map(({ rate, long, short }, index) => {
    const windows = plan[index]?.rate === rate ? plan[index] : plan.find((one) => one.rate === rate);
    const one = (value: number | null, seconds: number | undefined): Burn => ({ seconds, value, isOver: value !== null && value >= rate });
    const row = { rate, long: one(long, windows?.longSeconds), short: one(short, windows?.shortSeconds) };
    const isUnknown = (long === null && (short === null || row.short.isOver)) || (short === null && row.long.isOver);
    return { ...row, state: row.long.isOver && row.short.isOver ? 'burns' : isUnknown ? 'unknown' : 'calm' };
  });
}
