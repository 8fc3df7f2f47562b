// Can a customer really send the form, in a real browser, without script, on a phone, by day and by night?
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { listen, type Listening } from '../../api/listen';
import { launchBrowser, visit, type Visit } from '../dashboard/browser';
import { anApi } from './an-api';

const PHONE = { viewport: { width: 360, height: 740 } };
let browser: Browser;
const open: { server?: Listening; visit?: Visit } = {};

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(async () => {
  await open.visit?.close();
  await open.server?.close();
});
afterAll(() => browser.close());

async function aForm(context: BrowserContextOptions = {}) {
  const api = anApi();
  open.server = await listen(api.app, { host: '127.0.0.1', port: 0 });
  open.visit = await visit(browser, `http://127.0.0.1:${open.server.port}/report/storefront`, context);
  return { ...api, page: open.visit.page };
}

/** What a reader of the page's structure would stumble over; nothing is left out. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>('axe.run()');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

const hangsOver = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

test('without script: a fault is said, what was typed stays, and the second try is thanked for', async () => {
  const { page, gateway } = await aForm({ ...PHONE, javaScriptEnabled: false });
  await page.getByLabel('What did you try?').fill('I logged in');
  await page.getByLabel('What happened instead?').fill('no');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('What did you try?').inputValue()).toBe('I logged in');
  expect(await page.locator('#happened-fault').innerText()).toBe('Please write a few words.');
  await page.getByLabel('What happened instead?').fill('It says that the password is wrong');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  const [row] = await gateway.openRows();
  const [alert] = (await gateway.view(row?.id ?? '')).alerts.open;
  expect(await page.locator('.reference').innerText()).toBe(alert?.fingerprint);
  expect(open.visit?.faults).toEqual([]);
});

test.each(['light', 'dark'] as const)('on a phone, in %s, nobody stumbles and nothing hangs over', async (colorScheme) => {
  const { page } = await aForm({ ...PHONE, colorScheme });
  expect(await barriers(page)).toEqual([]);
  expect(await hangsOver(page)).toBe(0);
  await page.getByLabel('What did you try?').fill('x'.repeat(300));
  await page.getByLabel('What happened instead?').fill('no');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await page.getByRole('alert').waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await hangsOver(page)).toBe(0);
  const [paper, ink] = await Promise.all(['backgroundColor', 'color'].map((what) => page.evaluate<string>(`getComputedStyle(document.body).${what}`)));
  expect([paper, ink]).toEqual(colorScheme === 'light' ? ['rgb(255, 255, 255)', 'rgb(27, 29, 33)'] : ['rgb(23, 25, 28)', 'rgb(232, 234, 237)']);
  expect(open.visit?.faults).toEqual([]);
});

test('by keyboard every field is reached, and nothing that nobody sees', async () => {
  const { page } = await aForm();
  const reached: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate<string>('document.activeElement.name || document.activeElement.type'));
  }
  expect(reached).toEqual(['tried', 'happened', 'contact', 'submit']);
});
