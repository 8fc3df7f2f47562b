// Who makes tokens and links, for whom, and do they open what they say and nothing once they have ended?
import { DayshiftError } from '../../src/errors';
import { TOKENS, anInstallation } from './an-api';
import { anAccess } from './access-of';

const DAY = 86_400_000;
const INCIDENT = '/incidents/storefront.LoginRefused.0123abcd';

const paula = TOKENS.paula; // the first of the team administers

describe('a token', () => {
  it('is made by an administrator, works at once, and its secret is kept nowhere', async () => {
    const api = anAccess();
    const made = await api.asToken(paula).post('/tokens', { name: 'Maya\'s laptop', person: 'maya' });
    expect(made.status).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    const { credential, secret, link } = made.body;
    expect(secret).toMatch(/^dayshift_[\w-]{43}$/);
    expect(link).toBe(`http://127.0.0.1:8080/#/sign-in/${secret}`);
    expect(credential).toMatchObject({ kind: 'token', name: 'Maya\'s laptop', person: 'maya', scopes: ['read', 'act'], from: 'made', createdBy: 'person paula', expiresAt: '2026-04-05T09:00:00.000Z' });
    expect((await api.asToken(secret).get('/me')).body).toMatchObject({ id: 'maya', scopes: ['read', 'act'] });
    expect(JSON.stringify([await api.credentials.list('token'), await api.audited(), api.written])).not.toContain(secret.slice(9));
  });

  it('is listed with what dayshift.yaml names, without anything that opens', async () => {
    const api = anAccess();
    await api.asToken(paula).post('/tokens', { name: 'nightly', program: 'nightly-build', days: 1 });
    const { body } = await api.asToken(paula).get('/tokens');
    expect(body.credentials.map(({ from, person, program, scopes }: Record<string, unknown>) => [from, person ?? program, scopes])).toEqual([
      ['made', 'nightly-build', ['read', 'push']], ['file', 'paula', ['read', 'act', 'administer']], ['file', 'maya', ['read', 'act']], ['file', 'olga', ['read', 'act']], ['file', 'git-hook', ['read', 'push']],
    ]);
    expect(JSON.stringify(body)).not.toMatch(/sha256|[0-9a-f]{32}/);
  });

  it('ends by an administrator\'s word and takes its sessions with it, and by its day', async () => {
    const api = anAccess();
    const { body: { secret, credential } } = await api.asToken(paula).post('/tokens', { name: 'a laptop', person: 'maya', days: 2 });
    const { body: { secret: other } } = await api.asToken(paula).post('/tokens', { name: 'a phone', person: 'maya', days: 2 });
    const cookie = await api.signIn(secret);
    expect((await api.asToken(paula).delete(`/tokens/${credential.id}`)).body).toEqual({ accepted: true, text: 'Ended: a laptop.' });
    expect((await api.asToken(secret).get('/me')).status).toBe(401);
    expect((await api.asPage(cookie).get('/me')).status).toBe(401);
    expect((await api.asToken(paula).delete(`/tokens/${credential.id}`)).body.text).toBe('a laptop had ended before.');
    const phone = await api.signIn(other);
    api.pass(2 * DAY);
    expect((await api.asToken(other).get('/me')).status).toBe(401);
    expect((await api.asPage(phone).get('/me')).status).toBe(401);
  });

  it('that was ended in another process is refused within seconds', async () => {
    const here = anAccess();
    const { body: { secret, credential } } = await here.asToken(paula).post('/tokens', { name: 'a laptop', person: 'maya' });
    expect((await here.asToken(secret).get('/me')).status).toBe(200);
    const other = anAccess({ credentials: here.credentials });
    await other.asToken(paula).delete(`/tokens/${credential.id}`);
    here.pass(3000);
    expect((await here.asToken(secret).get('/me')).status).toBe(401);
  });

  it('is noted as used, about once a minute', async () => {
    const api = anAccess();
    const { body: { secret } } = await api.asToken(paula).post('/tokens', { name: 'a laptop', person: 'maya' });
    const usedAt = async () => (await api.asToken(paula).get('/tokens')).body.credentials[0].usedAt as string | undefined;
    expect(await usedAt()).toBeUndefined();
    await api.asToken(secret).get('/me');
    api.pass(30_000);
    await api.asToken(secret).get('/me');
    expect(await usedAt()).toBe('2026-01-05T09:00:00.000Z');
    api.pass(31_000);
    await api.asToken(secret).get('/me');
    expect(await usedAt()).toBe('2026-01-05T09:01:01.000Z');
  });

  it.each([
    [{ name: 'x' }, 422], [{ name: 'x', person: 'maya', program: 'p' }, 422], [{ name: 'x', person: 'nobody' }, 422], [{ name: 'x', program: 'Spaces here' }, 422], [{ name: 'x', program: 'p', scopes: ['act'] }, 422],
    [{ name: 'x', program: 'p', scopes: ['assist'] }, 422], [{ name: 'x', person: 'maya', scopes: ['assist', 'act'] }, 422], [{ name: 'x', person: 'paula', scopes: ['read', 'assist', 'administer'] }, 422],
    [{ name: 'x', person: 'maya', days: 0 }, 422], [{ name: 'x', person: 'maya', days: 400 }, 422], [{ name: 'x', person: 'maya', scopes: [] }, 422], [{ name: '', person: 'maya' }, 422], [{ name: 'x', person: 'maya', more: 1 }, 422],
    [{ name: 'x', person: 'maya', scopes: ['administer'] }, 409],
  ])('is refused with advice: %j', async (body, status) => {
    const answer = await anAccess().asToken(paula).post('/tokens', body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ detail: expect.any(String), advice: expect.stringMatching(/\w/) });
  });

  it('of dayshift.yaml is ended there and not here; what is not there is not found', async () => {
    const api = anAccess();
    const { body: { credentials: [first] } } = await api.asToken(paula).get('/tokens');
    const refused = await api.asToken(paula).delete(`/tokens/${first.id}`);
    expect([refused.status, refused.body.advice]).toEqual([409, 'Take it out there and start the API again.']);
    expect((await api.asToken(paula).delete('/tokens/token-0')).body.type).toBe('/problems/credential-unknown');
  });

  it('is as good as it says: one that only reads does nothing else', async () => {
    const api = anAccess();
    const { body: { secret } } = await api.asToken(paula).post('/tokens', { name: 'reader', person: 'maya', scopes: ['read'] });
    expect((await api.asToken(secret).get('/incidents')).status).toBe(200);
    expect((await api.asToken(secret).post(`${INCIDENT}/note`, { text: 'x' })).body.type).toBe('/problems/scope-missing');
    expect((await api.asToken(secret).get('/tokens')).status).toBe(403);
    const cookie = await api.signIn(secret);
    expect((await api.asPage(cookie).post(`${INCIDENT}/note`, { text: 'x' })).body.type).toBe('/problems/scope-missing');
  });

  it.each([['2026-01-04', 401], ['2026-01-05', 200]])('of dayshift.yaml with the last day %s, on 5 January: %i', async (expires, status) => {
    const installation = anInstallation();
    const api = anAccess({ installation: { ...installation, tokens: installation.tokens.map((token) => ({ ...token, expires })) } });
    expect((await api.asToken(TOKENS.maya).get('/me')).status).toBe(status);
  });
});

