// Can a log be followed, searched and taken home, however long it is? A real browser, on a log that is written meanwhile.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { brokenRules } from './axe';
import { whenTrue } from './browser';
import type { FixtureOptions } from './fixture/server';
import { positionOf } from './fixture/world';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const LINES = 100_000;
const stage = setUpPage();
const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}${(from + index) % 10_000 === 0 ? ' \u001b[31merror: the basket is empty\u001b[0m' : ''}\n`).join('');
const AT_END = 'document.querySelector(".log-box").scrollHeight - document.querySelector(".log-box").scrollTop - document.querySelector(".log-box").clientHeight < 40';

async function openLog(options: FixtureOptions): Promise<Page> {
  const page = await stage.open(INCIDENT, { position: positionOf('cellFinished', 3), ...options });
  await page.locator('.cells .cell', { hasText: 'running' }).last().click();
  await page.locator('.log-row').first().waitFor();
  return page;
}

const shown = (page: Page) => page.locator('.log-rows').innerText();

describe('a log', () => {
  it('is followed while it is written, lets go when one scrolls up, and follows again on a click', async () => {
    const page = await openLog({ log: numbered(1, 400) });
    await page.locator('.log-row', { hasText: 'line 400' }).waitFor();
    await page.locator('.log').getByText('● following').waitFor();
    stage.server().write(numbered(401, 420));
    await page.locator('.log-row', { hasText: 'line 420' }).waitFor();
    await page.locator('.log-box').hover();
    await page.mouse.wheel(0, -2000);
    await page.getByText('it is written on below').waitFor();
    const before = await shown(page);
    stage.server().write(numbered(421, 800));
    await page.locator('.log').getByRole('searchbox', { name: 'Find' }).fill('line 800');
    await page.getByText('in 1 line', { exact: true }).waitFor(); // it has come
    expect(await shown(page)).toBe(before);
    await page.getByRole('button', { name: 'Follow' }).click();
    await page.locator('.log-row', { hasText: 'line 800' }).waitFor();
    await whenTrue(page, AT_END);
    expect(stage.faults()).toEqual([]);
  });

  it('goes on where it was after the connection broke, with nothing twice', async () => {
    const page = await openLog({ log: numbered(1, 30) });
    await page.locator('.log-row', { hasText: 'line 30' }).waitFor();
    stage.server().dropStreams();
    stage.server().write(numbered(31, 33));
    await page.locator('.log-row', { hasText: 'line 33' }).waitFor();
    const lines = (await shown(page)).split('\n').map((line) => /line \d+/.exec(line)?.[0]).filter(Boolean);
    expect(new Set(lines).size).toBe(lines.length);
    await page.locator('.log').getByText('● following').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('of a hundred thousand lines is searched from match to match, and only what is in sight is drawn', async () => {
    const page = await openLog({ log: numbered(1, LINES) });
    await page.locator('.log-row', { hasText: `line ${LINES}` }).waitFor();
    const search = page.locator('.log').getByRole('searchbox', { name: 'Find' });
    await search.fill('BASKET');
    await page.getByText('in 10 lines').waitFor();
    await search.press('Enter');
    await search.press('Enter');
    await page.locator('.log-row.chosen', { hasText: 'error: the basket is empty' }).waitFor();
    const first = await page.locator('.log .count').textContent();
    await page.getByRole('button', { name: 'Previous match' }).click();
    await page.locator('.log .count').filter({ hasNotText: first ?? '' }).waitFor();
    expect(await page.locator('.log-row.chosen mark').textContent()).toBe('basket');
    expect(await page.locator('.log-row.chosen .bad').count()).toBeGreaterThan(0);
    expect(await page.locator('.log-row').count()).toBeLessThan(120);
    await search.fill('nowhere in it');
    await page.getByText('in no line').waitFor();
    await search.press('Escape');
    expect(await search.inputValue()).toBe('');
    expect(stage.faults()).toEqual([]);
  });

  it('is taken home whole, as it was written', async () => {
    const text = `${numbered(1, 3000)}turned \u202eback\u202c\n`;
    const page = await openLog({ log: text });
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^[\w.-]+\.log$/);
    expect(await readFile(await download.path(), 'utf8')).toBe(text);
    expect(stage.faults()).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('breaks long lines where the box ends, on a phone too, and every colour can be read in %s', async (colorScheme) => {
    const page = await stage.open(INCIDENT, { position: positionOf('cellFinished', 3), log: `${'word '.repeat(400)}\n\u001b[41;97m FAIL \u001b[0m \u001b[38;5;208morange\u001b[0m \u001b[2mdim\u001b[0m \u001b[7mturned\u001b[0m\nend\n` }, { viewport: { width: 390, height: 844 }, colorScheme, reducedMotion: 'reduce' });
    await page.locator('.cells .cell', { hasText: 'running' }).last().click();
    await page.locator('.log-row', { hasText: 'end' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    expect(await page.locator('.log-row').count()).toBeGreaterThan(20);
    await page.locator('.log').getByRole('searchbox', { name: 'Find' }).fill('orange');
    await page.locator('.log mark').waitFor();
    expect(await brokenRules(page)).toEqual([]);
    expect(stage.faults()).toEqual([]);
  });
});
