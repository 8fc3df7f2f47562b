// Do the set-up and the status page hold against the API itself, in a real Chromium: signing in, a token made and ended, the audit, and what customers read?
import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import request from 'supertest';
import { createHash } from 'node:crypto';
import { StatusPage } from '../../src/contracts/status-page';
import type { Installation } from '../../src/contracts/installation';
import { incidentRecord } from '../../src/domain/record';
import { aDelivery, anApi, anInstallation } from '../api/an-api';
import { anIncident, ASSIGNED } from '../support/an-incident';
import { buildPage, launchBrowser, visit } from './browser';
import type { Visit } from './browser';
import { HOSTILE, hostileText, RAN } from './fixture/hostile';
import { brokenRules, hangsOver, hiddenFocus, keepPicture, show } from './look';

const SECRET = 'the-secret-of-paula-in-this-test';
const PAGE = { title: 'Status of the shop', services: { storefront: 'Online shop', checkout: 'Payments' } };
const set: { dist: string; browser?: Browser; visits: Visit[]; servers: Server[] } = { dist: '', visits: [], servers: [] };

beforeAll(async () => {
  set.browser = await launchBrowser();
  set.dist = await buildPage();
}, 120_000);
afterEach(async () => {
  await Promise.all(set.visits.splice(0).map((one) => one.close()));
  for (const server of set.servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
  }
});
afterAll(async () => {
  await set.browser?.close();
  if (set.dist) await rm(set.dist, { recursive: true, force: true });
});

/** The API, listening, with a token of the administrator and a status page. */
async function anOpenApi(statusPage: Partial<StatusPage> = {}) {
  const plain = anInstallation();
  const installation: Installation = { ...plain, tokens: [...plain.tokens, { sha256: createHash('sha256').update(SECRET).digest('hex'), person: 'paula' }], statusPage: StatusPage.parse({ ...PAGE, ...statusPage }) };
  const api = anApi({ installation, dashboardFolder: set.dist });
  return { ...api, address: await listening(api.app) };
}

