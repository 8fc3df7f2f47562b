// What did customers meet while their traffic was moved? A span around each move, counted from the visits' own log.
import type { TimelineEntry } from '../../src/contracts/incident';
import type { End, Visit } from './visits';

export interface Span { what: string; from: string; to: string }
export interface Count {
  visits: number;
  ends: Partial<Record<End, number>>;
  releases: Record<string, number>; // answers by release, as the proxy names them
}

/** What moves traffic, as the timeline has it: told when it is done, that is after the switch and the drain of who had the traffic before. */
const MOVES: readonly string[] = ['canaryMoved', 'deployed', 'rolledBack'];
const JUDGEMENT = /^The canary (holds|is stopped) /; // of a canary's step: nothing is moved by it
const BEFORE_MS = 20_000;
const AFTER_MS = 10_000;

export function spansOf(timeline: readonly TimelineEntry[]): Span[] {
  const around = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
  return timeline.filter(({ kind, text }) => MOVES.includes(kind) && !JUDGEMENT.test(text)).map(({ at, text }) => ({ what: text, from: around(at, -BEFORE_MS), to: around(at, AFTER_MS) }));
}

/** A visit counts when any moment of it lies within the span: one that began before the switch may have been cut off by it. */
export function countWithin(visits: readonly Visit[], { from, to }: Pick<Span, 'from' | 'to'>): Count {
  const count: Count = { visits: 0, ends: {}, releases: {} };
  for (const { at, ms, end, release } of visits) {
    const ended = Date.parse(at);
    if (ended < Date.parse(from) || ended - ms > Date.parse(to)) continue;
    count.visits += 1;
    count.ends[end] = (count.ends[end] ?? 0) + 1;
    if (release) count.releases[release] = (count.releases[release] ?? 0) + 1;
  }
  return count;
}

/** Visits that the shop or the proxy failed: a refusal by the shop's own rules is none. */
export function lostOf({ ends }: Pick<Count, 'ends'>): number {
  return (ends.broken ?? 0) + (ends.unanswered ?? 0);
}
