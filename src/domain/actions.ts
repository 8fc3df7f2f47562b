// Who may do what to an incident? One table for the code that refuses, for the guide, and for its test.
import { Role } from './vocabulary';

export const MAY_ASSIGN: readonly Role[] = [Role.ProductOwner, Role.OperationsEngineer];
export const MAY_BUILD: readonly Role[] = [Role.Developer];
export const MAY_CANCEL: readonly Role[] = [Role.ProductOwner, Role.OperationsEngineer];
export const MAY_OPEN_LANE: readonly Role[] = [Role.OperationsEngineer, Role.ProductOwner];

/** `team`: any person of it. `assignee`: the developer whose turn it is. `card`: whom the card or the gate names, by the rule of the pipeline file. `roles`: one of those. */
export interface Action { id: string; what: string; who: 'team' | 'assignee' | 'card' | 'roles'; roles?: readonly Role[] }

/** By the id of the API's operation. A person only: no program, link or stranger says any of these. */
export const ACTIONS: readonly Action[] = [
  { id: 'assign', what: 'assign a developer', who: 'roles', roles: MAY_ASSIGN },
  { id: 'acknowledge', what: 'say that one is on it', who: 'assignee' },
  { id: 'decline', what: 'give it back', who: 'assignee' },
  { id: 'handOver', what: 'hand it over to another developer', who: 'assignee' },
  { id: 'join', what: 'help', who: 'team' },
  { id: 'build', what: 'have a commit built', who: 'roles', roles: MAY_BUILD },
  { id: 'judgeGate', what: 'decide on an inconclusive gate', who: 'card' },
  { id: 'signOff', what: 'approve or reject', who: 'card' },
  { id: 'withdraw', what: 'take one\'s own approval back', who: 'card' },
  { id: 'ask', what: 'ask on a card', who: 'team' },
  { id: 'delegate', what: 'pass one\'s say on', who: 'card' },
  { id: 'breakGlass', what: 'let an artifact out in spite of a gate', who: 'card' },
  { id: 'note', what: 'add a note', who: 'team' },
  { id: 'cancel', what: 'end it without a fix', who: 'roles', roles: MAY_CANCEL },
  { id: 'openLane', what: 'let a lane go on', who: 'roles', roles: MAY_OPEN_LANE },
  { id: 'dismissUnrouted', what: 'dismiss an alert that belongs to no service', who: 'team' },
];

/**
 * Why the sign-in provider's groups forbid an action that the team file might allow; undefined when they do not. `given`: the roles
 * that the groups left; undefined: all. A card names people by the team file, so whoever was left fewer roles than it has does not decide there.
 */
export function narrowedBy(id: string, given: readonly string[] | undefined, own: readonly Role[]): string | undefined {
  const action = ACTIONS.find((one) => one.id === id);
  if (given === undefined || !action) return undefined;
  const lost = own.filter((role) => !given.includes(role));
  if (action.who === 'roles') return action.roles?.some((role) => given.includes(role)) ? undefined : `none of the roles ${action.roles?.join(', ')} is given by your groups`;
  if (action.who === 'card' && lost.length > 0) return `your groups do not give the roles ${lost.join(', ')}, which the team file has for you`;
  return action.who === 'assignee' && !given.includes(Role.Developer) ? 'your groups do not give the role developer' : undefined;
}
