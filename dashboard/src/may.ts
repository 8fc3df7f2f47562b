// Which words does the page offer to this person? What dayshift would refuse is not offered; it judges again itself.
import type { Me } from '../../src/contracts/access';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase, Role } from '../../src/domain/vocabulary';

export interface Offers { assign: boolean; acknowledge: boolean; decline: boolean; handOver: boolean; join: boolean }

export const ASSIGNERS: readonly Role[] = [Role.ProductOwner, Role.OperationsEngineer];
const ALL: Offers = { assign: true, acknowledge: true, decline: true, handOver: true, join: true };

/** `me` absent: dayshift does not say whose token it is, so everything that the incident's state allows is offered. */
export function offersTo(view: IncidentView, me: Pick<Me, 'id' | 'roles'> | undefined): Offers {
  const open = view.phase !== Phase.Closed;
  const assignable = view.phase === Phase.Assess || view.phase === Phase.Fix;
  const held = view.assignment !== undefined && view.phase === Phase.Fix;
  const mine = me ? whoMay(view, me) : ALL;
  const others = developersOf(view).some(({ id }) => id !== view.assignment?.to);
  return {
    assign: assignable && mine.assign && developersOf(view).length > 0,
    acknowledge: held && mine.acknowledge && !view.assignment?.acknowledgedAt,
    decline: held && mine.decline,
    handOver: held && mine.handOver && others,
    join: open && mine.join,
  };
}

function whoMay({ assignment, helpers, team }: IncidentView, me: Pick<Me, 'id' | 'roles'>): Offers {
  const known = team.some(({ id }) => id === me.id);
  const isAssignee = known && assignment?.to === me.id;
  return {
    assign: known && hasRole(team, me.id, ASSIGNERS),
    acknowledge: isAssignee, decline: isAssignee, handOver: isAssignee,
    join: known && !isAssignee && !helpers.includes(me.id),
  };
}

/** By the roles that the incident was opened with: those are the ones that count for it. */
function hasRole(team: IncidentView['team'], id: string, roles: readonly Role[]): boolean {
  return team.some((person) => person.id === id && person.roles.some((role) => roles.includes(role)));
}

export function developersOf({ team }: Pick<IncidentView, 'team'>): IncidentView['team'] {
  return team.filter(({ roles }) => roles.includes(Role.Developer));
}

export function assignersOf({ team }: Pick<IncidentView, 'team'>): IncidentView['team'] {
  return team.filter(({ roles }) => roles.some((role) => ASSIGNERS.includes(role)));
}

/** Whether this waits for that person: by name, or for a role of theirs and nobody by name. */
export function isTurnOf(turn: IncidentView['turn'], me: Pick<Me, 'id' | 'roles'> | undefined): boolean {
  if (!turn || !me) return false;
  return turn.person ? turn.person === me.id : me.roles.some((role) => role === turn.role);
}
