// Does a secret open a session, once or as long as it stands, and does the cookie of it say nothing to scripts and other sites?
import { sha256Of } from '../../api/access/secrets';
import { TOKENS } from './an-api';
import { anAccess, anInstallation, cookieOf, setCookie } from './access-of';

const HOUR = 3_600_000;
const INCIDENT = '/incidents/storefront.LoginRefused.0123abcd';

function once(change: object = {}) {
  return { id: 'once-1', kind: 'once' as const, sha256: '', name: 'the first start', person: 'paula', scopes: ['read', 'act', 'administer'] as ('read' | 'act' | 'administer')[], createdAt: '2026-01-05T09:00:00.000Z', createdBy: 'dayshift', expiresAt: '2026-01-05T10:00:00.000Z', ...change };
}

describe('signing in', () => {
  it('exchanges a token for a session, and says who is signed in and until when', async () => {
    const api = anAccess();
    const answer = await api.anybody.post('/session', { secret: TOKENS.maya });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ kind: 'person', id: 'maya', name: expect.any(String), roles: ['developer'], scopes: ['read', 'act'], until: '2026-01-12T09:00:00.000Z' });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await api.asPage(cookieOf(answer)).get('/me')).body).toEqual(answer.body);
  });

  it('gives a cookie that no script reads and no other site sends along; its name carries the port', async () => {
    const flags = setCookie(await anAccess().anybody.post('/session', { secret: TOKENS.maya }));
    expect(flags).toMatch(/^dayshift-8080=dayshift_[\w-]{43}; /);
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(flags).toContain(flag);
    expect(flags).not.toContain('Secure');
    expect(flags).not.toContain('Domain');
  });

  it('behind https the cookie is bound to the host and to https', async () => {
    const flags = setCookie(await anAccess({ publicUrl: 'https://dayshift.example' }).anybody.post('/session', { secret: TOKENS.maya }));
    expect(flags).toMatch(/^__Host-dayshift=/);
    expect(flags).toContain('Secure');
  });

  it('refuses what opens nothing, and says no more about it', async () => {
    const { anybody, audited } = anAccess();
    for (const secret of ['nothing-of-ours', `dayshift_${'x'.repeat(43)}`]) {
      const answer = await anybody.post('/session', { secret });
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ type: '/problems/sign-in-refused', advice: expect.any(String) });
      expect(setCookie(answer)).toBe('');
      expect(answer.text).not.toContain(secret);
    }
    expect(await audited({ action: 'signIn', outcome: 'refused', why: 'sign-in-refused', who: 'anybody' })).toHaveLength(2);
  });

  it('is renewed: the session before is over, and its cookie opens nothing', async () => {
    const api = anAccess();
    const before = await api.signIn(TOKENS.maya);
    const after = await api.signIn(TOKENS.maya, { cookie: before });
    expect(after).not.toBe(before);
    expect((await api.asPage(before).get('/me')).status).toBe(401);
    expect((await api.asPage(after).get('/me')).status).toBe(200);
  });

  it('a cookie\'s secret is no token, and a token is no cookie', async () => {
    const api = anAccess();
    const cookie = await api.signIn(TOKENS.maya);
    const [name, secret = ''] = cookie.split('=');
    expect((await api.asToken(secret).get('/me')).status).toBe(401);
    expect((await api.asPage(`${name}=${TOKENS.maya}`).get('/me')).status).toBe(401);
    expect((await api.anybody.post('/session', { secret })).status).toBe(401);
  });
});

describe('a one-time link', () => {
  it('opens one session for everybody who uses it at once, and none later', async () => {
    const api = anAccess();
    const secret = `dayshift_${'o'.repeat(43)}`;
    await api.credentials.save(once({ sha256: sha256Of(secret) }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.anybody.post('/session', { secret })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 401)]);
    expect((await api.anybody.post('/session', { secret })).status).toBe(401);
    expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({ id: 'paula', scopes: ['read', 'act', 'administer'] });
  });

  it('is not good for long, but its session is', async () => {
    const api = anAccess();
    const [early, late] = [`dayshift_${'e'.repeat(43)}`, `dayshift_${'l'.repeat(43)}`];
    await api.credentials.save(once({ sha256: sha256Of(early) }));
    await api.credentials.save(once({ id: 'once-2', sha256: sha256Of(late) }));
    const cookie = await api.signIn(early);
    api.pass(HOUR);
    expect((await api.anybody.post('/session', { secret: late })).status).toBe(401);
    expect((await api.asPage(cookie).get('/me')).status).toBe(200);
  });

  it('is no token', async () => {
    const api = anAccess();
    const secret = `dayshift_${'o'.repeat(43)}`;
    await api.credentials.save(once({ sha256: sha256Of(secret) }));
    expect((await api.asToken(secret).get('/me')).status).toBe(401);
    expect((await api.anybody.post('/session', { secret })).status).toBe(200);
  });
});

