// Do the pages of what is over and the API itself mean the same? The built page, served by the real API over an archive in memory, in a real browser.
import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { csvOf } from '../../api/csv';
import { storyOf } from '../../src/domain/story';
import { anApi } from '../api/an-api';
import { aHardDay } from '../domain/a-hard-day';
import { scanned, withCells } from '../integrations/archive-cells';
import { withAttempts } from '../integrations/a-record';
import { aTest } from '../support/builders';
import { buildPage, launchBrowser, visit } from './browser';
import type { Visit } from './browser';

const set: { browser?: Browser; dist: string; server?: Server; visit?: Visit } = { dist: '' };
beforeAll(async () => {
  set.browser = await launchBrowser();
  set.dist = await buildPage();
}, 120_000);
afterEach(async () => {
  await set.visit?.close();
  set.server?.closeAllConnections();
  await new Promise((resolve) => { if (set.server) set.server.close(resolve); else resolve(undefined); });
});
afterAll(async () => {
  await set.browser?.close();
  if (set.dist) await rm(set.dist, { recursive: true, force: true });
});

async function open(path: string) {
  const { app, archive } = anApi({ dashboardFolder: set.dist });
  const day = aHardDay();
  for (let i = 0; i < 60; i += 1) {
    const closedAt = new Date(Date.now() - 3_600_000 - i * 7_200_000).toISOString();
    const record = { ...day, incident: { ...day.incident, id: `storefront.LoginRefused.${String(i).padStart(8, '0')}`, closedAt, recurrenceOf: null, title: i % 2 ? 'Customers cannot log in' : 'The basket is empty' } };
    const seen = withCells(withAttempts(record, [{ device: 'ipad', cases: [aTest('login › works', i % 5 ? 'passed' : 'failed')] }]), 'security', [scanned({ findings: { fresh: 1, known: 2, suppressed: 0, gone: 0 } })]);
    await archive.save({ ...seen, timeline: [] }, storyOf(record));
  }
  set.server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => { set.server?.once('listening', resolve); });
  if (!set.browser) throw new Error('The browser did not start.');
  const address = `http://127.0.0.1:${(set.server.address() as AddressInfo).port}`;
  set.visit = await visit(set.browser, address + path);
  return { page: set.visit.page, address, faults: set.visit.faults };
}

it('incidents are paged, found by words and days, told in place and taken away', async () => {
  const { page, address, faults } = await open('/#/history');
  await page.getByText('50 of about 60 incidents').waitFor();
  await page.getByRole('button', { name: 'Show 50 more' }).click();
  await page.getByText('60 incidents', { exact: true }).waitFor();
  await page.getByRole('searchbox', { name: 'Words' }).fill('basket');
  await page.keyboard.press('Enter');
  await page.getByText('30 incidents', { exact: true }).waitFor();
  await page.getByLabel('to', { exact: true }).fill('2199-12-31');
  await page.getByText('30 incidents', { exact: true }).waitFor();
  await page.locator('.past-story summary').first().click();
  await page.locator('.prose').getByRole('heading', { name: 'What went badly' }).waitFor();
  const link = await page.getByRole('link', { name: 'CSV of these incidents' }).getAttribute('href');
  const file = await fetch(address + String(link));
  expect([file.status, (await file.text()).split('\r\n').length]).toEqual([200, csvOf([{ name: 'id', of: () => 'x' }], Array.from({ length: 30 })).split('\r\n').length]);
  await page.evaluate("location.hash = '#/history?severity=dreadful'");
  await page.getByRole('alert').getByText(/severity/).waitFor();
  expect(faults).toEqual([]);
});

it('numbers, tests and findings are had, and their files', async () => {
  const { page, address, faults } = await open('/#/numbers?weeks=4');
  await page.getByRole('region', { name: /^storefront/ }).getByText('Deployment frequency').waitFor();
  for (const [path, shown] of [['#/services/storefront/tests?weeks=4', 'login › works'], ['#/services/storefront/findings?weeks=4', 'Where something new was found'], ['#/numbers?weeks=4', 'Change lead time']] as const) {
    await page.evaluate(`location.hash = '${path}'`);
    await page.locator('main').getByText(shown).first().waitFor();
    expect(await page.locator('.fault').count()).toBe(0);
    for (const name of ['CSV', 'JSON']) {
      const link = await page.getByRole('link', { name: new RegExp(`^${name} of`) }).getAttribute('href');
      expect((await fetch(address + String(link))).status).toBe(200);
    }
  }
  expect(faults).toEqual([]);
});
