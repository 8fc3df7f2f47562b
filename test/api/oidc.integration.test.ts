// Does the team's own provider open the door to whom it should, and to nobody else? Against a real provider, over its own pages.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { Authentication } from '../../src/contracts/authentication';
import { Browser, startProvider, type AProvider } from '../support/a-provider';
import { anApi, anInstallation } from './an-api';

const CLIENT = 'dayshift';
const SECRET = 'a secret of client and provider';
const ACCOUNTS = {
  maya: { email: 'Maya@storefront.example', email_verified: true, name: 'Maya', groups: ['shop-developers'] },
  olga: { email: 'olga@storefront.example', email_verified: true, name: 'Olga', groups: ['operations', 'dayshift-admins'] },
  paula: { email: 'paula@storefront.example', email_verified: false, name: 'Paula' },
  guest: { email: 'guest@elsewhere.example', email_verified: true, name: 'A Guest', groups: ['stakeholders'] },
  stranger: { email: 'stranger@elsewhere.example', email_verified: true, name: '<script>alert(1)</script>', groups: ['others'] },
};

let provider: AProvider;
let door: Server;
let base: string;
let answer: RequestListener;
let api: ReturnType<typeof anApi>;

function anApiWith(issuer: string, more: object = {}): ReturnType<typeof anApi> {
  const authentication = Authentication.parse({
    administrators: ['paula'],
    oidc: {
      issuer, name: 'Example login', clientId: CLIENT, clientSecret: SECRET, scopes: ['openid', 'profile', 'email', 'groups'],
      roles: { 'shop-developers': ['developer'], operations: ['operations-engineer'] }, administrators: ['dayshift-admins'], viewers: ['stakeholders'], ...more,
    },
  });
  return anApi({ installation: { ...anInstallation(), authentication }, publicUrl: base, readsNeedToken: true });
}

beforeAll(async () => {
  door = createServer((...call) => { answer(...call); });
  await new Promise<void>((resolve) => { door.listen(0, '127.0.0.1', resolve); });
  base = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  provider = await startProvider({ client: { client_id: CLIENT, client_secret: SECRET, redirect_uris: [`${base}/auth/oidc/callback`], token_endpoint_auth_method: 'client_secret_post' }, accounts: ACCOUNTS });
});
afterAll(async () => {
  await provider?.stop();
  door?.closeAllConnections();
  door?.close();
});
beforeEach(() => {
  api = anApiWith(provider.issuer);
  answer = api.app;
});

const START = '/auth/oidc/start';
const CALLBACK = /\/auth\/oidc\/callback\?/;
const HOME = /\/#\//;

async function signIn(account: string, browser = new Browser(), to = ''): Promise<{ browser: Browser; address: string; status: number; text: string }> {
  const { address } = await browser.logIn(`${base}${START}${to}`, account, CALLBACK);
  const page = await browser.open(address, { until: HOME });
  return { browser, address: page.address, status: page.status, text: page.text };
}

function who(browser: Browser) {
  return request(api.app).get('/api/v1/me').set('cookie', browser.cookies(new URL(base).host));
}

async function audited(): Promise<object[]> {
  return (await api.deps.auditLog.list({ limit: 50 })).filter(({ action }) => action === 'signInByProvider');
}

test('a person of the team is let in by a verified e-mail, comes to where they wanted, and signs out again', async () => {
  expect((await request(api.app).get('/api/v1/session/ways').expect(200)).body).toMatchObject({ oidc: { name: 'Example login', start: START } });
  const { browser, address } = await signIn('maya', new Browser(), `?to=${encodeURIComponent('/incidents/storefront.LoginRefused.0a1b2c3d')}`);
  expect(address).toBe(`${base}/#/incidents/storefront.LoginRefused.0a1b2c3d`);
  expect((await who(browser).expect(200)).body).toMatchObject({ kind: 'person', id: 'maya', roles: ['developer'], scopes: ['read', 'act'] });
  expect(await audited()).toEqual([expect.objectContaining({ who: 'person maya', outcome: 'done' })]);
  await request(api.app).delete('/api/v1/session').set({ cookie: browser.cookies(new URL(base).host), origin: base }).expect(200);
  await who(browser).expect(401);
});

