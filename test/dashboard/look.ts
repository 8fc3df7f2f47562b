// What does one see of a page at a size, in a theme: does anything hang over, are the rules of axe kept, is the focus seen, and what does it look like?
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';

const PICTURES = join(__dirname, '../../test-results/dashboard');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export type Theme = 'light' | 'dark';
export const SIZES = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 }, wall: { width: 2560, height: 1440 } } as const;
export type Size = keyof typeof SIZES;

export async function show(page: Page, size: Size, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize(SIZES[size]);
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

/** Asked in the page: by how many pixels it can be moved sideways, and what is to blame. */
export const HANGS_OVER = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1).slice(-3);
  return ['hangs over by ' + (scrollWidth - clientWidth) + ' px: ' + wide.map((one) => one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 30)).join(' | ')];
})()`;

export async function hangsOver(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(HANGS_OVER);
}

/** The rules that are broken, with where; what axe could not decide is not among them. */
export async function brokenRules(page: Page): Promise<string[]> {
  if (!await page.evaluate('"axe" in window')) await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate<string[]>(`axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary)))`);
}

/** Asked in the page: what has the focus, and can it be seen? */
export const FOCUSED = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body || !document.hasFocus()) return { name: '' }; // past the last one it is the browser's own
  const shown = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const isSeen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const isDrawnByItself = one.type === 'date'; // the browser marks the part of it that has the focus
  const isMarked = isDrawnByItself || (shown.outlineStyle !== 'none' && parseFloat(shown.outlineWidth) > 0) || shown.boxShadow !== 'none';
  return { name: one.tagName + ' ' + (one.getAttribute('aria-label') || one.textContent || one.id).trim().slice(0, 40), isSeen, isMarked };
})()`;

/** Goes through the page by the Tab key, so many times at most: what takes the focus and does not show it. */
export async function hiddenFocus(page: Page, most: number): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate('document.activeElement?.blur?.()');
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab');
    const { name, isSeen, isMarked } = await page.evaluate<{ name: string; isSeen?: boolean; isMarked?: boolean }>(FOCUSED);
    if (name === '') break; // past the last one
    if (!isSeen) found.push(`${name} has the focus and is not in sight`);
    else if (!isMarked) found.push(`${name} has the focus and does not show it`);
  }
  return found;
}

/** Kept in `test-results`, for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const file = join(PICTURES, `${name}.png`);
  await mkdir(dirname(file), { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
}
