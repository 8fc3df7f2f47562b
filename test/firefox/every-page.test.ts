// Does every page work in Firefox too? Each in its usual state, on a phone and a laptop: what it says, that nothing hangs over, that the keyboard reaches it, that the policy refuses nothing.
import { mkdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { createApp } from '../../api/app';
import { StatusPage } from '../../src/contracts/status-page';
import { anApi, anInstallation } from '../api/an-api';
import { buildPage } from '../dashboard/browser';
import { PAGES } from '../dashboard/every-page-table';
import { startFixtureServer } from '../dashboard/fixture/server';
import { secretOf } from '../dashboard/fixture/session';
import { FOCUSED, HANGS_OVER, SIZES } from '../dashboard/look';
import { launchFirefox, visit, whenTrue } from './firefox';
import type { Visit } from './firefox';

const PICTURES = join(__dirname, '../../test-results/firefox');
const MOST_TABS = 6;
const set: { dist: string; browser?: Browser; visits: Visit[]; ends: (() => Promise<void>)[] } = { dist: '', visits: [], ends: [] };

beforeAll(async () => {
  set.browser = await launchFirefox();
  set.dist = await buildPage();
  await mkdir(PICTURES, { recursive: true });
}, 180_000);
afterEach(async () => {
  await Promise.all(set.visits.splice(0).map((one) => one.close()));
  await Promise.all(set.ends.splice(0).map((end) => end()));
});
afterAll(async () => {
  await set.browser?.close();
  if (set.dist) await rm(set.dist, { recursive: true, force: true });
});

async function open(address: string): Promise<Page> {
  if (!set.browser) throw new Error('Firefox did not start.');
  const seen = await visit(set.browser, address, SIZES.laptop);
  set.visits.push(seen);
  return seen.page;
}

async function faultsOf(page: Page, name: string, words: readonly string[]): Promise<string[]> {
  const text = await page.evaluate('document.body.textContent') as string;
  const faults = words.filter((word) => !text.includes(word)).map((word) => `does not say “${word}”`);
  for (const size of ['laptop', 'phone'] as const) {
    await page.setViewport(SIZES[size]);
    faults.push(...(await page.evaluate(HANGS_OVER) as string[]).map((fault) => `${size}: ${fault}`));
    await page.screenshot({ path: join(PICTURES, `${name}-${size}.png`) });
  }
  return [...faults, ...await hiddenFocus(page), ...(await Promise.all(set.visits.map((one) => one.faults()))).flat()];
}

async function hiddenFocus(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.bringToFront(); // the focus is drawn in the window in front only
  await whenTrue(page, 'document.hasFocus()');
  for (let step = 0; step < MOST_TABS; step += 1) {
    await page.keyboard.press('Tab');
    const { name, isSeen, isMarked } = await page.evaluate(FOCUSED) as { name: string; isSeen?: boolean; isMarked?: boolean };
    if (name === '') break;
    if (!isSeen) found.push(`${name} has the focus and is not in sight`);
    else if (!isMarked) found.push(`${name} has the focus and does not show it`);
  }
  return found;
}

it.each(PAGES)('$name works', async ({ name, path, looks: [usual] }) => {
  if (!usual) throw new Error('The table has no usual look of it.');
  const { options, person, shown, words } = usual;
  const server = await startFixtureServer({ dist: set.dist, ...options });
  set.ends.push(server.close);
  const page = await open(server.address + (person ? `/#/sign-in/${secretOf(person)}` : path));
  if (person) {
    await whenTrue(page, 'document.body.textContent.includes("You are")');
    await page.evaluate(`location.hash = '${path.slice(1)}'`);
  }
  await whenTrue(page, `document.querySelector(${JSON.stringify(shown)}) !== null`);
  expect(await faultsOf(page, name, words)).toEqual([]);
});

it('the status page works', async () => {
  const { deps } = anApi({ installation: { ...anInstallation(), statusPage: StatusPage.parse({ title: 'Status of the shop', services: { storefront: 'Online shop' } }) } });
  const server: Server = createApp(deps).listen(0, '127.0.0.1');
  set.ends.push(() => new Promise((resolve) => { server.closeAllConnections(); server.close(() => { resolve(); }); }));
  await new Promise((resolve) => { server.once('listening', resolve); });
  const page = await open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/status`);
  expect(await faultsOf(page, 'status', ['Status of the shop', 'Everything is working', 'Working normally'])).toEqual([]);
});
