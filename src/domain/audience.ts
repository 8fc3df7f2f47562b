// Who is meant by `assignee`, `duty` or a role? People's ids; who is on duty has to be asked outside.
import type { IncidentView } from '../contracts/incident';
import { openStage } from './gate-card';
import { Role } from './vocabulary';

/** The rosters that an audience speaks of; `duty` alone is the service's own, when it has one. */
export function rostersOf(audience: readonly string[], serviceRoster: string | undefined): string[] {
  const rosters = audience.flatMap((who) => (who === 'duty' ? serviceRoster ?? [] : who.startsWith('duty:') ? who.slice(5) : []));
  return [...new Set(rosters)];
}

/** People's ids, each once, in the order of the audience. `onDuty`: by roster, as far as known. Empty: the audience reaches nobody. */
export function peopleMeant(view: Pick<IncidentView, 'team' | 'assignment' | 'decision' | 'attempts'>, audience: readonly string[], serviceRoster: string | undefined, onDuty: Readonly<Record<string, string>> = {}): string[] {
  const roles: readonly string[] = Object.values(Role);
  const people = audience.flatMap((who): string[] => {
    if (who === 'everybody') return view.team.map(({ id }) => id);
    if (who === 'assignee') return view.assignment ? [view.assignment.to] : [];
    if (who === 'deciders') return openStage(view)?.card.mayDecide ?? view.decision?.mayDecide ?? [];
    if (who === 'duty' || who.startsWith('duty:')) return rostersOf([who], serviceRoster).flatMap((roster) => onDuty[roster] ?? []);
    if (roles.includes(who)) return view.team.filter((person) => person.roles.some((role) => role === who)).map(({ id }) => id);
    return view.team.some(({ id }) => id === who) ? [who] : [];
  });
  return [...new Set(people)];
}
