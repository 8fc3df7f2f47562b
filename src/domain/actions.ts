// Who may do what? One table for the code that refuses, for the guide, and for its test.
import type { Need } from './access';
import { Role, Scope } from './vocabulary';

export const MAY_ASSIGN: readonly Role[] = [Role.ProductOwner, Role.OperationsEngineer];
export const MAY_BUILD: readonly Role[] = [Role.Developer];
export const MAY_CANCEL: readonly Role[] = [Role.ProductOwner, Role.OperationsEngineer];
export const MAY_OPEN_LANE: readonly Role[] = [Role.OperationsEngineer, Role.ProductOwner];

/**
 * Who may. With `act`, so people only: `team` any person of it, `others` any but the assignee, `assignee` the developer whose turn it is,
 * `card` whom the card or the gate names by the rule of the pipeline file and who has no part in the change, `roles` one of those.
 * By credential alone: `administrators`, `programs`, `signed-in` whoever is, `readers` who may read, `signers` by a signature of their own, `anybody`.
 */
export type Who = 'team' | 'others' | 'assignee' | 'card' | 'roles' | 'administrators' | 'programs' | 'signed-in' | 'readers' | 'signers' | 'anybody';
/** `assists`: a credential that may only assist its person, e.g. a coding agent's, may too; every other action a person must do themselves. */
export interface Action { id: string; what: string; who: Who; roles?: readonly Role[]; assists?: true }

/** What the door asks of a credential before anything else is judged. */
export const NEED_OF: Readonly<Record<Who, Need>> = {
  team: Scope.Act, others: Scope.Act, assignee: Scope.Act, card: Scope.Act, roles: Scope.Act,
  administrators: Scope.Administer, programs: Scope.Push, 'signed-in': 'signed-in', readers: Scope.Read, signers: 'signed', anybody: 'public',
};

/** What an action asks of a credential: of people's words, those that decide nothing are open to one that assists. */
export function needOf({ who, assists }: Pick<Action, 'who' | 'assists'>): Need {
  return assists && NEED_OF[who] === Scope.Act ? Scope.Assist : NEED_OF[who];
}

/** By the id of the API's operation: every one that changes something or asks more than `read`. */
export const ACTIONS: readonly Action[] = [
  { id: 'assign', what: 'assign a developer', who: 'roles', roles: MAY_ASSIGN },
  { id: 'acknowledge', what: 'say that one is on it', who: 'assignee', assists: true },
  { id: 'decline', what: 'give it back', who: 'assignee' },
  { id: 'handOver', what: 'hand it over to another developer', who: 'assignee' },
  { id: 'join', what: 'help', who: 'others', assists: true },
  { id: 'build', what: 'have a commit built', who: 'roles', roles: MAY_BUILD, assists: true },
  { id: 'judgeGate', what: 'decide on an inconclusive gate', who: 'card' },
  { id: 'signOff', what: 'approve or reject', who: 'card' },
  { id: 'withdraw', what: 'take one\'s own approval back', who: 'card' },
  { id: 'ask', what: 'ask on a card', who: 'team', assists: true },
  { id: 'delegate', what: 'pass one\'s say on', who: 'card' },
  { id: 'breakGlass', what: 'let an artifact out in spite of a gate', who: 'card' },
  { id: 'note', what: 'add a note', who: 'team', assists: true },
  { id: 'cancel', what: 'end it without a fix', who: 'roles', roles: MAY_CANCEL },
  { id: 'openLane', what: 'let a lane go on', who: 'roles', roles: MAY_OPEN_LANE },
  { id: 'dismissUnrouted', what: 'dismiss an alert that belongs to no service', who: 'team' },
  { id: 'listTokens', what: 'see the tokens, never their secrets', who: 'administrators' },
  { id: 'makeToken', what: 'make a token', who: 'administrators' },
  { id: 'endToken', what: 'end a token', who: 'administrators' },
  { id: 'listLinks', what: 'see the read-only links', who: 'administrators' },
  { id: 'makeLink', what: 'make a read-only link', who: 'administrators' },
  { id: 'endLink', what: 'end a read-only link', who: 'administrators' },
  { id: 'endSessions', what: 'end the sessions of somebody', who: 'administrators' },
  { id: 'readAudit', what: 'read the audit', who: 'administrators' },
  { id: 'exportAudit', what: 'take the audit as a file', who: 'administrators' },
  { id: 'tellPush', what: 'tell of a push', who: 'programs' },
  { id: 'readMe', what: 'see whose credential it is', who: 'signed-in', assists: true },
  { id: 'endMySessions', what: 'end all sessions of one\'s own', who: 'signed-in' },
  { id: 'readDevice', what: 'see which program asks to be signed in', who: 'team' },
  { id: 'decideDevice', what: 'sign a program in, or deny it', who: 'team' },
  { id: 'listMyTokens', what: 'see one\'s own tokens', who: 'team' },
  { id: 'endMyToken', what: 'end a token of one\'s own', who: 'team' },
  { id: 'endThisToken', what: 'end the token that calls', who: 'signed-in', assists: true },
  { id: 'explainAlerts', what: 'try what would become of an alert; nothing changes', who: 'readers' },
  { id: 'receiveAlerts', what: 'deliver alerts; for a source without a secret anybody may', who: 'signers' },
  { id: 'tellJob', what: 'tell of a job in another CI', who: 'signers' },
  { id: 'hearSlack', what: 'hand on a click in Slack; the word is judged as its person\'s', who: 'signers' },
  { id: 'sendReport', what: 'send a customer\'s own report, where the service takes them', who: 'anybody' },
  { id: 'signIn', what: 'sign in', who: 'anybody' },
  { id: 'signOut', what: 'sign out', who: 'anybody' },
  { id: 'beginDevice', what: 'ask to be signed in, as a program without a browser', who: 'anybody' },
  { id: 'takeDeviceToken', what: 'take the token when its person has allowed it', who: 'anybody' },
];

/** Undefined for what only reads. */
export function actionOf(id: string): Action | undefined {
  return ACTIONS.find((one) => one.id === id);
}

const OPEN_NEEDS: readonly Need[] = ['public', 'signed', Scope.Read];

/** Whether an operation is open to a credential that only assists. What is not in the table reads, and so it is. */
export function mayAssist(id: string): boolean {
  const action = actionOf(id);
  return action === undefined || action.assists === true || OPEN_NEEDS.includes(NEED_OF[action.who]);
}

/** What the door asks of who calls an action of the table. Throws for one that is not in it. */
export function needFor(id: string): Need {
  const action = actionOf(id);
  if (!action) throw new Error(`${id} is not in the table of actions`);
  return needOf(action);
}

/**
 * Why the sign-in provider's groups forbid an action that the team file might allow; undefined when they do not. `given`: the roles
 * that the groups left; undefined: all. A card names people by the team file, so whoever was left fewer roles than it has does not decide there.
 */
export function narrowedBy(id: string, given: readonly string[] | undefined, own: readonly Role[]): string | undefined {
  const action = actionOf(id);
  if (given === undefined || !action) return undefined;
  const lost = own.filter((role) => !given.includes(role));
  if (action.who === 'roles') return action.roles?.some((role) => given.includes(role)) ? undefined : `none of the roles ${action.roles?.join(', ')} is given by your groups`;
  if (action.who === 'card' && lost.length > 0) return `your groups do not give the roles ${lost.join(', ')}, which the team file has for you`;
  return action.who === 'assignee' && !given.includes(Role.Developer) ? 'your groups do not give the role developer' : undefined;
}