describe('who administers', () => {
  it.each([[TOKENS.maya, 403], [TOKENS.hook, 403], [undefined, 401]])('nobody else: %s', async (token, status) => {
    const api = anAccess({ readsNeedToken: false });
    const who = token === undefined ? api.anybody : api.asToken(token);
    const answers = [await who.get('/tokens'), await who.get('/links'), await who.get('/audit'), await who.get('/audit/export'), await who.post('/tokens', { name: 'x', person: 'paula' }), await who.post('/links', { name: 'x' }), await who.delete('/tokens/x'), await who.delete('/links/x'), await who.delete('/people/maya/sessions')];
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status));
    expect(await api.audited({ outcome: 'refused' })).toHaveLength(answers.length);
  });

  it('whom the file names does, and nobody for having done so before', async () => {
    const installation = anInstallation();
    const named = { ...installation, authentication: { ...installation.authentication, administrators: ['olga'] } };
    const before = anAccess();
    const { body: { secret } } = await before.asToken(paula).post('/tokens', { name: 'x', person: 'paula' });
    const cookie = await before.signIn(secret);
    const after = anAccess({ installation: named, credentials: before.credentials });
    expect((await after.asToken(TOKENS.olga).get('/tokens')).status).toBe(200);
    expect((await after.asToken(secret).get('/tokens')).status).toBe(403);
    expect((await after.asPage(cookie).get('/tokens')).status).toBe(403);
  });
});

describe('a read-only link', () => {
  it('opens everything to see and nothing to do, and ends', async () => {
    const api = anAccess();
    const { status, body: { credential, secret, link } } = await api.asToken(paula).post('/links', { name: 'the board', days: 3 });
    expect([status, credential.kind, credential.scopes]).toEqual([201, 'link', ['read']]);
    expect(link).toContain('/#/sign-in/');
    const cookie = await api.signIn(secret);
    expect((await api.asPage(cookie).get('/me')).body).toMatchObject({ kind: 'viewer', name: 'the board', scopes: ['read'], until: '2026-01-08T09:00:00.000Z' });
    expect((await api.asPage(cookie).get('/incidents')).status).toBe(200);
    expect((await api.asPage(cookie).post(`${INCIDENT}/note`, { text: 'x' })).status).toBe(403);
    expect((await api.asPage(cookie).post('/pushes', { ref: 'refs/heads/x' })).status).toBe(403);
    expect((await api.asToken(paula).get('/links')).body.credentials).toHaveLength(1);
    await api.asToken(paula).delete(`/links/${credential.id}`);
    expect((await api.asPage(cookie).get('/incidents')).status).toBe(401);
    expect((await api.anybody.post('/session', { secret })).status).toBe(401);
  });
});

it('while PostgreSQL is away, tokens of the file still act and whoever is known goes on; nobody new comes in', async () => {
  const api = anAccess();
  const { body: { secret } } = await api.asToken(paula).post('/tokens', { name: 'x', person: 'maya' });
  const cookie = await api.signIn(secret);
  await api.asPage(cookie).get('/me');
  const away = async (): Promise<never> => { throw new DayshiftError('unreachable', { what: 'The archive', reason: 'gone' }); };
  Object.assign(api.credentials, { find: away, save: away, list: away });
  api.pass(60_000);
  expect((await api.asToken(TOKENS.maya).get('/me')).status).toBe(200);
  expect((await api.asPage(cookie).get('/me')).status).toBe(200);
  expect((await api.asToken(`dayshift_${'n'.repeat(43)}`).get('/me')).status).toBe(503);
  api.pass(600_000);
  expect((await api.asPage(cookie).get('/me')).status).toBe(503);
});
