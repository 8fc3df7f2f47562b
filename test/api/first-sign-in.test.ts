// Does the first person get in on their own machine, and nobody start an open door to others by mistake?
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkWayIn, isForThisMachine, leaveLink, makeFirstLink, readsNeedSignIn } from '../../api/access/first-sign-in';
import { FIRST_LINK_FILE } from '../../src/config/home';
import { createInMemoryCredentials } from '../../integrations/in-memory';
import { Authentication } from '../../src/contracts/authentication';
import { aCredential } from '../integrations/access-stores';
import { anAccess, anInstallation } from './access-of';

const NOW = new Date('2026-01-05T09:00:00.000Z');

it('the link signs the first administrator in, once, and is left where only its owner reads it', async () => {
  const api = anAccess();
  const { link, person } = await makeFirstLink({ ...api.deps, now: NOW });
  expect(person).toBe('paula');
  const home = path.join(mkdtempSync(path.join(tmpdir(), 'dayshift-home-')), 'home');
  await leaveLink(home, link);
  expect(readdirSync(home)).toEqual([FIRST_LINK_FILE]);
  expect(statSync(path.join(home, FIRST_LINK_FILE)).mode & 0o777).toBe(0o600);
  const secret = /#\/sign-in\/(.+)\n$/.exec(readFileSync(path.join(home, FIRST_LINK_FILE), 'utf8'))?.[1] ?? '';
  const cookie = await api.signIn(secret);
  expect((await api.asPage(cookie).get('/me')).body).toMatchObject({ id: 'paula', scopes: ['read', 'act', 'administer'] });
  expect((await api.anybody.post('/session', { secret })).status).toBe(401);
});

it('the link is good for an hour', async () => {
  const api = anAccess();
  const links = await Promise.all([makeFirstLink({ ...api.deps, now: NOW }), makeFirstLink({ ...api.deps, now: NOW })]);
  const [early = '', late = ''] = links.map(({ link }) => link.split('/').at(-1));
  api.pass(3_599_000);
  expect((await api.anybody.post('/session', { secret: early })).status).toBe(200);
  api.pass(1000);
  expect((await api.anybody.post('/session', { secret: late })).status).toBe(401);
});

it.each([
  ['127.0.0.1', 'http://127.0.0.1:8080', true], ['::1', 'http://[::1]:8080', true], ['localhost', 'http://localhost:1', true],
  ['0.0.0.0', 'http://127.0.0.1:8080', false], ['10.0.0.4', 'http://10.0.0.4:8080', false], ['127.0.0.1', 'https://dayshift.example', false], // behind a proxy
])('HOST %s told as %s is for this machine alone: %s', (host, publicAddress, expected) => {
  expect(isForThisMachine({ host, publicAddress })).toBe(expected);
});

it('reading needs a sign-in as soon as others can come, unless the file says otherwise', () => {
  const told = (reads?: 'open' | 'signed-in') => [true, false].map((isLocal) => readsNeedSignIn({ authentication: Authentication.parse({ reads }) }, isLocal));
  expect([told(), told('open'), told('signed-in')]).toEqual([[false, true], [false, false], [true, true]]);
});

describe('where others can come', () => {
  const none = { ...anInstallation(), tokens: [] };
  const check = (installation = none, credentials = createInMemoryCredentials()) => checkWayIn({ installation, credentials, host: '0.0.0.0', now: NOW });

  it('a start without any way in is refused, and it is said what to do', async () => {
    await expect(check()).rejects.toMatchObject({ code: 'nobody-may-sign-in', message: expect.stringContaining('0.0.0.0'), advice: expect.stringContaining('authentication.oidc') });
  });

  it('a provider, a token in the file, or one that was made and is good will do', async () => {
    const oidc = Authentication.parse({ oidc: { issuer: 'https://login.example.com', clientId: 'dayshift' } });
    await expect(check({ ...none, authentication: oidc })).resolves.toBeUndefined();
    await expect(check(anInstallation() as typeof none)).resolves.toBeUndefined();
    const credentials = createInMemoryCredentials();
    await credentials.save(aCredential());
    await expect(check(none, credentials)).resolves.toBeUndefined();
    await credentials.find(aCredential().sha256, { at: NOW.toISOString(), by: 'x' });
    await expect(check(none, credentials)).rejects.toMatchObject({ code: 'nobody-may-sign-in' });
  });
});
