// Is everything reached by keys, and are keys left alone where somebody types? And is what changes said to those who do not see it? A real browser.
import type { Page } from 'playwright-core';
import { brokenRules } from './axe';
import { signInAs, whenTrue } from './browser';
import { positionOf } from './fixture/world';
import { keepPicture } from './picture';
import { setUpPage } from './stage';

const stage = setUpPage();
const openBoard = async (crowd = 6): Promise<Page> => {
  const page = await stage.open('/', { position: positionOf('signOffAsked'), crowd });
  await page.locator('a.row').first().waitFor();
  return page;
};
const focused = "document.activeElement?.querySelector('.what b')?.textContent ?? document.activeElement?.tagName";

describe('keys', () => {
  it('are listed on ?, in a dialog that Escape closes and that gives the focus back', async () => {
    const page = await openBoard();
    await page.locator('a.row').nth(1).focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.getByText('Next row').waitFor();
    expect(await brokenRules(page)).toEqual([]);
    await keepPicture(page, 'keys laptop light', false);
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await whenTrue(page, `document.activeElement === document.querySelectorAll('a.row')[1]`);
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(stage.faults()).toEqual([]);
  });

  it.each([['h', 'History'], ['m', 'Numbers'], ['s', 'Services'], ['u', 'Unrouted alerts'], ['t', 'Set-up']])('g %s goes to %s, and g n comes back', async (key, heading) => {
    const page = await openBoard(0);
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await page.locator('section[aria-labelledby=open] a.row').first().waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('g w goes to the wall', async () => {
    const page = await openBoard(0);
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.locator('.wall-row').first().waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('walk through the rows and open one', async () => {
    const page = await openBoard();
    await page.keyboard.press('j');
    await whenTrue(page, `(${focused}) === 'Customers cannot log in'`);
    await page.keyboard.press('j');
    const second = await page.evaluate<string>(focused);
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await page.evaluate(focused)).toBe(second);
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Customers cannot log in' }).waitFor();
    expect(stage.faults()).toEqual([]);
  });

  it('go to the filter on /, and belong to it while somebody types', async () => {
    const page = await openBoard();
    await page.keyboard.press('/');
    await page.keyboard.type('gn?jk/ trouble');
    expect(await page.getByRole('searchbox').inputValue()).toBe('gn?jk/ trouble');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('searchbox').fill('trouble');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await whenTrue(page, `(${focused}).startsWith('Trouble number')`);
    expect(stage.faults()).toEqual([]);
  });

  it('leave the browser its own', async () => {
    const page = await openBoard();
    await page.keyboard.press('Control+j');
    await page.keyboard.press('Alt+k');
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    expect(stage.faults()).toEqual([]);
  });
});

describe('what is said', () => {
  it('is what became mine, once, and nothing of what is not', async () => {
    const page = await stage.open('/', { position: positionOf('cellFinished', 3) });
    await signInAs(page, 'olga');
    await page.getByText('✓ Nothing waits for you, Olga.').waitFor();
    const news = page.locator('[data-news]');
    await page.evaluate(`{ const news = document.querySelector('[data-news]'); globalThis.said = []; new MutationObserver(() => { if (news.textContent) globalThis.said.push(news.textContent); }).observe(news, { childList: true, characterData: true, subtree: true }); }`);
    stage.server().moveTo(positionOf('cellFinished', 5));
    stage.server().moveTo(positionOf('signOffAsked'));
    await news.filter({ hasText: 'Customers cannot log in: your turn, sign off the release or send it back.' }).waitFor();
    expect(await page.evaluate('globalThis.said')).toEqual(['Customers cannot log in: your turn, sign off the release or send it back.']);
    expect(await news.getAttribute('aria-live')).toBe('polite');
    expect(stage.faults()).toEqual([]);
  });
});
