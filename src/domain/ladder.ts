// When is who told next, while a person is waited for? Pure: the rungs of a ladder by the time since the step began.
import type { Rung } from '../contracts/incident';

/** `climbed`: how many rungs have been told. `heldUntil`: an acknowledgement keeps the others quiet until then. */
export interface Climb {
  rungs: readonly Rung[]; // in the order of their times
  since: string; // ISO
  climbed: number;
  heldUntil?: string;
}
export type NextRung =
  | { kind: 'tell'; rung: Rung; how: 'asked' | 'reminded' | 'escalated' }
  | { kind: 'wait'; until: string } // ISO; of the rung, or of the acknowledgement
  | { kind: 'top' };

/** What is to be done at a time: tell a rung whose time has come, wait, or nothing more. One rung at a time, none twice, none before the one below it. */
export function nextRung({ rungs, since, climbed, heldUntil }: Climb, now: string): NextRung {
  const rung = rungs[climbed];
  if (!rung) return { kind: 'top' };
  const due = Date.parse(since) + rung.afterSeconds * 1000;
  const held = heldUntil === undefined ? -Infinity : Date.parse(heldUntil);
  const at = Math.max(due, held);
  if (at > Date.parse(now)) return { kind: 'wait', until: new Date(at).toISOString() };
  return { kind: 'tell', rung, how: howTold(rungs, climbed) };
}

/** The first rung asks; one whose audience has all been told before reminds; any other escalates. */
export function howTold(rungs: readonly Rung[], at: number): 'asked' | 'reminded' | 'escalated' {
  if (at === 0) return 'asked';
  const told = new Set(rungs.slice(0, at).flatMap(({ tell }) => tell));
  return rungs[at]?.tell.every((audience) => told.has(audience)) ? 'reminded' : 'escalated';
}
