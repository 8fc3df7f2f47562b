// Does hostile text stay text on an incident's page? Alerts, commits, reports, logs and people's words, in every part of the day, wide and on a phone.
import type { Page } from 'playwright-core';
import { HOSTILE, RAN } from './fixture/hostile';
import type { FixtureOptions } from './fixture/server';
import { positionOf } from './fixture/world';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const stage = setUpPage();

interface Moment { name: string; options: FixtureOptions; opens?: string[] }
const MOMENTS: Moment[] = [
  { name: 'assessing', options: { position: positionOf('decisionAwaited') } },
  { name: 'running, with a cell and its log', options: { position: positionOf('cellFinished', 3) }, opens: ['.cells .cell.run'] },
  { name: 'a gate’s answer', options: { tale: 'pipeline', position: positionOf('fixAwaited', 1, 'pipeline') }, opens: ['.cells .cell.bad'] },
  { name: 'findings', options: { tale: 'pipeline', position: positionOf('fixAwaited', 2, 'pipeline') }, opens: ['.findings button.plain'] },
  { name: 'a gate that asks', options: { tale: 'pipeline', position: positionOf('gateAsked', 1, 'pipeline') } },
  { name: 'a sign-off with questions', options: { tale: 'release', position: positionOf('signOffDelegated', 1, 'release') } },
  { name: 'a canary', options: { tale: 'release', position: positionOf('canaryMoved', 2, 'release') } },
  { name: 'a watch that asks', options: { tale: 'release', position: positionOf('keepOrRollBackAsked', 1, 'release') } },
  { name: 'a night without an answer', options: { tale: 'night' } },
  { name: 'a closed day with its story', options: {} },
];
const FOLDED = 'for (const one of document.querySelectorAll("details")) one.open = true';
const STRAY = '[...document.querySelectorAll("main script, main iframe, main object, main embed, main a[href^=\'javascript:\' i], main img:not([src^=\'/\'])")].map((one) => one.outerHTML.slice(0, 120))';
const HANGING = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const TURNED = '/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.innerText + document.title)';

async function openAll(page: Page, { opens = [] }: Moment): Promise<void> {
  for (const selector of opens) await page.locator(selector).first().click();
  await page.evaluate(FOLDED);
}

it.each(MOMENTS)('$name', async (moment) => {
  const page = await stage.open(INCIDENT, { ...moment.options, hostile: true });
  await page.locator('.strip').waitFor();
  await page.getByText(HOSTILE.script).first().waitFor();
  await openAll(page, moment);
  for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }, { width: 2560, height: 1440 }]) {
    await page.setViewportSize(viewport);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    expect([viewport.width, await page.evaluate(HANGING)]).toEqual([viewport.width, 0]);
  }
  expect(await page.evaluate(STRAY)).toEqual([]);
  expect(await page.evaluate(TURNED)).toBe(false);
  expect(await page.title()).not.toBe(RAN);
  expect(stage.faults()).toEqual([]);
});

it('in a log it is lines as they are, and a link of the terminal is none', async () => {
  const page = await stage.open(INCIDENT, { position: positionOf('cellFinished', 3), hostile: true });
  await page.locator('.cells .cell.run').first().click();
  await page.locator('.log-row', { hasText: 'the end' }).waitFor();
  const log = page.locator('.log');
  await log.getByRole('searchbox', { name: 'Find' }).fill('<script>');
  await log.getByRole('button', { name: 'Next match' }).click();
  await page.locator('.log-row.chosen', { hasText: HOSTILE.script }).waitFor();
  expect(await log.locator('a, img, script').count()).toBe(0);
  expect(await page.evaluate(TURNED)).toBe(false);
  expect(stage.faults()).toEqual([]);
});

it('as a note that somebody writes it is text for everybody', async () => {
  const page = await stage.open(INCIDENT, { position: positionOf('acknowledged'), hostile: true }, { extraHTTPHeaders: { authorization: 'Bearer token-maya' } });
  await page.getByPlaceholder('Add a note for everyone').fill(HOSTILE.image);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByPlaceholder('Add a note for everyone').and(page.locator(':placeholder-shown')).waitFor();
  expect(stage.server().said.map(({ word, body }) => ({ word, body }))).toEqual([{ word: 'note', body: { text: HOSTILE.image } }]);
  expect(await page.evaluate(STRAY)).toEqual([]);
  expect(stage.faults()).toEqual([]);
});
