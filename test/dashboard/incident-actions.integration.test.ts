// Does an incident's page carry every word, once, and say why not? Also: its timeline, its pictures, and a connection that goes. A real browser.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { brokenRules } from './axe';
import { whenTrue } from './browser';
import { commitOf } from './fixture/people';
import type { FixtureOptions } from './fixture/server';
import { positionOf } from './fixture/world';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const stage = setUpPage();

async function openAs(person: string, options: FixtureOptions, context: BrowserContextOptions = {}): Promise<Page> {
  const page = await stage.open(INCIDENT, options, { reducedMotion: 'reduce', extraHTTPHeaders: { authorization: `Bearer token-${person}` }, ...context });
  await panel(page, 'actions').waitFor();
  return page;
}

const panel = (page: Page, id: string) => page.locator(`section[aria-labelledby=${id}]`);
const said = () => stage.server().said.map(({ by, word, body }) => ({ by, word, body }));

describe('what a person may do', () => {
  it('is listed with what it does, and the rest with why not', async () => {
    const page = await openAs('paula', { position: positionOf('signOffAsked') });
    expect(await panel(page, 'actions').locator('[data-deed], [id^=deed-]').allTextContents()).toEqual(['Join as a helper', 'Ask on the card', 'Break the glass', 'Add a note', 'End it without a fix…']);
    await panel(page, 'actions').getByText('Not now: 11 more').click();
    await panel(page, 'actions').getByText('Maya and Ravi may: it takes a developer.').waitFor();
    await panel(page, 'actions').locator('[aria-describedby=deed-ask]').click();
    await whenTrue(page, 'document.activeElement?.closest("section")?.getAttribute("aria-labelledby") === "decision"');
    await panel(page, 'actions').locator('[aria-describedby=deed-note]').click();
    await whenTrue(page, 'document.activeElement?.id === "note"');
    expect(await brokenRules(page)).toEqual([]);
    expect(stage.faults()).toEqual([]);
  });

  it('of a developer is to build a commit, by all its digits', async () => {
    const page = await openAs('maya', { position: positionOf('cellFinished', 3) });
    await panel(page, 'actions').getByRole('button', { name: 'Build a commit…' }).click();
    await page.getByText('▲ attempt 1 (8b38b38) is ended by it').waitFor();
    const field = page.getByLabel('Commit, all 40 digits');
    await field.fill('4be');
    await page.getByText('It has 3 digits of 40').waitFor();
    await field.fill('not a commit');
    await page.getByText('A commit has only the digits 0 to 9 and a to f.').waitFor();
    expect(await page.getByRole('button', { name: 'Build it' }).isDisabled()).toBe(true);
    expect(await brokenRules(page)).toEqual([]);
    await field.fill(commitOf('4be').toUpperCase());
    await page.getByRole('button', { name: 'Build it' }).click();
    await panel(page, 'actions').getByText('✓ build: done').waitFor();
    expect(said()).toEqual([{ by: 'maya', word: 'build', body: { commit: commitOf('4be') } }]);
    expect(stage.faults()).toEqual([]);
  });

  it('includes to end it without a fix only after a reason and a typed word', async () => {
    const page = await openAs('olga', { position: positionOf('cellFinished', 3) });
    await panel(page, 'actions').getByRole('button', { name: 'End it without a fix…' }).click();
    const end = page.getByRole('button', { name: 'End the incident' });
    await page.getByLabel('Why').fill('a false alarm of the test system');
    expect(await end.isDisabled()).toBe(true);
    await page.getByLabel('Type cancel').fill('cancel');
    await end.click();
    await panel(page, 'actions').getByText('✓ cancel: done').waitFor();
    expect(said()).toEqual([{ by: 'olga', word: 'cancel', body: { reason: 'a false alarm of the test system' } }]);
    expect(stage.faults()).toEqual([]);
  });

  it('is said once by a double click, and once when its answer was lost and it is said again', async () => {
    const page = await openAs('maya', { position: positionOf('assigned') });
    const field = page.getByPlaceholder('Add a note for everyone');
    await field.fill('looking at the sessions');
    stage.server().loseAnswer();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('It may have been heard. Say it again when the page is live: it happens once.').waitFor();
    expect(await field.inputValue()).toBe('looking at the sessions');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await whenTrue(page, 'document.querySelector("#note").value === ""');
    await page.locator('#turn').getByRole('button', { name: 'I am on it' }).dblclick();
    await page.locator('#turn').getByText('✓ acknowledge: done').waitFor();
    expect(said().map(({ word }) => word)).toEqual(['note', 'acknowledge']);
    expect(stage.faults()).toEqual([]);
  });

  it('is nothing for who is not signed in, but to sign in', async () => {
    const page = await stage.open(INCIDENT, { position: positionOf('signOffAsked') });
    await panel(page, 'actions').getByRole('button', { name: 'Sign in as one of the team' }).waitFor();
    await panel(page, 'timeline').getByRole('button', { name: 'Sign in to add a note' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });
});

describe('the timeline', () => {
  it('is sifted, and says times exactly on request', async () => {
    const page = await openAs('sam', { position: positionOf('signOffAsked') });
    const timeline = panel(page, 'timeline');
    await timeline.getByRole('button', { name: /^gates/ }).click();
    await timeline.getByRole('status').getByText(/^\d+ of \d+$/).waitFor();
    expect(await timeline.getByText('Paula assigned Maya').count()).toBe(0);
    await timeline.getByRole('button', { name: /^gates/ }).click();
    await timeline.getByLabel('By').selectOption({ label: 'Paula' });
    await timeline.getByText('Paula assigned Maya').waitFor();
    expect(await timeline.locator('ol li').count()).toBe(1);
    await timeline.getByRole('button', { name: 'Exact times' }).click();
    await timeline.locator('time', { hasText: /\d{4}.*\d\d:\d\d:\d\d/ }).waitFor();
    await timeline.getByRole('searchbox', { name: 'Find' }).fill('nothing like it');
    await timeline.getByText(/^0 of/).waitFor();
    expect(await brokenRules(page)).toEqual([]);
    expect(stage.faults()).toEqual([]);
  });
});

describe('a long timeline', () => {
  it('of five thousand entries draws a few, and more when somebody wants them', async () => {
    const page = await stage.open('/#/setup', { position: positionOf('acknowledged') }, { reducedMotion: 'reduce' });
    await page.route(/\/api\/v1\/incidents\/[^/]+\/events$/, (route) => route.abort());
    await page.route(/\/api\/v1\/incidents\/[^/]+$/, async (route) => {
      const view = await (await route.fetch()).json() as { timeline: { at: string; text: string; kind: string; who: string; tone: string }[] };
      const timeline = Array.from({ length: 5000 }, (_, index) => ({ ...view.timeline[0], kind: 'noted', who: index % 2 ? 'maya' : 'ravi', text: `note number ${index + 1}` }));
      await route.fulfill({ json: { ...view, timeline } });
    });
    await page.evaluate(`location.hash = '${INCIDENT.slice(2)}'`);
    const timeline = panel(page, 'timeline');
    await timeline.getByText('note number 5000').waitFor();
    expect(await timeline.locator('ol li').count()).toBe(14);
    await timeline.getByRole('searchbox', { name: 'Find' }).fill('number 77');
    await timeline.getByText('11 of 5,000').waitFor();
    await timeline.getByRole('searchbox', { name: 'Find' }).fill('');
    await timeline.getByRole('button', { name: 'Show 200 of 4,986 earlier' }).click();
    await timeline.getByText(/^note number 4787/).waitFor();
    expect(await timeline.locator('ol li').count()).toBe(214);
    expect(stage.faults()).toEqual([]);
  });
});

describe('the verification', () => {
  it('shows how it was checked, with its tests and its log', async () => {
    const page = await openAs('sam', { tale: 'release', position: positionOf('keepOrRollBackAsked', 1, 'release') });
    await page.getByRole('button', { name: 'How it was checked' }).click();
    await page.getByText('2 passed, 0 failed, 0 skipped').click();
    await page.getByText('smoke › the refused customer logs in').waitFor();
    await page.locator('.verification .log-row').first().waitFor();
    expect(await brokenRules(page)).toEqual([]);
    expect(stage.faults()).toEqual([]);
  });
});

describe('a picture', () => {
  it('opens in its place, large, and gives the focus back', async () => {
    const page = await openAs('maya', { tale: 'pipeline', position: positionOf('fixAwaited', 1, 'pipeline') });
    const small = page.locator('.answer .shot').first();
    await small.focus();
    await page.keyboard.press('Enter');
    const large = page.getByRole('dialog', { name: /^Screenshot / });
    await large.getByRole('img', { name: /as large as it fits/ }).waitFor();
    await whenTrue(page, 'document.querySelector("dialog[open] img")?.naturalWidth > 0');
    expect(await brokenRules(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
    await whenTrue(page, 'document.activeElement?.classList.contains("shot")');
    expect(stage.faults()).toEqual([]);
  });
});

describe('a connection that goes', () => {
  it('is said with since when, greys what was live, and keeps what was written', async () => {
    const page = await openAs('maya', { position: positionOf('acknowledged') });
    await panel(page, 'impact').getByText('● live').waitFor();
    await page.getByPlaceholder('Add a note for everyone').fill('half a sen');
    await stage.server().close();
    await page.getByText(/Nothing is heard of dayshift since \d\d:\d\d:\d\d/).waitFor();
    await panel(page, 'impact').getByText('● live').waitFor({ state: 'hidden' });
    expect(await page.getByPlaceholder('Add a note for everyone').inputValue()).toBe('half a sen');
    expect(await brokenRules(page)).toEqual([]);
  });
});

describe('an incident that is over', () => {
  it('tells its outcome and its story, gives its record, and shows the same trouble on other days', async () => {
    const page = await stage.open(INCIDENT, {});
    await page.getByText('Closed: fixed').waitFor();
    const story = panel(page, 'story');
    await story.getByRole('heading', { name: 'What customers lost' }).waitFor();
    expect(await story.getByRole('link', { name: /record as JSON/ }).getAttribute('href')).toBe('/api/v1/incidents/storefront.LoginRefused.1a2b3c4d/record');
    await story.getByRole('heading', { name: /^Similar incidents/ }).waitFor();
    expect(await panel(page, 'actions').count()).toBe(0);
    expect(await brokenRules(page)).toEqual([]);
    expect(stage.faults()).toEqual([]);
  });
});
