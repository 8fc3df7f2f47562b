// Whom does a rung tell, in words? Names where they are known, otherwise the part that is meant.
import type { IncidentView } from '../../src/contracts/incident';
import { Role } from '../../src/domain/vocabulary';
import { nameOf } from './text';

type Team = IncidentView['team'];
const MOST_NAMED = 3;

/** `Paula`, `Paula and Olga`, `Paula, Olga, Maya and 5 more`. */
export function namesOf(team: Team, ids: readonly string[]): string {
  const names = ids.map((id) => nameOf(team, id));
  const shown = names.length > MOST_NAMED + 1 ? [...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`] : names;
  return listed(shown) || 'nobody';
}

export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** An audience of the installation file, as it will be told when its time comes. */
export function readAudience({ team, assignment }: Pick<IncidentView, 'team' | 'assignment'>, audience: readonly string[]): string {
  return listed([...new Set(audience.map((who) => readOne(team, assignment?.to, who)))]);
}

function readOne(team: Team, assignee: string | undefined, who: string): string {
  if (who === 'assignee') return assignee ? nameOf(team, assignee) : 'the assignee';
  if (who === 'deciders') return 'those who may sign off';
  if (who === 'everybody') return 'everybody';
  if (who === 'duty') return 'whoever is on duty';
  if (who.startsWith('duty:')) return `whoever is on duty (${who.slice(5)})`;
  const role = Object.values(Role).find((one) => one === who);
  if (!role) return nameOf(team, who);
  const people = team.filter(({ roles }) => roles.includes(role)).map(({ name }) => name);
  const part = `the ${role.replace(/-/g, ' ')}`;
  return people.length > 0 && people.length <= MOST_NAMED ? `${part} (${people.join(', ')})` : part;
}
