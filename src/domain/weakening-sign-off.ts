// What would a sign-off ask less? Fewer people, others too, more hours, more ways around it.
import type { PartyPlan, SignOffPlan } from '../contracts/release-plan';
import type { Hours } from '../contracts/release-rules';
import { seat } from './approval-count';

/** No sign-off at all asks the least. */
export function weakerSignOff(before: SignOffPlan | undefined, after: SignOffPlan | undefined): string[] {
  if (!before) return [];
  if (!after) return ['nobody is asked to sign any more'];
  return [
    ...weakerParties(before.parties, after.parties),
    ...weakerHours(before.hours, after.hours),
    ...wider(before.exception, after.exception, (roles) => `${roles} may let it out in spite of hours and freezes`),
    ...wider(before.breakGlass, after.breakGlass, (roles) => `${roles} may break the glass too`),
  ];
}

/** Each party needs one that asks as much of nobody else; what is left over is told side by side. */
function weakerParties(before: readonly PartyPlan[], after: readonly PartyPlan[]): string[] {
  const pairable = before.map((party, i) => ({ id: `${i}`, parties: after.flatMap((other, place) => (asksAsMuch(party, other) ? [place] : [])) }));
  const kept = seat(pairable, after.map(() => 1));
  const lost = before.filter((_, i) => !kept.flat().includes(`${i}`));
  const free = after.filter((_, place) => kept[place]?.length === 0);
  return lost.flatMap((party, i) => {
    const is = free[i];
    if (!is) return [`the sign-off no longer asks ${party.approvals} of ${[...party.roles, ...party.people].join(', ')}`];
    return [
      ...(is.approvals < party.approvals ? [`the sign-off asks for ${is.approvals} approvals instead of ${party.approvals}`] : []),
      ...wider([...party.roles, ...party.people], [...is.roles, ...is.people], (who) => `the sign-off is open to ${who} too`),
    ];
  });
}

function asksAsMuch(party: PartyPlan, other: PartyPlan): boolean {
  return other.approvals >= party.approvals && other.roles.every((role) => party.roles.includes(role)) && other.people.every((person) => party.people.includes(person));
}

function wider(before: readonly string[], after: readonly string[], say: (more: string) => string): string[] {
  const more = after.filter((one) => !before.includes(one));
  return more.length > 0 ? [say(more.join(', '))] : [];
}

function weakerHours(before: Hours | undefined, after: Hours | undefined): string[] {
  if (!before) return [];
  if (!after) return ['it may go out at any hour'];
  const isWithin = after.zone === before.zone && after.from >= before.from && after.to <= before.to && after.days.every((day) => before.days.includes(day));
  return isWithin ? [] : [`it may go out ${read(after)} instead of ${read(before)}`];
}

function read({ days, from, to, zone }: Hours): string {
  return `${days.join(' ')} ${from} to ${to} (${zone})`;
}
