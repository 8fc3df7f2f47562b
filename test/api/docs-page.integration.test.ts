// Can everybody read the reference, in a real browser: on a phone, by day and by night, by the keyboard, and by an address of one operation?
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { listen, type Listening } from '../../api/listen';
import { launchBrowser, visit, type Visit } from '../dashboard/browser';
import { anApi } from './an-api';

const PHONE = { viewport: { width: 390, height: 800 } };
let browser: Browser;
let server: Listening;
let open: Visit | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await listen(anApi().app, { host: '127.0.0.1', port: 0 });
});
afterEach(() => open?.close());
afterAll(async () => {
  await server.close();
  await browser.close();
});

async function aPage(context: BrowserContextOptions = {}, fragment = ''): Promise<Page> {
  open = await visit(browser, `http://127.0.0.1:${server.port}/api/v1/docs${fragment}`, context);
  return open.page;
}

/** All of the page but the tables of schemas after the first ten: they are thousands of rows of the same make. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>('axe.run({ exclude: [[".schema:nth-of-type(n+10)"]] })');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map((node) => node.html).join(' ')}`);
}

test.each([['light', 'a laptop', {}], ['dark', 'a phone', PHONE]] as const)('in %s, on %s, nobody stumbles and nothing hangs over', async (colorScheme, _, context) => {
  const page = await aPage({ ...context, colorScheme });
  expect(await barriers(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  expect(open?.faults).toEqual([]);
});

test('the address of an operation leads to it, without script', async () => {
  const page = await aPage({ javaScriptEnabled: false }, '#signOff');
  const box = await page.locator('#signOff').boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect(box?.y).toBeLessThan(200);
  await page.getByRole('navigation', { name: 'Operations' }).getByRole('link', { name: 'Take your approval back' }).click();
  expect(page.url()).toMatch(/#withdraw$/);
});

test('nothing is asked of another host', async () => {
  const page = await aPage();
  const asked: string[] = [];
  page.on('request', (request) => { asked.push(new URL(request.url()).host); });
  await page.reload();
  expect(new Set(asked)).toEqual(new Set([`127.0.0.1:${server.port}`]));
});
