// Is every action allowed or refused as the table says: for every role, the assignee, whom the card names, the author, an administrator, a program, a link and anybody?
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createDoor, type Door } from '../../api/door';
import type { Operation } from '../../api/operation';
import { hashOfUserCode, userCodeOf } from '../../api/access/device-codes';
import { sha256Of } from '../../api/access/secrets';
import { ACTIONS, mayAssist, narrowedBy, needFor, NEED_OF, needOf, type Action } from '../../src/domain/actions';
import { Role, Scope } from '../../src/domain/vocabulary';
import { createJudge } from './a-judge';
import { anAccess, ORIGIN } from './access-of';
import { BODIES, CALLERS, anInstallationOfAll, mayBy, PARTS, secretOf, TEAM_OF_ALL, type Caller } from './every-action';

/** The real door; it is only listened to, which operations it is given. */
jest.mock('../../api/door', () => {
  const real = jest.requireActual<{ createDoor: typeof createDoor }>('../../api/door');
  return { ...real, createDoor: jest.fn(real.createDoor) };
});

const ROLES = Object.values(Role);
const GUIDE = path.join(__dirname, '..', '..', 'docs', 'guides', 'who-may.md');
const WHO: Record<Exclude<Action['who'], 'roles'>, string> = {
  team: 'anybody of the team', others: 'anybody of the team but the assignee', assignee: 'the assignee', card: 'whom the card or gate names',
  administrators: 'administrators', programs: 'programs, and whose token was given `push`', 'signed-in': 'everybody who is signed in', readers: 'everybody who may read',
  signers: 'who has the shared secret', anybody: 'anybody',
};

function whoMay({ who, roles }: Action): string {
  return who === 'roles' ? (roles ?? []).join(', ') : WHO[who];
}

function tableOf(actions: readonly Action[], head: string): string {
  return [`| Action | What | ${head} | An agent |`, '|---|---|---|---|', ...actions.map((action) => `| \`${action.id}\` | ${action.what} | ${whoMay(action)} | ${mayAssist(action.id) ? 'may' : 'never'} |`)].join('\n');
}

const isAct = ({ who }: Action): boolean => NEED_OF[who] === Scope.Act;

test.each([
  ['people', tableOf(ACTIONS.filter(isAct), 'Who of the team')],
  ['credentials', tableOf(ACTIONS.filter((action) => !isAct(action)), 'Who')],
])('the guide has the table of what %s may, between its marks', (name, table) => {
  const [, between] = new RegExp(`<!-- actions of ${name} -->\\n([^]*?)\\n<!-- end -->`).exec(readFileSync(GUIDE, 'utf8')) ?? [];
  expect(between).toBe(table);
});

type ApiOfAll = Awaited<ReturnType<typeof anApiOfAll>>;

/** The API, the operations that its door was given, and what brings back what a call has used up. */
async function anApiOfAll() {
  const gateway = createJudge({ team: TEAM_OF_ALL, assignee: 'assignee', author: 'author', named: 'named' });
  const api = anAccess({ installation: anInstallationOfAll(), gateway, clock: () => new Date() });
  const door = jest.mocked(createDoor).mock.results.at(-1)?.value as Door;
  const at = new Date().toISOString();
  const credential = { sha256: sha256Of('of nobody'), scopes: [Scope.Read], createdAt: at, createdBy: 'person administrator' };
  await api.credentials.save({ ...credential, id: 'link-1', kind: 'link', name: 'the board', sha256: sha256Of(secretOf({ kind: 'viewer', id: 'the-board' })) });
  await api.credentials.save({ ...credential, id: 'link-2', kind: 'link', name: 'another', sha256: sha256Of('another') });
  await api.credentials.save({ ...credential, id: 'token-1', kind: 'token', name: 'nightly', program: 'nightly' });
  for (const { id } of TEAM_OF_ALL) await api.credentials.save({ ...credential, id: `token-of-${id}`, kind: 'token', name: 'a laptop', person: id, sha256: sha256Of(`token of ${id}`) });
  let asked = 0;
  async function prepare(): Promise<{ userCode: string }> {
    const userCode = userCodeOf(`program ${asked += 1}`);
    await api.credentials.save({ ...credential, id: `code-${asked}`, kind: 'user-code', name: 'an editor', sha256: hashOfUserCode(userCode), expiresAt: new Date(Date.now() + 600_000).toISOString() });
    gateway.lanes.set('storefront/production', { queue: [], blocked: { why: 'a rollback did not hold', at, incident: PARTS['id'] ?? '' } });
    await gateway.unrouted.setAside({ source: 'alertmanager', fingerprint: 'f1', status: 'firing', name: 'DiskFull', severity: 'high', summary: '', labels: {}, startsAt: at }, 'no matcher');
    return { userCode };
  }
  return { api, operations: door.operations, prepare };
}

