// Does one see the grid fill in? Every cell from waiting over its slot and its run to its result, by its words; each moment is kept as a picture.
import type { Page } from 'playwright-core';
import { until } from '../api/until';
import { lengthOf, positionOf } from './fixture/world';
import { eventsOf } from './fixture/tales';
import { keepPicture } from './picture';
import { setUpPage } from './stage';

const INCIDENT = '/#/incidents/storefront.LoginRefused.1a2b3c4d';
const stage = setUpPage();

/** What stands in the cells of a stage, in the order of reading, without the times that count on. */
async function wordsOf(page: Page, stageName: string): Promise<string[]> {
  const words = await page.locator('.stage', { hasText: stageName }).first().locator('.cell').allInnerTexts();
  return words.map((text) => text.replace(/\s+/g, ' ').replace(/ \d+:\d\d$/, '').trim());
}

const count = (words: readonly string[], part: string) => words.filter((word) => word.includes(part)).length;

describe('the grid', () => {
  it('fills in live, cell by cell: waiting, waiting for a slot, running, and what it came to', async () => {
    const events = eventsOf('pipeline', 0);
    const started = positionOf('stageStarted', 1, 'pipeline');
    const page = await stage.open(INCIDENT, { tale: 'pipeline', position: started });
    const seen: string[] = [];
    async function reach(position: number, name: string, holds: (words: string[]) => boolean): Promise<void> {
      stage.server().moveTo(position);
      const words = await until(() => wordsOf(page, 'Functional'), holds, name);
      seen.push(...words);
      await keepPicture(page, `grid ${String(position).padStart(3, '0')} ${name}`, false);
    }
    await page.locator('.stage', { hasText: 'Functional' }).first().locator('.cell').first().waitFor();
    await page.evaluate('document.querySelector("#attempts").scrollIntoView()');
    const cells = (await wordsOf(page, 'Functional')).length;
    await reach(started, 'waiting', (words) => count(words, 'waiting') === cells);
    const firstDone = positionOf('cellFinished', 1, 'pipeline');
    await reach(firstDone - 1, 'running', (words) => count(words, 'running') === 3 && count(words, 'waits for a slot') === cells - 3);
    const judged = positionOf('gateJudged', 1, 'pipeline');
    let done = 0;
    for (let position = firstDone; position < judged; position += 1) {
      if (events[position - 1]?.kind !== 'cellFinished') continue;
      done += 1;
      const expected = done;
      await reach(position, `${done} done`, (words) => words.length - count(words, 'running') - count(words, 'waits for a slot') - count(words, 'waiting') === expected);
    }
    expect(done).toBe(cells);
    expect(await wordsOf(page, 'Functional')).toEqual(expect.arrayContaining([expect.stringMatching(/^✓ passed \d+/), expect.stringMatching(/^✕ failed \d+ of \d+/)]));
    for (const word of ['waiting', 'waits for a slot', 'running', 'passed', 'failed']) expect(seen.some((one) => one.includes(word))).toBe(true);
    expect(stage.faults()).toEqual([]);
  });

  it('is walked by arrow keys, and Enter opens the cell', async () => {
    const page = await stage.open(INCIDENT, { tale: 'pipeline', position: positionOf('cellFinished', 3, 'pipeline') });
    const cells = page.locator('.cells .cell');
    await cells.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const title = await page.evaluate<string>('document.activeElement.title');
    expect(title).not.toBe(await cells.first().getAttribute('title'));
    await page.keyboard.press('Enter');
    await page.locator('.detail-head').waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-expanded")')).toBe('true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate('document.activeElement.title')).toBe(await cells.first().getAttribute('title'));
    expect(stage.faults()).toEqual([]);
  });

  it('follows the whole tale to its end without a fault of the page', async () => {
    const page = await stage.open(INCIDENT, { tale: 'pipeline', position: 1 });
    await page.locator('.strip').waitFor();
    for (let position = 2; position <= lengthOf('pipeline'); position += 7) stage.server().moveTo(position);
    stage.server().moveTo(lengthOf('pipeline'));
    await page.locator('#decision').waitFor({ timeout: 60_000 });
    expect(stage.faults()).toEqual([]);
  });
});
