// Is every action allowed or refused as the table says: for every role, for a program, for somebody who only looks, and for anybody?
import { readFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { ACTIONS, narrowedBy, type Action } from '../../src/domain/actions';
import { Role, Scope } from '../../src/domain/vocabulary';
import { refuseAssign, refuseBuild, refuseCancel } from '../../src/domain/words';
import { sha256Of } from '../../api/access/secrets';
import { anIncident } from '../support/an-incident';
import { anApi, TOKENS } from './an-api';

const ROLES = Object.values(Role);
const GUIDE = path.join(__dirname, '..', '..', 'docs', 'guides', 'who-may.md');

function whoMay({ who, roles }: Action): string {
  if (who === 'roles') return (roles ?? []).join(', ');
  return { team: 'anybody of the team', assignee: 'the assignee', card: 'whom the card or gate names' }[who];
}

function tableOf(actions: readonly Action[]): string {
  return ['| Action | What | Who of the team |', '|---|---|---|', ...actions.map((action) => `| \`${action.id}\` | ${action.what} | ${whoMay(action)} |`)].join('\n');
}

test('the guide has the table', () => {
  expect(readFileSync(GUIDE, 'utf8')).toContain(tableOf(ACTIONS));
});

const ADDRESSES: Record<string, string> = { openLane: '/services/storefront/lanes/production/open', dismissUnrouted: '/unrouted/alertmanager%2Ff1' };
const addressOf = (id: string) => `/api/v1${ADDRESSES[id] ?? `/incidents/any/${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`}`;
const LINK = 'dayshift_a-read-only-link-of-a-test';

describe.each(ACTIONS)('$id', ({ id }) => {
  test.each([['anybody', undefined, 401], ['a program', TOKENS.hook, 403], ['a read-only link', LINK, 403]])('is refused to %s', async (_, token, status) => {
    const { app, deps } = anApi();
    const at = new Date().toISOString();
    await deps.credentials.save({ id: 'link-1', kind: 'link', sha256: sha256Of(LINK), name: 'the board', scopes: [Scope.Read], createdAt: at, createdBy: 'person paula' });
    const sent = id === 'dismissUnrouted' ? request(app).delete(addressOf(id)) : request(app).post(addressOf(id));
    const answer = await (token ? sent.set('authorization', `Bearer ${token}`) : sent).send({});
    expect(answer.status).toBe(status);
  });
});

const REFUSALS: Record<string, (by: string, view: ReturnType<typeof anIncident>) => { reason: string } | undefined> = {
  assign: (by, view) => refuseAssign(view, { by, to: 'the-developer', through: 'api' }),
  build: (by, view) => refuseBuild(view, { by, commit: 'a'.repeat(40), through: 'api' }),
  cancel: (by, view) => refuseCancel(view, { by, reason: 'over', through: 'api' }),
};
const judged = ACTIONS.filter(({ id }) => id in REFUSALS);

test.each(judged.flatMap((action) => ROLES.map((role): [string, Role, Action] => [action.id, role, action])))('%s by a %s is judged by the table', (id, role, { roles }) => {
  const view = { ...anIncident(), team: [{ id: 'somebody', name: 'Somebody', roles: [role], emails: [], handles: [] }, { id: 'the-developer', name: 'A Developer', roles: [Role.Developer], emails: [], handles: [] }] };
  const reason = REFUSALS[id]?.('somebody', view)?.reason ?? '';
  expect(reason.includes('none of the roles')).toBe(!roles?.includes(role));
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