async function answerTo(id: string, caller: Caller, { api, operations, prepare }: ApiOfAll): Promise<{ status: number; body: { detail?: string } }> {
  const { userCode } = await prepare();
  const operation = operations.find((one) => one.id === id) as Operation;
  const parts: Record<string, string> = { ...PARTS, userCode, ...({ endToken: { id: 'token-1' }, endLink: { id: 'link-2' }, endMyToken: { id: `token-of-${caller.id}` } }[id]) };
  const address = operation.path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(parts[part] ?? ''));
  const secret: Record<string, string> = caller.kind === 'anybody' ? {} : { authorization: `Bearer ${secretOf(caller)}` };
  return api.call({ ...ORIGIN, ...secret, 'x-forwarded-for': `192.0.2.${CALLERS.indexOf(caller) + 1}` })[operation.method as 'get' | 'post' | 'delete'](address, operation.body ? BODIES[id] ?? {} : undefined);
}

test('every operation that changes something or asks more than reading is in the table, and asks of a credential what the table says', async () => {
  const { operations } = await anApiOfAll();
  const told = operations.filter(({ method, needs }) => method !== 'get' || (needs !== Scope.Read && needs !== 'public'));
  expect(Object.fromEntries(told.map(({ id, needs }) => [id, needs]))).toEqual(Object.fromEntries(ACTIONS.map((action) => [action.id, needOf(action)])));
});

function refusedAs({ who, assists }: Action, { kind, isAgent }: Caller): number {
  if (kind === 'anybody') return 401;
  if (isAgent && !assists) return 403;
  return NEED_OF[who] === Scope.Act && kind === 'person' ? 409 : 403;
}

/** Of a job and of Slack nothing is set up here: that is what everybody is told, and who calls was not asked. */
function openedAs({ id }: Action): unknown[] {
  return id === 'tellJob' || id === 'hearSlack' ? [404, 'string'] : ['done', 'undefined'];
}

describe.each(ACTIONS)('$id', (action) => {
  let all: ApiOfAll;
  beforeAll(async () => { all = await anApiOfAll(); });

  test.each(CALLERS.map((caller): [string, string, Caller] => [mayBy(action, caller) ? 'open' : 'refused', caller.name, caller]))('is %s to %s', async (said, _, caller) => {
    const { status, body } = await answerTo(action.id, caller, all);
    expect([status < 300 ? 'done' : status, typeof body.detail]).toEqual(said === 'refused' ? [refusedAs(action, caller), 'string'] : openedAs(action));
  });
});

test('an agent says what decides nothing, and passes nothing on', () => {
  expect(ACTIONS.filter((action) => isAct(action) && action.assists).map(({ id }) => id)).toEqual(['acknowledge', 'join', 'build', 'ask', 'note']);
  expect(['explainAlerts', 'signIn', 'receiveAlerts', 'listIncidents'].map(mayAssist)).toEqual([true, true, true, true]);
  expect(ACTIONS.filter(({ id }) => !mayAssist(id)).map(({ id }) => id)).toEqual(expect.arrayContaining(['assign', 'decline', 'handOver', 'judgeGate', 'signOff', 'withdraw', 'delegate', 'breakGlass', 'cancel', 'openLane', 'dismissUnrouted', 'makeToken', 'endToken', 'readAudit', 'tellPush', 'endMySessions']));
  expect(() => needFor('celebrate')).toThrow('celebrate is not in the table');
});

test.each(ACTIONS.filter(({ who }) => who === 'roles').flatMap((action) => ROLES.map((role): [string, Role, Action] => [action.id, role, action])))('%s with only %s left by the provider\'s groups', (id, role, { roles }) => {
  expect(narrowedBy(id, [role], ROLES) === undefined).toBe(roles?.includes(role));
  expect(narrowedBy(id, undefined, ROLES)).toBeUndefined();
});

test('who was left fewer roles than the team file has decides on no card, and notes all the same', () => {
  expect(narrowedBy('signOff', ['developer'], [Role.Developer, Role.OperationsEngineer])).toContain('operations-engineer');
  expect(narrowedBy('signOff', ['developer'], [Role.Developer])).toBeUndefined();
  expect(narrowedBy('handOver', [], [Role.Developer])).toBeDefined();
  expect(narrowedBy('note', [], [Role.Developer])).toBeUndefined();
});
