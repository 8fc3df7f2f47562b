// How does the release behave? Samples in a row, and alerts that count against it: keep, roll back, ask, or go on observing.
import type { WatchSample, WatchView } from '../contracts/live-release';
import type { WatchPlan } from '../contracts/release-plan';
import { tidy } from './quantity';

type Rule = WatchPlan;
type State = NonNullable<WatchSample['state']>;
export type Sample = WatchSample;
/** What a watch tells its incident when the judgement changes. `counted`: alerts that count against the release. */
export interface WatchNews { digest: string; verdict: 'observing' | 'ask'; reason: string; samples: Sample[] }

/** Of what kind the reason is: a judgement of another kind is news, other numbers are none. */
export type Kind = 'healthy' | 'burning' | 'alert' | 'not-shown';
export type Health = Pick<WatchView, 'verdict' | 'reason'> & { kind: Kind };
export interface Counted { name: string; at: string }

/** What is left of samples that are not kept any more. `run`: bad ones in a row up to the last, `longest` of all such runs. */
export interface Tally { good: number; bad: number; unknown: number; run: number; longest: number; last?: State }

/**
 * Judges all samples of one watch, which began at `from`; asked again after each. `earlier`: what those came to that are no longer
 * among them. So many bad samples in a row as the rule says, or one alert that counts against the release, are a burn: it is rolled
 * back, a person is asked, or it is only observed, as the rule says. A burn stays one: a question that the rule puts to a person is
 * not answered by later samples. No data does not end a run of bad samples, and does not help to be kept. A rollback needs two bad
 * samples in a row, whatever the rule says. At the end, and after it, only shown health counts.
 */
export function judgeRelease(samples: readonly Sample[], rule: Rule, from: string, now: string, counted: readonly Counted[] = [], earlier?: Tally): Health {
  const inOrder = [...samples].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const all = tallyOf(inOrder, rule, earlier);
  const burn = burnOf(inOrder, rule, all, counted);
  if (burn && rule.onBurn === 'rollback') return { ...burn, verdict: 'rolled-back' };
  if (burn && rule.onBurn === 'ask') return { ...burn, verdict: 'ask', reason: `${burn.reason}; keep the release or roll it back` };
  const isOver = Date.parse(now) >= Date.parse(from) + rule.forSeconds * 1000;
  if (isOver) return judgeEnd(all, rule);
  if (burn) return { ...burn, verdict: 'observing', reason: `${tell(all)}; ${burn.reason}, and the rule is to observe` };
  return { kind: 'healthy', verdict: 'observing', reason: tell(all) };
}

/** When the next sample is due (ISO): in even steps from the beginning, and once at the end. A look that took long delays no later one, and makes up for none. */
export function nextLook(now: string, { everySeconds, forSeconds }: Pick<Rule, 'everySeconds' | 'forSeconds'>, began: string): string {
  const [from, every] = [Date.parse(began), everySeconds * 1000];
  const next = from + (Math.floor((Date.parse(now) - from) / every) + 1) * every;
  const end = from + forSeconds * 1000;
  return new Date(Date.parse(now) < end ? Math.min(next, end) : next).toISOString();
}

/** Counts samples that are in order on top of those counted earlier. */
export function tallyOf(inOrder: readonly Sample[], rule: Pick<Rule, 'objective'>, earlier?: Tally): Tally {
  return inOrder.reduce((tally: Tally, sample) => {
    const state = stateOf(sample, rule);
    const run = state === 'bad' ? tally.run + 1 : state === 'good' ? 0 : tally.run;
    return { ...tally, [state]: tally[state] + 1, run, longest: Math.max(tally.longest, run), last: state };
  }, earlier ?? { good: 0, bad: 0, unknown: 0, run: 0, longest: 0 });
}

function burnOf(inOrder: readonly Sample[], rule: Rule, { longest }: Tally, counted: readonly Counted[]): Pick<Health, 'kind' | 'reason'> | undefined {
  const [alert] = counted;
  if (alert) return { kind: 'alert', reason: `the alert ${alert.name}${counted.length > 1 ? ` and ${counted.length - 1} more` : ''} came within the watch, and counts against the release` };
  const needed = rule.onBurn === 'rollback' ? Math.max(2, rule.badSamples) : rule.badSamples;
  if (longest < needed) return undefined;
  const why = inOrder.filter((sample) => stateOf(sample, rule) === 'bad').at(-1)?.why ?? `more than ${percent(1 - rule.objective)} bad`;
  return { kind: 'burning', reason: `${needed} bad sample${needed > 1 ? 's in a row' : ''}: ${why}` };
}

/** Only shown health counts: the last sample good, and at least half as many good ones as the watch's own time has room for. */
function judgeEnd(all: Tally, rule: Rule): Health {
  const expected = Math.max(1, Math.floor(rule.forSeconds / rule.everySeconds));
  const ask = (reason: string): Health => ({ kind: 'not-shown', verdict: 'ask', reason: `${reason}${beside(all)}` });
  if (all.last === 'bad') return ask('the last sample is bad');
  if (all.last !== 'good') return ask('monitoring had no data at the end');
  if (all.good * 2 < expected) return ask(`only ${all.good} of ${expected} expected samples are good`);
  return { kind: 'healthy', verdict: 'kept', reason: `${all.good} of ${countOf(all)} samples good, and the last of them` };
}

/** A sample without a state is judged by its share and the objective alone. */
function stateOf({ state, bad }: Sample, { objective }: Pick<Rule, 'objective'>): State {
  if (state) return state;
  if (bad === null || !Number.isFinite(bad)) return 'unknown';
  return bad > tidy(1 - objective) ? 'bad' : 'good';
}

function countOf({ good, bad, unknown }: Tally): number {
  return good + bad + unknown;
}

function tell(all: Tally): string {
  return countOf(all) === 0 ? 'no sample yet' : `${all.good} of ${countOf(all)} samples good${beside(all)}`;
}

function beside({ bad, unknown }: Tally): string {
  return `${bad ? `, ${bad} bad` : ''}${unknown ? `, ${unknown} without data` : ''}`;
}

function percent(share: number): string {
  return `${tidy(share * 100)}%`;
}
