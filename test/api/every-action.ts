// Who are the people and programs that try every action, and what do they send? Whatever is refused is refused for who they are.
import { createHash } from 'node:crypto';
import type { Action } from '../../src/domain/actions';
import type { Person } from '../../src/contracts/people';
import type { Installation } from '../../src/contracts/installation';
import { Role, Scope } from '../../src/domain/vocabulary';
import { COMMIT } from '../support/an-incident';
import { aPerson, DIGEST } from '../support/builders';
import { STAGE } from './a-judge';
import { anInstallation, aDelivery } from './an-api';

export interface Caller { name: string; kind: 'person' | 'program' | 'viewer' | 'anybody'; id: string; roles: readonly Role[]; isAgent?: true }

const ROLES = Object.values(Role);
const CAST: [name: string, id: string, ...roles: Role[]][] = [
  ...ROLES.map((role): [string, string, Role] => [`a person who is ${role} and nothing else`, role, role]),
  ['the assignee', 'assignee', Role.Developer],
  ['whom the card names', 'named', Role.OperationsEngineer, Role.DevTester],
  ['the author of the commit, whatever roles they have', 'author', ...ROLES],
  ['an administrator with no role that decides', 'administrator', Role.Stakeholder],
];
export const CALLERS: readonly Caller[] = [
  ...CAST.map(([name, id, ...roles]): Caller => ({ name, kind: 'person', id, roles })),
  { name: 'an agent of the assignee', kind: 'person', id: 'assignee', roles: [Role.Developer], isAgent: true },
  { name: 'an agent of whom the card names', kind: 'person', id: 'named', roles: [Role.OperationsEngineer, Role.DevTester], isAgent: true },
  { name: 'an agent of an administrator', kind: 'person', id: 'administrator', roles: [Role.Stakeholder], isAgent: true },
  { name: 'a program', kind: 'program', id: 'git-hook', roles: [] },
  { name: 'a read-only link', kind: 'viewer', id: 'the-board', roles: [] },
  { name: 'anybody', kind: 'anybody', id: '', roles: [] },
];
export const TEAM_OF_ALL: readonly Person[] = [...CAST.map(([, id, ...roles]) => aPerson(id, roles)), aPerson('another-developer', [Role.Developer]), aPerson('somebody-else', [Role.Stakeholder])];

export const secretOf = ({ kind, id, isAgent }: Pick<Caller, 'kind' | 'id' | 'isAgent'>): string => `dayshift_${isAgent ? 'agent' : kind}-${id}-of-a-test`;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export function anInstallationOfAll(): Installation {
  const file = anInstallation();
  const tokens = CALLERS.filter(({ kind }) => kind === 'person' || kind === 'program').map((caller) => ({ sha256: sha256(secretOf(caller)), ...(caller.kind === 'person' ? { person: caller.id } : { program: caller.id }), ...(caller.isAgent ? { scopes: [Scope.Read, Scope.Assist] } : {}) }));
  return { ...file, team: TEAM_OF_ALL.map((person) => ({ ...person, reach: {} })), tokens, authentication: { ...file.authentication, administrators: ['administrator'] } };
}

/** Whom the cards of these tests name: two approvals of operations, a gate of the devtester's; glass is for operations and product owner. */
const NAMED: Record<string, (caller: Caller) => boolean> = {
  judgeGate: ({ roles }) => roles.includes(Role.DevTester),
  signOff: ({ roles }) => roles.includes(Role.OperationsEngineer),
  delegate: ({ roles }) => roles.includes(Role.OperationsEngineer),
  withdraw: ({ id }) => id === 'named',
  breakGlass: ({ roles }) => roles.includes(Role.OperationsEngineer) || roles.includes(Role.ProductOwner),
};

/** What the table says, read by nothing but the table. Reading needs a sign-in here. */
export function mayBy({ id, who, roles, assists }: Action, caller: Caller): boolean {
  const isPerson = caller.kind === 'person';
  if (caller.isAgent && !assists && !['readers', 'signers', 'anybody'].includes(who)) return false;
  switch (who) {
    case 'team': return isPerson;
    case 'others': return isPerson && caller.id !== 'assignee';
    case 'assignee': return caller.id === 'assignee';
    case 'roles': return caller.roles.some((role) => roles?.includes(role));
    case 'card': return caller.id !== 'author' && NAMED[id]?.(caller) === true;
    case 'administrators': return caller.id === 'administrator';
    case 'programs': return caller.kind === 'program';
    case 'signed-in': case 'readers': return caller.kind !== 'anybody';
    case 'signers': case 'anybody': return true;
  }
}

export const PARTS: Record<string, string> = { id: 'storefront.LoginRefused.0123abcd', name: 'storefront', environment: 'production', key: 'alertmanager/f1', person: 'somebody-else', source: 'alertmanager' };
const REASON = { reason: 'customers wait' };
export const BODIES: Record<string, object> = {
  assign: { to: 'another-developer' }, decline: REASON, handOver: { to: 'another-developer' }, build: { commit: COMMIT },
  judgeGate: { stage: STAGE, decision: 'accept', ...REASON }, signOff: { decision: 'approve', digest: DIGEST }, withdraw: REASON, ask: { text: 'Was the old data tried?' },
  delegate: { to: 'somebody-else' }, breakGlass: { digest: DIGEST, ...REASON }, note: { text: 'seen' }, cancel: REASON, openLane: REASON,
  makeToken: { name: 'nightly', program: 'nightly-build', days: 1 }, makeLink: { name: 'the board', days: 1 },
  tellPush: { repository: '/srv/storefront.git', ref: 'refs/heads/main', before: '0'.repeat(40), after: COMMIT, pusher: 'maya' },
  explainAlerts: aDelivery({}), receiveAlerts: aDelivery({}), sendReport: { service: 'storefront', tried: 'to log in', happened: 'it says no' },
  beginDevice: { name: 'an editor' }, decideDevice: { allow: true }, takeDeviceToken: { deviceCode: 'dayshift_of-nobody' },
  signIn: { secret: secretOf({ kind: 'person', id: 'administrator' }) },
};