describe('a session ends', () => {
  it('when it lies unused, and not while it is used', async () => {
    const api = anAccess();
    const cookie = await api.signIn(TOKENS.maya);
    for (let hours = 0; hours < 12; hours += 6) {
      api.pass(6 * HOUR);
      expect((await api.asPage(cookie).get('/me')).status).toBe(200);
    }
    api.pass(8 * HOUR);
    const { status, body } = await api.asPage(cookie).get('/me');
    expect([status, body.type]).toEqual([401, '/problems/session-ended']);
  });

  it('after its longest time, however it is used', async () => {
    const api = anAccess();
    const cookie = await api.signIn(TOKENS.maya);
    for (let hours = 6; hours < 7 * 24; hours += 6) {
      api.pass(6 * HOUR);
      expect((await api.asPage(cookie).get('/me')).status).toBe(200);
    }
    api.pass(6 * HOUR);
    expect((await api.asPage(cookie).get('/me')).status).toBe(401);
  });

  it('by signing out, which takes the cookie away and may be said twice', async () => {
    const api = anAccess();
    const cookie = await api.signIn(TOKENS.maya);
    const left = await api.asPage(cookie).delete('/session');
    expect(left.body).toEqual({ accepted: true, text: 'Signed out.' });
    expect(setCookie(left)).toMatch(/^dayshift-8080=;.*Expires=Thu, 01 Jan 1970/);
    expect(left.headers['clear-site-data']).toBe('"cache"');
    expect((await api.asPage(cookie).get('/me')).status).toBe(401);
    expect((await api.asPage(cookie).delete('/session')).body).toEqual({ accepted: true, text: 'Nobody was signed in.' });
    expect(await api.audited({ action: 'signOut', who: 'person maya' })).toHaveLength(1);
  });

  it('for a person everywhere, by their own word or an administrator\'s', async () => {
    const api = anAccess();
    const [phone, laptop] = [await api.signIn(TOKENS.maya), await api.signIn(TOKENS.maya)];
    const olga = await api.signIn(TOKENS.olga);
    expect((await api.asPage(olga).delete('/people/maya/sessions')).status).toBe(403);
    expect((await api.asToken(TOKENS.paula).delete('/people/maya/sessions')).body.text).toBe('Ended: 2 sessions of maya.');
    for (const cookie of [phone, laptop]) expect((await api.asPage(cookie).get('/me')).status).toBe(401);
    expect((await api.asPage(olga).delete('/me/sessions')).body.text).toBe('Ended: 1 session.');
    expect((await api.asPage(olga).get('/me')).status).toBe(401);
  });

  it('with its person\'s place in the team', async () => {
    const api = anAccess();
    const cookie = await api.signIn(TOKENS.maya);
    const installation = anInstallation();
    const without = anAccess({ credentials: api.credentials, installation: { ...installation, team: installation.team.filter(({ id }) => id !== 'maya') } });
    expect((await without.asPage(cookie).get('/me')).status).toBe(401);
  });

  it('with the token of dayshift.yaml that opened it', async () => {
    const api = anAccess();
    const cookie = await api.signIn(TOKENS.maya);
    const installation = anInstallation();
    const without = anAccess({ credentials: api.credentials, installation: { ...installation, tokens: installation.tokens.filter(({ person }) => person !== 'maya') } });
    expect((await without.asPage(cookie).get('/me')).status).toBe(401);
  });
});

it('a session that is over does not keep anybody from what is open to all', async () => {
  const api = anAccess({ readsNeedToken: false });
  const cookie = await api.signIn(TOKENS.maya);
  api.pass(9 * HOUR);
  expect((await api.asPage(cookie).get('/incidents')).status).toBe(200);
  expect((await api.asPage(cookie).get('/session/ways')).body).toEqual({ readsAreOpen: true });
  expect((await api.asPage(cookie).post(`${INCIDENT}/note`, { text: 'x' })).body.type).toBe('/problems/session-ended');
});

it('a wall screen signs in with a program\'s token, and can do nothing', async () => {
  const api = anAccess();
  const cookie = await api.signIn(TOKENS.hook);
  expect((await api.asPage(cookie).get('/incidents')).status).toBe(200);
  expect((await api.asPage(cookie).post(`${INCIDENT}/note`, { text: 'x' })).body.type).toBe('/problems/person-needed');
});
