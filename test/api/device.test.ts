// Does a program get a token only by its person's word, once, for no more than they have, and does guessing lead nowhere?
import { setImmediate } from 'node:timers/promises';
import { sha256Of } from '../../api/access/secrets';
import type { ApiDeps } from '../../api/deps';
import { DayshiftError } from '../../src/errors';
import { TOKENS } from './an-api';
import { anAccess, anInstallation } from './access-of';

const MINUTE = 60_000;
const DAY = 86_400_000;
const FAR = { 'x-forwarded-for': '198.51.100.7' };
const ASKING = { name: 'VS Code on laptop-7' };

type Api = ReturnType<typeof anAccess>;
interface Code { deviceCode: string; userCode: string; link: string }

async function begin(api: Api, body: object = ASKING, headers: Record<string, string> = {}): Promise<Code> {
  const answer = await api.call(headers).post('/device', body);
  if (answer.status !== 201) throw new Error(`not begun: ${answer.text}`);
  return answer.body as Code;
}
const ask = (api: Api, { deviceCode }: Pick<Code, 'deviceCode'>) => api.anybody.post('/device/token', { deviceCode });
const decide = (api: Api, { userCode }: Pick<Code, 'userCode'>, allow: boolean, token: string = TOKENS.maya) => api.asToken(token).post(`/device/${userCode}`, { allow });
const typeOf = ({ body }: { body: { type?: string } }): string | undefined => body.type?.replace('/problems/', '');

/** Where the next question is no longer too soon. */
async function askLater(api: Api, code: Pick<Code, 'deviceCode'>) {
  api.pass(5000);
  return ask(api, code);
}

it('a program shows a code, its person allows it, and the program has a token of theirs', async () => {
  const api = anAccess();
  const begun = await api.anybody.post('/device', ASKING);
  expect([begun.status, begun.headers['cache-control']]).toEqual([201, 'no-store']);
  expect(begun.body).toEqual({ deviceCode: expect.stringMatching(/^dayshift_[\w-]{43}$/), userCode: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/), link: `http://127.0.0.1:8080/#/device/${begun.body.userCode}`, expiresAt: '2026-01-05T09:10:00.000Z', intervalSeconds: 5 });
  expect((await ask(api, begun.body)).body).toEqual({ state: 'waiting' });
  const seen = await api.asToken(TOKENS.maya).get(`/device/${begun.body.userCode}`);
  expect(seen.body).toEqual({ userCode: begun.body.userCode, name: 'VS Code on laptop-7', scopes: ['read', 'act'], askedAt: '2026-01-05T09:00:00.000Z', address: expect.stringContaining('127.0.0.1'), expiresAt: '2026-01-05T09:10:00.000Z' });
  expect((await decide(api, begun.body, true)).body).toEqual({ accepted: true, text: 'Allowed: VS Code on laptop-7.' });
  const { body, headers } = await askLater(api, begun.body);
  expect(headers['cache-control']).toBe('no-store');
  expect(body).toMatchObject({ state: 'granted', secret: expect.stringMatching(/^dayshift_/), credential: { kind: 'token', name: 'VS Code on laptop-7', person: 'maya', scopes: ['read', 'act'], from: 'made', createdBy: 'person maya', expiresAt: '2026-04-05T09:00:05.000Z' } });
  expect((await api.asToken(body.secret).get('/me')).body).toMatchObject({ id: 'maya', scopes: ['read', 'act'] });
  expect((await api.asToken(TOKENS.paula).get('/tokens')).body.credentials[0]).toMatchObject({ id: body.credential.id, createdBy: 'person maya' });
});

it('the token comes once: a replay of the code is expired', async () => {
  const api = anAccess();
  const code = await begin(api);
  await decide(api, code, true);
  const answers = [await ask(api, code), await askLater(api, code), await askLater(api, code)];
  expect(answers.map(({ body }) => body.state as string)).toEqual(['granted', 'expired', 'expired']);
  expect((await api.asToken(TOKENS.maya).get('/me/tokens')).body.credentials.filter(({ from }: { from: string }) => from === 'made')).toHaveLength(1);
});

