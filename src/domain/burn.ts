// How fast does the budget burn, and what does one look at production come to? Windows and questions before it, the judgement after it.
import type { WatchSample } from '../contracts/live-release';
import type { BurnPlan, WatchPlan } from '../contracts/release-plan';
import { asksFor, fillIn, type Filling } from './placeholders';
import { tidy } from './quantity';
import { shorten } from './series';

/** As the monitoring port answers it. */
export type Answer = { value: number } | { value: null; reason: string };
export type State = NonNullable<WatchSample['state']>;

/** What one look asks: queries with nothing left to fill in. A row has a place for each of the rule's `burn`; without rows `share` alone is judged. */
export interface Questions { share: string; rows: { long: string; short: string }[]; figures: string[] }
export interface Answers { share: Answer; rows: { long: Answer; short: Answer }[]; figures: Answer[] }

export interface Look { service: string; environment: string; digest: string; rule: WatchPlan; liveSeconds: number }

const LEAST_BUDGET = 1e-9; // an objective of 100% leaves none, and a rate must stay a number

/** How many times faster than allowed the budget is used up. A share of bad events of 1 - objective burns at 1. */
export function burnRate(share: number, objective: number): number {
  return share / Math.max(LEAST_BUDGET, tidy(1 - objective));
}

/**
 * No window reaches back to before the release was live: what was broken until then is no fault of the release that mends it. So both
 * grow with the release's life up to what the row says. A query that names `$release` counts nothing else, and its windows stay whole.
 */
export function windowsOf(row: BurnPlan, liveSeconds: number, query: string): { longSeconds: number; shortSeconds: number } {
  const most = asksFor(query, 'release') ? Infinity : liveSeconds;
  const short = Math.min(row.shortSeconds, most);
  return { shortSeconds: short, longSeconds: Math.max(short, Math.min(row.longSeconds, most)) };
}

/** What to ask; undefined while the release is too young for any window: then there are no data yet. */
export function questionsOf({ rule, liveSeconds, ...about }: Look): Questions | undefined {
  const { query, burn, figures, everySeconds } = rule;
  const windows = burn.map((row) => windowsOf(row, liveSeconds, query));
  const shortest = windows.length > 0 ? Math.min(...windows.map(({ shortSeconds }) => shortSeconds)) : Math.min(everySeconds, liveSeconds);
  if (shortest < 1 && [query, ...figures.map((figure) => figure.query)].some((text) => asksFor(text, 'window'))) return undefined;
  const over = (windowSeconds: number): Filling => ({ ...about, windowSeconds });
  return {
    share: fillIn(query, over(shortest)),
    rows: windows.map(({ longSeconds, shortSeconds }) => ({ long: fillIn(query, over(longSeconds)), short: fillIn(query, over(shortSeconds)) })),
    figures: figures.map((figure) => fillIn(figure.query, over(shortest))),
  };
}

/** What is known when nothing could be asked, for the one reason. */
export function nothingKnown(rule: WatchPlan, reason: string): Answers {
  const none: Answer = { value: null, reason };
  return { share: none, rows: rule.burn.map(() => ({ long: none, short: none })), figures: rule.figures.map(() => none) };
}

/**
 * Bad when a row burns in both of its windows, or a figure is outside of its limits. Unknown when nothing is bad and anything has no data.
 * Without rows the share itself is judged against the objective. `why` says what was found, worst first.
 */
