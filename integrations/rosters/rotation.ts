// Whose turn is it in a rotation? Turns by the clock of its zone, whatever the clocks do, and overrides before them.
import type { Rotation } from '../../src/contracts/team';
import type { OnDuty } from '../../src/ports/duty';
import { daysLater, instantOf, readInstant } from './local-time';

const DAY_MS = 86_400_000;

function daysOf(every: string): number {
  return Number(every.slice(0, -1)) * (every.endsWith('w') ? 7 : 1);
}

/** Pure: the same rotation at the same time is always the same person. `until` is the next hand-over or edge of an override. */
export function onDutyByRotation(rotation: Rotation, at: Date): OnDuty {
  const { name, zone, starts, people } = rotation;
  const overrides = rotation.overrides.map(({ from, to, person }) => ({ from: instantOf(from, zone), to: instantOf(to, zone), person }));
  const override = overrides.findLast(({ from, to }) => from <= at && at < to);
  const turn = turnAt(rotation, at);
  const next = [turn.ends, ...overrides.flatMap(({ from, to }) => [from, to])].filter((edge) => edge > at).map(Number);
  const until = new Date(Math.min(...next)).toISOString();
  if (override) return { person: override.person, until, why: `on duty by an override of the rotation ${name}` };
  const person = people[turn.number % people.length];
  if (turn.number < 0 || person === undefined) return { person: null, until, why: `the rotation ${name} begins at ${readInstant(instantOf(starts, zone), zone)}` };
  return { person, until, why: `on duty by the rotation ${name}` };
}

/** Turns are counted from 0; -1 is the time before the first one. */
function turnAt({ zone, starts, every }: Rotation, at: Date): { number: number; ends: Date } {
  const days = daysOf(every);
  const begins = (number: number): Date => instantOf(daysLater(starts, number * days), zone);
  if (at < begins(0)) return { number: -1, ends: begins(0) };
  // By the length of a plain day the number is right, or one off next to a change of the clocks.
  let number = Math.max(0, Math.floor((at.getTime() - begins(0).getTime()) / (days * DAY_MS)) - 1);
  while (begins(number + 1) <= at) number += 1;
  return { number, ends: begins(number + 1) };
}