it('over two processes of the API, of several questions at once one gets the token', async () => {
  const here = anAccess();
  const there = anAccess({ credentials: here.credentials });
  const code = await begin(here);
  expect((await decide(there, code, true)).status).toBe(200);
  const answers = await Promise.all([ask(here, code), ask(there, code)]);
  expect(answers.map(({ body }) => body.state as string).sort()).toEqual(['expired', 'granted']);
});

it('after a restart the code is still good', async () => {
  const before = anAccess();
  const code = await begin(before);
  const after = anAccess({ credentials: before.credentials });
  await decide(after, code, true);
  expect((await ask(after, code)).body.state).toBe('granted');
});

it('two programs ask at once, and each has its own answer', async () => {
  const api = anAccess();
  const [one, other] = [await begin(api, { name: 'VS Code' }), await begin(api, { name: 'the command line' })];
  await decide(api, one, true);
  await decide(api, other, false);
  expect([(await ask(api, one)).body.credential.name, (await ask(api, other)).body]).toEqual(['VS Code', { state: 'denied' }]);
});

it('what nobody decides in ten minutes is expired, for the program and for the person', async () => {
  const api = anAccess();
  const code = await begin(api);
  api.pass(10 * MINUTE);
  expect((await ask(api, code)).body).toEqual({ state: 'expired' });
  expect([typeOf(await api.asToken(TOKENS.maya).get(`/device/${code.userCode}`)), typeOf(await decide(api, code, true))]).toEqual(['device-code-expired', 'device-code-expired']);
});

it('what was allowed and is not taken in ten minutes is expired too', async () => {
  const api = anAccess();
  const code = await begin(api);
  await decide(api, code, true);
  api.pass(10 * MINUTE);
  expect((await ask(api, code)).body).toEqual({ state: 'expired' });
});

it('the first decision stands; who repeats their own is told the same', async () => {
  const api = anAccess();
  const code = await begin(api);
  expect((await decide(api, code, false)).status).toBe(200);
  expect((await decide(api, code, false)).body.text).toBe('Denied: VS Code on laptop-7.');
  const late = await decide(api, code, true);
  expect([late.status, late.body.detail]).toEqual([409, 'That sign-in was decided already: it was denied.']);
  expect((await decide(api, code, true, TOKENS.olga)).status).toBe(409);
  expect((await api.asToken(TOKENS.olga).get(`/device/${code.userCode}`)).status).toBe(409);
  expect((await ask(api, code)).body).toEqual({ state: 'denied' });
});