test('groups give the administrator\'s scope and narrow the roles; they never add one', async () => {
  const { browser } = await signIn('olga');
  const { body } = await who(browser).expect(200);
  expect(body).toMatchObject({ id: 'olga', scopes: ['read', 'act', 'administer'], roles: ['operations-engineer'] });
});

test('somebody outside of the team sees when their group may, and acts on nothing', async () => {
  const { browser } = await signIn('guest');
  expect((await who(browser).expect(200)).body).toMatchObject({ kind: 'viewer', scopes: ['read'] });
  await request(api.app).post('/api/v1/incidents/any/note').set({ cookie: browser.cookies(new URL(base).host), origin: base }).send({ text: 'hello' }).expect(403);
});

test.each([
  ['stranger', 'You are not of this team', 'not-of-the-team'],
  ['paula', 'Your e-mail is not confirmed', 'email-unverified'],
])('%s is told why not, and what to do', async (account, title, why) => {
  const { browser, status, text } = await signIn(account);
  expect(status).toBe(403);
  expect(text).toContain(title);
  expect(text).not.toContain('<script>');
  await who(browser).expect(401);
  expect(await audited()).toEqual([expect.objectContaining({ who: 'anybody', outcome: 'refused', why })]);
});

test('another state, another browser and a second use of the code open nothing', async () => {
  const browser = new Browser();
  const { address } = await browser.logIn(`${base}${START}`, 'maya', CALLBACK);
  const elsewhere = await new Browser().open(address, { until: HOME });
  expect(elsewhere.status).toBe(403);
  expect(elsewhere.text).toContain('was not begun in this browser');

  const forged = new URL(address);
  forged.searchParams.set('state', 'somebody-elses');
  const wrong = await browser.open(forged.href, { until: HOME });
  expect(wrong.status).toBe(403);
  expect((await browser.open(address, { until: HOME })).status).toBe(403); // what was begun is over with the first way back

  const again = new Browser();
  const { address: back } = await again.logIn(`${base}${START}`, 'maya', CALLBACK);
  const cookies = again.cookies(new URL(base).host);
  expect((await again.open(back, { until: HOME })).address).toMatch(HOME);
  const replay = await fetch(back, { redirect: 'manual', headers: { cookie: cookies } });
  expect(replay.status).toBe(403);
  expect(replay.headers.getSetCookie().join()).not.toMatch(/dayshift-\d+=dayshift_/);
});

test('the way back of another provider opens nothing', async () => {
  const browser = new Browser();
  const { address } = await browser.logIn(`${base}${START}`, 'maya', CALLBACK);
  const mixedUp = new URL(address);
  mixedUp.searchParams.set('iss', 'https://login.elsewhere.example');
  expect((await browser.open(mixedUp.href, { until: HOME })).status).toBe(403);
  await who(browser).expect(401);
});

test('it leads nowhere but into the dashboard', async () => {
  for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', '/sign-in/dayshift_x', '/a"><script>']) {
    const { address } = await signIn('maya', new Browser(), `?to=${encodeURIComponent(to)}`);
    expect(address).toBe(`${base}/#/`);
  }
});

test('a no of the provider is a page, and so is a provider that is away; when it is back, so is the door', async () => {
  const browser = new Browser();
  await browser.open(`${base}${START}`, { until: /interaction/ });
  const denied = await browser.open(`${base}/auth/oidc/callback?error=access_denied&state=x&iss=${encodeURIComponent(provider.issuer)}`);
  expect(denied.status).toBe(403);
  expect(denied.text).toContain('You are not signed in');

  const port = Number(new URL(provider.issuer).port);
  await provider.stop();
  api = anApiWith(provider.issuer);
  answer = api.app;
  const away = await new Browser().open(`${base}${START}`);
  expect(away.status).toBe(503);
  expect(away.text).toContain('The sign-in provider does not answer');
  expect(away.text).not.toContain(SECRET);
  provider = await startProvider({ port, client: { client_id: CLIENT, client_secret: SECRET, redirect_uris: [`${base}/auth/oidc/callback`], token_endpoint_auth_method: 'client_secret_post' }, accounts: ACCOUNTS });
  expect((await signIn('maya')).address).toBe(`${base}/#/`);
});

test('without a provider there is no such address', async () => {
  await request(anApi().app).get(START).expect(404);
});
