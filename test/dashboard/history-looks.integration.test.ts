// How do the pages of what is over look in each state, on a phone, a laptop and a wall, light and dark? Pictures are kept; the rules of axe hold; nothing hangs over.
import type { Page } from 'playwright-core';
import { brokenRules } from './axe';
import type { FixtureOptions } from './fixture/server';
import { keepPicture } from './picture';
import { setUpPage } from './stage';

const stage = setUpPage();

interface State { name: string; path: string; options: FixtureOptions; shown: string; then?: (page: Page) => Promise<void> }
const openStory = async (page: Page) => { await page.locator('.past-story summary').first().click(); };
const openTable = async (page: Page) => { await page.getByText('As a table').first().click(); };
const STATES: State[] = [
  { name: 'history', path: '#/history', options: { past: 10_000 }, shown: '.past-more' },
  { name: 'history, a story', path: '#/history', options: { past: 3 }, shown: '.prose h3', then: openStory },
  { name: 'history, nothing fits', path: '#/history?q=nowhere', options: { past: 10 }, shown: '.empty' },
  { name: 'history, empty', path: '#/history', options: { past: 0 }, shown: '.empty' },
  { name: 'history, refused', path: '#/history', options: { broken: true }, shown: '.fault' },
  { name: 'numbers', path: '#/numbers', options: {}, shown: '.weeks' },
  { name: 'numbers, a year', path: '#/numbers?weeks=52&service=storefront', options: {}, shown: '.figures-table', then: openTable },
  { name: 'numbers, refused', path: '#/numbers', options: { broken: true }, shown: '.fault' },
  { name: 'tests', path: '#/services/storefront/tests', options: {}, shown: '.exceptions' },
  { name: 'tests, half a year', path: '#/services/search/tests?weeks=26', options: {}, shown: '.heat table' },
  { name: 'tests, empty', path: '#/services/checkout/tests', options: { empty: true }, shown: '.empty' },
  { name: 'findings', path: '#/services/storefront/findings', options: {}, shown: '.figures-table', then: openTable },
  { name: 'findings, empty', path: '#/services/checkout/findings', options: { empty: true }, shown: '.empty' },
  { name: 'findings, refused', path: '#/services/storefront/findings', options: { broken: true }, shown: '.fault' },
];
const SIZES = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } };
const LOOKS = Object.entries(SIZES).flatMap(([size, viewport]) => (['light', 'dark'] as const).map((colorScheme) => ({ size, viewport, colorScheme })));

async function assertLooks({ name, path, options, shown, then }: State, look: string, context: Parameters<typeof stage.open>[2]): Promise<void> {
  const page = await stage.open(`/${path}`, options, { ...context, reducedMotion: 'reduce' });
  await then?.(page);
  await page.locator(shown).first().waitFor();
  await keepPicture(page, `${name} ${look}`, name !== 'history'); // of fifty rows the first ones tell
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  expect(await brokenRules(page)).toEqual([]);
  expect(stage.faults()).toEqual([]);
}

describe.each(LOOKS)('on a $size, $colorScheme', ({ size, viewport, colorScheme }) => {
  it.each(STATES)('$name', async (state) => {
    await assertLooks(state, `${size} ${colorScheme}`, { viewport, colorScheme });
  });
});

it.each(STATES.filter(({ name }) => !name.includes(',')))('on a wall, $name', async (state) => {
  await assertLooks(state, 'wall', { viewport: { width: 2560, height: 1440 } });
});