it('of two who allow at once one does, and the token is theirs', async () => {
  const api = anAccess();
  const code = await begin(api);
  const answers = await Promise.all([decide(api, code, true, TOKENS.maya), decide(api, code, true, TOKENS.olga)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const whose = answers[0].status === 200 ? 'maya' : 'olga';
  expect((await ask(api, code)).body.credential.person).toBe(whose);
});

it('a code is known however it is typed', async () => {
  const api = anAccess();
  const { userCode } = await begin(api);
  for (const typed of [userCode.toLowerCase(), userCode.replace('-', ''), userCode.replace('-', ' ').toLowerCase()]) {
    expect((await api.asToken(TOKENS.maya).get(`/device/${encodeURIComponent(typed)}`)).status).toBe(200);
  }
});

describe('nobody gives more than they have', () => {
  const made = async (api: Api, scopes: string[], days = 30) => (await api.asToken(TOKENS.paula).post('/tokens', { name: 'x', person: 'maya', scopes, days })).body as { secret: string; credential: { id: string } };

  it.each([[['read']], [['read', 'assist']]])('one whose token is good for %j signs nothing in', async (scopes) => {
    const api = anAccess();
    const code = await begin(api, { name: 'x', scopes: ['read'] });
    const { secret } = await made(api, scopes);
    expect([(await decide(api, code, true, secret)).status, (await api.asToken(secret).get(`/device/${code.userCode}`)).status]).toEqual([403, 403]);
    expect((await ask(api, code)).body).toEqual({ state: 'waiting' });
  });

  it('nor does a program, a link or a stranger', async () => {
    const api = anAccess();
    const code = await begin(api);
    const { body: { secret } } = await api.asToken(TOKENS.paula).post('/links', { name: 'the board' });
    expect([(await decide(api, code, true, TOKENS.hook)).status, (await decide(api, code, true, secret)).status, (await api.anybody.post(`/device/${code.userCode}`, { allow: true })).status]).toEqual([403, 403, 401]);
  });

  it('a scope that the person\'s own sign-in lacks is refused, and may be denied', async () => {
    const api = anAccess();
    const code = await begin(api);
    const { secret } = await made(api, ['act']);
    const refused = await decide(api, code, true, secret);
    expect([refused.status, refused.body.detail]).toEqual([409, 'The program asks for the scope "read", which your own sign-in does not have']);
    expect((await decide(api, code, false, secret)).status).toBe(200);
  });

  it('who acts may give what only assists, e.g. to an agent', async () => {
    const api = anAccess();
    const code = await begin(api, { name: 'an agent', scopes: ['read', 'assist'] });
    await decide(api, code, true);
    const { secret } = (await ask(api, code)).body;
    expect((await api.asToken(secret).get('/me')).body).toMatchObject({ id: 'maya', scopes: ['read', 'assist'] });
    expect((await api.asToken(secret).get('/me/tokens')).status).toBe(403);
  });

  it('no program asks to administer or to push', async () => {
    const api = anAccess();
    for (const scopes of [['administer'], ['read', 'push'], []]) expect((await api.anybody.post('/device', { name: 'x', scopes })).status).toBe(422);
  });

  it('a token lasts no longer than the one that its person is signed in with, also through a session', async () => {
    const api = anAccess();
    const { secret } = await made(api, ['read', 'act'], 7);
    const [direct, paged] = [await begin(api), await begin(api)];
    await decide(api, direct, true, secret);
    const cookie = await api.signIn(secret);
    expect((await api.asPage(cookie).post(`/device/${paged.userCode}`, { allow: true })).status).toBe(200);
    expect([(await ask(api, direct)).body.credential.expiresAt, (await ask(api, paged)).body.credential.expiresAt]).toEqual(['2026-01-12T09:00:00.000Z', '2026-01-12T09:00:00.000Z']);
  });

  it('and none comes of one that has ended meanwhile, or whose person has left the team', async () => {
    const api = anAccess();
    const { secret, credential } = await made(api, ['read', 'act']);
    const code = await begin(api);
    await decide(api, code, true, secret);
    await api.asToken(TOKENS.paula).delete(`/tokens/${credential.id}`);
    expect((await ask(api, code)).body).toEqual({ state: 'expired' });
    const other = await begin(api);
    await decide(api, other, true);
    const installation = anInstallation();
    const after = anAccess({ credentials: api.credentials, installation: { ...installation, team: installation.team.filter(({ id }) => id !== 'maya') } });
    expect((await ask(after, other)).body).toEqual({ state: 'expired' });
  });

  it('nor of one that was taken out of dayshift.yaml meanwhile', async () => {
    const before = anAccess();
    const code = await begin(before);
    await decide(before, code, true);
    const installation = anInstallation();
    const after = anAccess({ credentials: before.credentials, installation: { ...installation, tokens: installation.tokens.filter(({ person }) => person !== 'maya') } });
    expect((await ask(after, code)).body).toEqual({ state: 'expired' });
  });

  it('roles that the provider\'s groups left stay as few', async () => {
    const api = anAccess();
    const secret = 'dayshift_a-session-of-the-provider';
    await api.credentials.save({ id: 'session-1', kind: 'session', sha256: sha256Of(secret), name: 'Olga', person: 'olga', roles: [], scopes: ['read', 'act'], createdAt: '2026-01-05T09:00:00.000Z', createdBy: 'oidc', expiresAt: '2026-01-06T09:00:00.000Z' });
    const code = await begin(api);
    expect((await api.asPage(`dayshift-8080=${secret}`).post(`/device/${code.userCode}`, { allow: true })).status).toBe(200);
    const { body } = await ask(api, code);
    expect((await api.asToken(body.secret).get('/me')).body.roles).toEqual([]);
    expect((await api.credentials.list('token'))[0]).toMatchObject({ roles: [], expiresAt: new Date(Date.parse('2026-01-05T09:00:00.000Z') + 90 * DAY).toISOString() });
  });
});

describe('what is kept and told', () => {
  it('is no code and no secret, in the store, the audit and the log', async () => {
    const api = anAccess();
    const code = await begin(api);
    await decide(api, code, true);
    const { body: { secret } } = await ask(api, code);
    const kept = JSON.stringify([await api.credentials.list('device-code'), await api.credentials.list('user-code'), await api.credentials.list('token')]);
    for (const hidden of [code.deviceCode, code.userCode, secret.slice(9)]) expect(kept).not.toContain(hidden);
    for (const hidden of [code.deviceCode.slice(9), secret.slice(9)]) expect(JSON.stringify([await api.audited(), api.written])).not.toContain(hidden);
  });

  it('the audit has who asked from where, who allowed it, and that the token was taken; no question in between', async () => {
    const api = anAccess();
    const code = await begin(api, ASKING, FAR);
    for (let nth = 0; nth < 5; nth += 1) await askLater(api, code);
    await decide(api, code, true);
    const { body: { credential } } = await askLater(api, code);
    expect((await api.audited()).reverse()).toMatchObject([
      { who: 'anybody', action: 'beginDevice', outcome: 'done', address: '198.51.100.7' },
      { who: 'person maya', action: 'decideDevice', outcome: 'done', target: `/api/v1/device/${code.userCode}` },
      { who: 'person maya', action: 'takeDeviceToken', outcome: 'done', credential: credential.id },
    ]);
  });

  it('neither code opens a session or the door', async () => {
    const api = anAccess();
    const code = await begin(api);
    await decide(api, await begin(api), true);
    for (const secret of [code.deviceCode, code.userCode, `user code ${code.userCode}`]) expect((await api.anybody.post('/session', { secret })).status).toBe(401);
    expect((await api.asToken(code.deviceCode).get('/me')).status).toBe(401);
    expect([...(await api.credentials.list('user-code')), ...(await api.credentials.list('device-code'))].filter(({ usedAt }) => usedAt !== undefined)).toEqual([]); // nor is a try written over what its person decides meanwhile
  });
});

describe('trying', () => {
  it('ten wrong codes in a minute, and the right one is not shown either', async () => {
    const api = anAccess();
    const code = await begin(api);
    const look = (userCode: string, token: string = TOKENS.maya) => api.asToken(token).get(`/device/${userCode}`);
    for (let nth = 0; nth < 10; nth += 1) expect((await look('BBBB-BBBB')).status).toBe(404);
    const refused = await look(code.userCode);
    expect([refused.status, refused.headers['retry-after'], typeOf(refused)]).toEqual([429, '60', 'too-many-requests']);
    expect((await decide(api, code, true)).status).toBe(429);
    expect((await look(code.userCode, TOKENS.olga)).status).toBe(200);
  });

  it('also when they come all at once; right ones are never too many', async () => {
    const { credentials } = anAccess();
    const api = anAccess({ credentials: { ...credentials, find: async (...asked) => { await setImmediate(); return credentials.find(...asked); } } }); // over a network the next one comes before the answer
    const code = await begin(api);
    const look = (userCode: string) => api.asToken(TOKENS.maya).get(`/device/${userCode}`);
    for (let nth = 0; nth < 20; nth += 1) expect((await look(code.userCode)).status).toBe(200);
    const answers = await Promise.all(Array.from({ length: 25 }, () => look('BBBB-BBBB')));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(10).fill(404), ...Array<number>(15).fill(429)]);
  });

  it('a question sooner than the interval is told when to come back, and the next one in time is answered', async () => {
    const api = anAccess();
    const code = await begin(api);
    expect((await ask(api, code)).status).toBe(200);
    api.pass(1000);
    const early = await ask(api, code);
    expect([early.status, early.headers['retry-after'], typeOf(early)]).toEqual([429, '5', 'asked-too-soon']);
    expect((await askLater(api, code)).body).toEqual({ state: 'waiting' });
  });

  it('of one address ten programs begin in a minute and ten wait at once', async () => {
    const api = anAccess();
    for (let nth = 0; nth < 10; nth += 1) await begin(api, ASKING, FAR);
    const many = await api.call(FAR).post('/device', ASKING);
    expect([many.status, typeOf(many), many.headers['retry-after']]).toEqual([429, 'too-many-requests', expect.any(String)]);
    const other = anAccess({ credentials: api.credentials });
    const waiting = await other.call(FAR).post('/device', ASKING);
    expect([waiting.status, typeOf(waiting), waiting.headers['retry-after']]).toEqual([429, 'too-many-devices', '600']);
    expect((await other.call({ 'x-forwarded-for': '198.51.100.8' }).post('/device', ASKING)).status).toBe(201);
    other.pass(10 * MINUTE);
    expect((await other.call(FAR).post('/device', ASKING)).status).toBe(201);
  });

  it('so many wait in all, wherever they are', async () => {
    const api = anAccess();
    const life = { name: 'x', scopes: ['read' as const], createdAt: '2026-01-05T09:00:00.000Z', createdBy: '203.0.113.1', expiresAt: '2026-01-05T09:10:00.000Z' };
    for (let nth = 0; nth < 500; nth += 1) await api.credentials.save({ id: `code-${nth}`, kind: 'user-code', sha256: sha256Of(String(nth)), ...life });
    expect(typeOf(await api.call(FAR).post('/device', ASKING))).toBe('too-many-devices');
  });

  it.each([['nonsense', 404], ['WDJB-MJH', 404], ['AEIO-UUUU', 404]])('%s is no code', async (typed, status) => {
    expect((await anAccess().asToken(TOKENS.maya).get(`/device/${typed}`)).status).toBe(status);
  });

  it('a code that nobody knows is expired', async () => {
    expect((await ask(anAccess(), { deviceCode: 'dayshift_nothing-of-ours' })).body).toEqual({ state: 'expired' });
  });

  it('no other page begins, takes or decides', async () => {
    const api = anAccess();
    const code = await begin(api);
    const cookie = await api.signIn(TOKENS.maya);
    const elsewhere = { host: '127.0.0.1:8080', origin: 'https://elsewhere.example', cookie };
    const answers = [await api.call(elsewhere).post('/device', ASKING), await api.call(elsewhere).post('/device/token', code), await api.call(elsewhere).post(`/device/${code.userCode}`, { allow: true })];
    expect(answers.map(typeOf)).toEqual(['origin-unknown', 'origin-unknown', 'origin-unknown']);
  });

  it('another method at an address that has a name of its own is refused as such', async () => {
    expect((await anAccess().asToken(TOKENS.maya).get('/device/token')).headers['allow']).toBe('POST');
  });

  it('while the store is away nothing is begun, and says so', async () => {
    const { credentials } = anAccess();
    const away: ApiDeps['credentials'] = { ...credentials, list: () => Promise.reject(new DayshiftError('unreachable', { what: 'PostgreSQL', reason: 'gone' })) };
    const answer = await anAccess({ credentials: away }).anybody.post('/device', ASKING);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2']);
  });
});
