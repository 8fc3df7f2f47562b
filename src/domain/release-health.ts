// How does the release behave? Samples of the share of bad events against the objective: keep, roll back, ask, or go on observing.
import type { WatchSample, WatchView } from '../contracts/live-release';
import type { WatchPlan } from '../contracts/release-plan';
import { tidy } from './quantity';

type Rule = WatchPlan;
export type Sample = WatchSample;
/** What a watch tells its incident when the judgement changes. `counted`: alerts that count against the release. */
export interface WatchNews { digest: string; verdict: 'observing' | 'ask'; reason: string; samples: Sample[] }
export type Health = Pick<WatchView, 'verdict' | 'reason'>;

/**
 * Judges all samples of one watch, which began at `from`; asked again after each. A sample is bad when its share is above
 * 1 - objective. No data is neither good nor bad: it does not end a run of bad samples, and it does not help to be kept.
 * A rollback needs two bad samples in a row, whatever the rule says.
 */
export function judgeRelease(samples: readonly Sample[], rule: Rule, from: string, now: string): Health {
  const known = [...samples].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(({ bad }) => judgeSample(bad, rule));
  const needed = rule.onBurn === 'rollback' ? Math.max(2, rule.badSamples) : rule.badSamples;
  const burnt = longestRun(known) >= needed;
  const budget = `more than ${percent(1 - rule.objective)} bad`;
  if (burnt && rule.onBurn === 'rollback') return { verdict: 'rolled-back', reason: `${needed} samples in a row with ${budget}` };
  if (burnt && rule.onBurn === 'ask') return { verdict: 'ask', reason: `${needed} samples in a row with ${budget}: keep the release or roll it back` };
  const over = Date.parse(now) >= Date.parse(from) + rule.forSeconds * 1000;
  return over ? judgeEnd(known, rule) : { verdict: 'observing', reason: tell(known, burnt ? `; ${needed} in a row with ${budget}, and the rule is to observe` : '') };
}

/** At the end only shown health counts: the last sample good, and at least half of those that the window has room for. */
function judgeEnd(known: readonly State[], rule: Rule): Health {
  const expected = Math.max(1, Math.floor(rule.forSeconds / rule.everySeconds));
  const good = count(known, 'good');
  const last = known.at(-1);
  if (last !== 'good') return { verdict: 'ask', reason: last === 'bad' ? `the last sample is bad${beside(known)}` : `monitoring had no data at the end${beside(known)}` };
  if (good * 2 < expected) return { verdict: 'ask', reason: `only ${good} of ${expected} expected samples are good${beside(known)}` };
  return { verdict: 'kept', reason: `${good} of ${known.length} samples good, and the last of them` };
}

type State = 'good' | 'bad' | 'unknown';

function judgeSample(bad: number | null, rule: Rule): State {
  if (bad === null || !Number.isFinite(bad)) return 'unknown';
  return bad > tidy(1 - rule.objective) ? 'bad' : 'good';
}

function longestRun(known: readonly State[]): number {
  let run = 0;
  let longest = 0;
  for (const state of known) {
    if (state !== 'unknown') run = state === 'bad' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function count(known: readonly State[], wanted: State): number {
  return known.filter((state) => state === wanted).length;
}

function tell(known: readonly State[], more: string): string {
  if (known.length === 0) return 'no sample yet';
  return `${count(known, 'good')} of ${known.length} samples good${beside(known)}${more}`;
}

function beside(known: readonly State[]): string {
  const bad = count(known, 'bad');
  const unknown = count(known, 'unknown');
  return `${bad ? `, ${bad} bad` : ''}${unknown ? `, ${unknown} without data` : ''}`;
}

function percent(share: number): string {
  return `${tidy(share * 100)}%`;
}
