// Is every page fit in every state, on a phone, a laptop and a wall, in light and dark? A real Chromium; what it looked like is kept in `test-results`.
import type { Page } from 'playwright-core';
import { RAN } from './fixture/hostile';
import { secretOf } from './fixture/session';
import { PAGES } from './every-page-table';
import type { Look, PageRow } from './every-page-table';
import { brokenRules, hangsOver, hiddenFocus, keepPicture, show, SIZES } from './look';
import type { Size, Theme } from './look';
import { setUpPage } from './stage';

const stage = setUpPage();
const MOST_TABS = 40;

const VIEWS: readonly { size: Size; theme: Theme; withRules: boolean }[] = [
  { size: 'laptop', theme: 'light', withRules: true }, { size: 'laptop', theme: 'dark', withRules: false }, { size: 'phone', theme: 'dark', withRules: true }, { size: 'phone', theme: 'light', withRules: false }, { size: 'wall', theme: 'dark', withRules: false },
];

async function open({ path }: PageRow, { state, options, person, shown }: Look): Promise<Page> {
  const page = await stage.open(person ? `/#/sign-in/${secretOf(person)}` : path, options, { viewport: SIZES.laptop, reducedMotion: 'reduce' });
  if (person) {
    await page.getByText('You are').first().waitFor();
    await page.evaluate(`location.hash = '${path.slice(1)}'`);
  }
  if (state === 'offline') {
    await page.locator('main > *').first().waitFor();
    await page.locator('.state, .skeleton').first().waitFor({ state: 'detached' });
    await stage.serverOf(page).close();
  }
  await page.locator(shown).first().waitFor({ timeout: 60_000 });
  return page;
}

async function faultsOf(row: PageRow, look: Look): Promise<string[]> {
  const page = await open(row, look);
  const faults: string[] = [];
  if (!['loading', 'error', 'hostile'].includes(look.state) && !row.heading.test((await page.locator('h1').first().textContent()) ?? '')) faults.push('has no heading');
  const text = await page.locator('body').innerText();
  for (const word of look.words) if (!text.includes(word) && !(await page.locator('body').textContent())?.includes(word)) faults.push(`does not say “${word}”`);
  if (look.state === 'hostile') faults.push(...await tricked(page));
  for (const { size, theme, withRules } of VIEWS) {
    await show(page, size, theme);
    const seen = [...await hangsOver(page), ...(withRules ? await brokenRules(page) : [])];
    faults.push(...seen.map((fault) => `${size} ${theme}: ${fault}`));
    await keepPicture(page, `${row.name}/${look.state}-${size}-${theme}`);
  }
  if (look.state === 'usual') {
    await show(page, 'laptop', 'light');
    faults.push(...await hiddenFocus(page, MOST_TABS));
  }
  return faults.map((fault) => `${row.name}, ${look.state}: ${fault}`);
}

/** What came from outside and is more than text. */
async function tricked(page: Page): Promise<string[]> {
  const made = await page.locator('main script, main iframe, main img[src="x"], a[href^="javascript:" i]').count();
  return [...((await page.title()) === RAN ? ['hostile text ran'] : []), ...(made ? [`${made} elements were made of hostile text`] : [])];
}

it.each(PAGES)('$name is fit in every state', async (row) => {
  const faults = (await Promise.all(row.looks.map((look) => faultsOf(row, look)))).flat();
  expect(faults).toEqual([]);
  expect(stage.faults()).toEqual([]);
});