async function listening(app: ReturnType<typeof anApi>['app']): Promise<string> {
  const server = app.listen(0, '127.0.0.1');
  set.servers.push(server);
  await new Promise((resolve) => { server.once('listening', resolve); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function open(address: string, context: BrowserContextOptions = {}): Promise<Page> {
  if (!set.browser) throw new Error('The browser did not start.');
  const seen = await visit(set.browser, address, { reducedMotion: 'reduce', ...context });
  set.visits.push(seen);
  return seen.page;
}

/** What is wrong with the page on a phone, a laptop and a wall. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [size, theme, withRules] of [['phone', 'light', true], ['phone', 'dark', false], ['laptop', 'light', false], ['laptop', 'dark', true], ['wall', 'light', false]] as const) {
    await show(page, size, theme);
    faults.push(...await hangsOver(page), ...(withRules ? await brokenRules(page) : []));
    await keepPicture(page, `status/${name}-${size}-${theme}`);
  }
  return [...faults, ...await hiddenFocus(page, 20), ...set.visits.flatMap((one) => one.faults)];
}

async function raise(app: Parameters<typeof request>[0], count: number): Promise<void> {
  const alerts = Array.from({ length: count }, (_, nth) => ({ name: `Alert${nth}`, fingerprint: `f${nth}`, labels: { instance: `web-${nth}.internal` } }));
  await request(app).post('/api/v1/alerts/alertmanager').send(aDelivery(...alerts)).expect(202);
}

describe('the status page', () => {
  it('is calm while nothing is open, and fit for everybody', async () => {
    const { address, archive } = await anOpenApi();
    const closedAt = new Date(Date.now() - 3_600_000).toISOString();
    const record = incidentRecord({ ...anIncident(ASSIGNED, { kind: 'closed', outcome: 'fixed', by: 'dayshift', why: 'watched' }), severity: 'high' });
    await archive.save({ ...record, incident: { ...record.incident, closedAt, openedAt: new Date(Date.now() - 9_000_000).toISOString() } }, '');
    const page = await open(`${address}/status`);
    await page.getByText('Everything is working').waitFor();
    await page.getByText('It is fixed. It took 1 hour 30 minutes').waitFor();
    expect(await faultsOf(page, 'calm')).toEqual([]);
  });

  it('says what is affected and where the fix stands', async () => {
    const { address, app, gateway } = await anOpenApi();
    await raise(app, 1);
    const [row] = await gateway.openRows();
    for (const event of [ASSIGNED, { kind: 'attemptStarted', commit: 'a'.repeat(40), by: 'maya', buildLog: 'log' }, { kind: 'stageStarted', stage: 'functional', role: 'devtester', cells: [] }] as const) gateway.happen(row?.id ?? '', event);
    const page = await open(`${address}/status`);
    await page.getByRole('heading', { name: 'Online shop: serious problems for many customers' }).waitFor();
    await page.getByText('The fix is being tested.').first().waitFor();
    await page.getByText('All updates').click();
    expect(await page.locator('.updates li span').allTextContents()).toEqual(['The fix is being tested.', 'We are writing a fix.', 'We are finding out what is wrong.']);
    expect(await faultsOf(page, 'trouble')).toEqual([]);
  });

  it('stays up while Temporal is silent, and counts a storm', async () => {
    const silent = await anOpenApi();
    silent.gateway.silent = true;
    const page = await open(`${silent.address}/status`);
    await page.getByText('Our monitoring does not answer at the moment.').waitFor();
    expect(await faultsOf(page, 'silent')).toEqual([]);
    const storm = await anOpenApi();
    await raise(storm.app, 70);
    const stormy = await open(`${storm.address}/status`);
    await stormy.getByText('There are 20 more.').waitFor();
    expect(await faultsOf(stormy, 'storm')).toEqual([]);
  });

  it('shows hostile names as text, and the layout holds', async () => {
    const { address, app } = await anOpenApi({ title: hostileText('Status'), services: { storefront: hostileText('Shop'), checkout: HOSTILE.turned } });
    await raise(app, 1);
    const page = await open(`${address}/status`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.title()).not.toBe(RAN);
    expect(await page.locator('script, iframe, img').count()).toBe(0);
    expect(await faultsOf(page, 'hostile')).toEqual([]);
  });

  it('says that there is none where there is none', async () => {
    const page = await open(`${await listening(anApi().app)}/status`);
    await page.getByRole('heading', { name: 'There is no status page here' }).waitFor();
    expect(await faultsOf(page, 'off')).toEqual([]);
  });
});

describe('the set-up', () => {
  async function asPaula(address: string, part: string): Promise<Page> {
    const page = await open(`${address}/#/sign-in/${SECRET}`);
    await page.getByText('You are Paula').waitFor();
    await page.evaluate(`location.hash = '#/setup?part=${part}'`);
    return page;
  }

  it('makes a token that opens what it should, ends it, and the audit has both', async () => {
    const { address } = await anOpenApi();
    const page = await asPaula(address, 'access');
    await page.getByRole('button', { name: 'Make a token…' }).click();
    await page.getByLabel('What is it for?').fill('a laptop');
    await page.getByLabel('The person’s id in dayshift.yaml').fill('maya');
    await page.getByRole('button', { name: 'Make the token' }).click();
    const secret = await page.getByRole('group', { name: 'The secret of a laptop' }).locator('pre').first().textContent() ?? '';
    await request(address).get('/api/v1/me').set('authorization', `Bearer ${secret}`).expect(200);
    await page.getByRole('button', { name: 'I have it' }).click();
    await page.getByRole('button', { name: 'End… a laptop' }).click();
    await page.getByRole('button', { name: 'End it' }).click();
    await page.getByText('1 that is over').waitFor();
    await request(address).get('/api/v1/me').set('authorization', `Bearer ${secret}`).expect(401);
    await page.evaluate('location.hash = "#/setup?part=audit"');
    await page.getByText('makeToken').first().waitFor();
    await page.getByText('endToken').first().waitFor();
    expect(await page.locator('main').textContent()).not.toContain(secret);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(set.visits.flatMap((one) => one.faults)).toEqual([]);
  });

  it('makes a link with which somebody else looks on', async () => {
    const { address } = await anOpenApi();
    const page = await asPaula(address, 'access');
    await page.getByRole('button', { name: 'Make a link…' }).click();
    await page.getByLabel('Who is it for?').fill('an investor');
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = await page.getByRole('group', { name: 'The secret of an investor' }).locator('pre').textContent() ?? '';
    const other = await open(`${address}/${link.slice(link.indexOf('#'))}`);
    await other.getByText('You are an investor').waitFor();
    await other.evaluate('location.hash = "#/setup?part=access"');
    await other.getByText('Only administrators see tokens and links.').waitFor();
    expect(set.visits.flatMap((one) => one.faults)).toEqual([]);
  });

  it('says what customers read', async () => {
    const { address } = await anOpenApi();
    const page = await open(`${address}/#/setup?part=status`);
    await page.getByText('Working normally').first().waitFor();
    await page.getByText('No open incident is told').waitFor();
    expect(set.visits.flatMap((one) => one.faults)).toEqual([]);
  });
});
