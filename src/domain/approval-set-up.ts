// Could anybody ever satisfy the rule with this team? Asked at set-up, so that nobody learns it with a fix in hand.
import type { Person } from '../contracts/people';
import type { PartyPlan, SignOffPlan } from '../contracts/release-plan';
import { hasRole, isFull, sayersOf, seat, seatsOf } from './approval-count';
import { Role } from './vocabulary';

type Asked = Pick<SignOffPlan, 'parties'>;

/** Why nobody could ever satisfy all parties together, by different people and without the author, whoever of the developers that is; undefined when they could. */
export function unsatisfiable(rule: Asked, team: readonly Person[]): string | undefined {
  const { parties } = rule;
  if (parties.length === 0 || parties.some(({ roles, people, approvals }) => approvals < 1 || roles.length + people.length === 0)) return 'a sign-off needs at least one role or person and one approval, in each of its parties';
  const stranger = parties.flatMap(({ people }) => people).find((who) => !team.some(({ id }) => id === who));
  if (stranger !== undefined) return `${stranger} is not in the team`;
  const alone = parties.map((party) => lackOf(party, team)).find((lack) => lack !== undefined);
  if (alone !== undefined) return alone;
  const named = parties.map((party) => `${asked(party)} of ${readParty(party)}`).join(' and ');
  if (!canBeFull(rule, team, [])) return `${named}, of different people, but there are only ${holdersOf(rule, team).join(', ')}`;
  return authorsOf(team).some((author) => canBeFull(rule, team, author)) ? undefined : `${named}, but an author cannot approve, and without the author too few are left`;
}

/** The developers whose own fix nobody could sign, though others' could be: their ids. Empty when whoever may write it. */
export function stranded(rule: Asked, team: readonly Person[]): string[] {
  return authorsOf(team).filter((author) => !canBeFull(rule, team, author)).flat();
}

/** Why no two people could ever break the glass; undefined when they could. */
export function unsatisfiableGlass({ breakGlass: roles }: Pick<SignOffPlan, 'breakGlass'>, team: readonly Person[]): string | undefined {
  const holders = team.filter((person) => hasRole(person, roles)).map(({ id }) => id);
  const asks = `breaking the glass takes two people of ${roles.join(' or ') || 'no role'}`;
  if (holders.length < 2) return `${asks}, but ${holders.length === 0 ? 'nobody has' : `only ${holders.join(', ')} has`} such a role`;
  const left = authorsOf(team).map((author) => holders.filter((id) => !author.includes(id)).length);
  return left.some((count) => count >= 2) ? undefined : `${asks}, but an author cannot, and without the author too few are left`;
}

/** Each developer alone as the author; without developers somebody else writes it. */
function authorsOf(team: readonly Person[]): string[][] {
  const developers = team.filter((person) => hasRole(person, [Role.Developer])).map(({ id }) => [id]);
  return developers.length > 0 ? developers : [[]];
}

function canBeFull(rule: Asked, team: readonly Person[], excluded: readonly string[]): boolean {
  return isFull(seat(sayersOf(rule, team, excluded), seatsOf(rule)), rule);
}

function holdersOf(rule: Asked, team: readonly Person[]): string[] {
  return sayersOf(rule, team, []).map(({ id }) => id);
}

function lackOf(party: PartyPlan, team: readonly Person[]): string | undefined {
  const holders = holdersOf({ parties: [party] }, team);
  if (holders.length >= party.approvals) return undefined;
  const have = party.roles.length > 0 ? 'such a role' : 'that say';
  return `${asked(party)} of ${readParty(party)}, but ${holders.length === 0 ? `nobody has ${have}` : `only ${holders.join(', ')} ${holders.length === 1 ? 'has' : 'have'} ${have}`}`;
}

function asked({ approvals }: PartyPlan): string {
  return approvals === 1 ? '1 approval is asked' : `${approvals} approvals are asked`;
}

function readParty({ roles, people }: PartyPlan): string {
  return [...roles, ...people].join(' or ');
}