export function judgeLook(at: string, rule: WatchPlan, answers: Answers): WatchSample {
  const share = asShare(answers.share);
  const rows = rule.burn.map((row, place) => judgeRow(row, rule.objective, answers.rows[place]));
  const figures = rule.figures.map((figure, place) => judgeFigure(figure, answers.figures[place] ?? UNASKED));
  const parts: Part[] = [...(rows.length > 0 ? rows : [judgeShare(share, rule.objective)]), ...figures];
  const state: State = parts.some((part) => part.state === 'bad') ? 'bad' : parts.some((part) => part.state === 'unknown') ? 'unknown' : 'good';
  const whys = ['bad', 'unknown'].flatMap((wanted) => parts.filter((part) => part.state === wanted).map((part) => part.why));
  return {
    at, bad: brief(share.value), state,
    ...(rows.length > 0 ? { burns: rows.map(({ rate, long, short }) => ({ rate, long, short })) } : {}),
    ...(figures.length > 0 ? { figures: figures.map(({ name, value, state: own }) => ({ name, value: brief(value), ok: own === 'unknown' ? null : own === 'good' })) } : {}),
    ...(whys.length > 0 ? { why: [...new Set(whys)].join('; ') } : {}),
  };
}

interface Part { state: State; why: string }
const UNASKED: Answer = { value: null, reason: 'it was not asked' };

/** A share is no number below zero; above one it is read as it is, because two rates that are extrapolated may give it. */
function asShare(answer: Answer): Answer {
  if (answer.value === null) return answer;
  if (!Number.isFinite(answer.value)) return { value: null, reason: `the query's value is ${answer.value}, not a number` };
  return answer.value < 0 ? { value: null, reason: `the query gave ${shorten(answer.value)}, and a share is 0 to 1` } : answer;
}

function judgeShare(share: Answer, objective: number): Part {
  if (share.value === null) return { state: 'unknown', why: share.reason };
  const allowed = tidy(1 - objective);
  return share.value > allowed ? { state: 'bad', why: `${percent(share.value)} bad, at most ${percent(allowed)} is allowed` } : { state: 'good', why: '' };
}

/** At the row's rate it burns: the rate is the first that is too fast. */
function judgeRow({ rate, longSeconds, shortSeconds }: BurnPlan, objective: number, answers: { long: Answer; short: Answer } | undefined): Part & { rate: number; long: number | null; short: number | null } {
  const [long, short] = [asShare(answers?.long ?? UNASKED), asShare(answers?.short ?? UNASKED)];
  const over = `over ${readSeconds(longSeconds)} and ${readSeconds(shortSeconds)}`;
  const [longRate, shortRate] = [rateOf(long, objective), rateOf(short, objective)];
  const told = { rate, long: brief(longRate), short: brief(shortRate) };
  if (longRate === null || shortRate === null) {
    const reasons = [long, short].flatMap((answer) => (answer.value === null ? [answer.reason] : []));
    return { ...told, state: 'unknown', why: `how fast the budget burns ${over} is unknown: ${[...new Set(reasons)].join(', ')}` };
  }
  if (longRate < rate || shortRate < rate) return { ...told, state: 'good', why: '' };
  return { ...told, state: 'bad', why: `the budget burns ${told.long} and ${told.short} times as fast as it may ${over} (too fast from ${rate} on)` };
}

function rateOf({ value }: Answer, objective: number): number | null {
  return value === null ? null : tidy(burnRate(value, objective));
}

function readSeconds(seconds: number): string {
  const [unit, length] = seconds % 3600 === 0 ? ['h', 3600] : seconds % 60 === 0 ? ['m', 60] : ['s', 1];
  return `${seconds / length}${unit}`;
}

function judgeFigure({ name, max, min }: WatchPlan['figures'][number], answer: Answer): Part & { name: string; value: number | null } {
  if (answer.value === null) return { name, value: null, state: 'unknown', why: `${name}: ${answer.reason}` };
  const { value } = answer;
  if (!Number.isFinite(value)) return { name, value: null, state: 'unknown', why: `${name}: the query's value is ${value}, not a number` };
  const broken = max !== undefined && value > max ? `max ${max}` : min !== undefined && value < min ? `min ${min}` : undefined;
  return broken === undefined ? { name, value, state: 'good', why: '' } : { name, value, state: 'bad', why: `${name} is ${shorten(value)} (${broken})` };
}

/** What is kept travels through history: it is judged first, and shortened then. */
function brief(value: number | null): number | null {
  return value === null ? null : shorten(value);
}

function percent(share: number): string {
  return `${shorten(share * 100)}%`;
}
