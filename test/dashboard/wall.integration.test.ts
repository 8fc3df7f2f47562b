// Is the wall read from the other end of the room, without a hand? Everything fits at each size, it turns its pages, and it says when it is not current. A real browser.
import type { Page } from 'playwright-core';
import { brokenRules } from './axe';
import { signInAs } from './browser';
import type { FixtureOptions } from './fixture/server';
import { positionOf } from './fixture/world';
import { keepPicture } from './picture';
import { setUpPage } from './stage';

const stage = setUpPage();
const WALL = { width: 2560, height: 1440 };
const SIZES = { wall: WALL, 'wall-4k': { width: 3840, height: 2160 }, laptop: { width: 1280, height: 800 }, upright: { width: 1080, height: 1920 }, phone: { width: 390, height: 844 } };

interface State { name: string; options: FixtureOptions; asked?: string; shown: string; then?: (page: Page) => Promise<void> }
const STATES: State[] = [
  { name: 'wall', options: { position: positionOf('signOffAsked') }, shown: '.wall-service .burn' },
  { name: 'wall, full', options: { position: positionOf('signOffAsked'), crowd: 300 }, shown: '.wall-row' },
  { name: 'wall, empty', options: { empty: true }, shown: '.wall-calm' },
  { name: 'wall, one service', options: { position: positionOf('signOffAsked') }, asked: '?services=storefront,nowhere', shown: '.wall-foot .bad' },
  { name: 'wall, offline', options: { position: positionOf('signOffAsked') }, shown: '.wall-state.bad', then: async (page) => { await page.locator('.wall-row').first().waitFor(); await page.context().setOffline(true); stage.server().dropStreams(); } },
  { name: 'wall, refused', options: { broken: true }, shown: '.wall-state.bad' },
];

describe.each(Object.entries(SIZES))('on a %s', (size, viewport) => {
  it.each(STATES)('$name: everything fits, and nothing is against the rules', async ({ name, options, asked = '', shown, then }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await stage.open(`/#/wall${asked}`, options, { viewport, colorScheme });
      await then?.(page);
      await page.locator(shown).first().waitFor();
      await keepPicture(page, `${name} ${size} ${colorScheme}`, false);
      expect(await page.evaluate('[document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]')).toEqual([0, 0]);
      expect(await cutOff(page)).toEqual([]);
      expect(await brokenRules(page)).toEqual([]);
      expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    }
    expect(stage.faults()).toEqual([]);
  });
});

/** Rows and panels whose content is higher than they are: their end would be missing. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('.wall-row, .wall-service, .wall-top, .wall-foot')].filter((one) => one.scrollHeight > one.clientHeight + 2).map((one) => one.className + ': ' + one.scrollHeight + ' > ' + one.clientHeight + ' ' + one.textContent)`);
}

describe('the wall', () => {
  it('is large enough for five metres: titles take a fortieth of the height, and nothing that matters less than a sixtieth', async () => {
    const page = await stage.open('/#/wall', { position: positionOf('signOffAsked') }, { viewport: WALL });
    await page.locator('.wall-row').first().waitFor();
    const size = (selector: string) => page.evaluate<number>(`parseFloat(getComputedStyle(document.querySelector('${selector}')).fontSize)`);
    expect(await size('.wall-what b')).toBeGreaterThanOrEqual(WALL.height / 40);
    expect(await size('.wall-where b')).toBeGreaterThanOrEqual(WALL.height / 60);
    expect(await size('.wall-name b')).toBeGreaterThanOrEqual(WALL.height / 60);
  });

  it('turns its pages by itself and by hand, and holds when it is asked to', async () => {
    const page = await stage.open('/#/wall?every=4', { position: positionOf('signOffAsked'), crowd: 20 }, { viewport: WALL });
    await page.getByText('Page 1 of 5').waitFor();
    expect(await page.locator('.wall-row').count()).toBe(5);
    await page.getByText('Page 2 of 5').waitFor();
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Page 3 of 5').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.getByText('Page 5 of 5').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Page 1 of 5').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('shows only the services that it is told to, and follows them live', async () => {
    const page = await stage.open('/#/wall?services=storefront', { position: positionOf('signOffAsked') }, { viewport: WALL });
    await page.locator('.wall-row').first().waitFor();
    expect(await page.locator('.wall-what b').allTextContents()).toEqual(['Customers cannot log in']);
    expect(await page.locator('.wall-name b:first-child').allTextContents()).toEqual(['storefront']);
    stage.server().moveTo(positionOf('watchStarted'));
    await page.locator('.wall-where').getByText('Watch').waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('says when it is not current, and is current again by itself', async () => {
    const page = await stage.open('/#/wall', { position: positionOf('signOffAsked') }, { viewport: WALL });
    await page.locator('.wall-row').first().waitFor();
    stage.server().goStale();
    await page.getByText('NOT UP TO DATE').waitFor();
    stage.server().moveTo(positionOf('watchStarted'));
    await page.getByText('NOT UP TO DATE').waitFor({ state: 'detached' });
    expect(stage.faults()).toEqual([]);
  });

  it('asks to sign in where reading needs it', async () => {
    const page = await stage.open('/#/wall', { position: positionOf('signOffAsked'), ways: { readsAreOpen: false } }, { viewport: WALL });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signInAs(page, 'sam');
    await page.locator('.wall-row').first().waitFor();
    expect(stage.faults()).toEqual([]);
  });
});
