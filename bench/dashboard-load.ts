// How soon can somebody use the first page? From an empty cache to a key that moves the focus, with the processor slowed down four times; and what is loaded for it.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../test/dashboard/browser';
import { startFixtureServer } from '../test/dashboard/fixture/server';
import { positionOf } from '../test/dashboard/fixture/world';
import { figure, median, type Figures } from './figures';

const LOADS = 7;
const SLOWED = 4;
const CROWD = 97; // with the others a full board: a hundred that are live
const MOST_MS = 1000;
const MOST_KB = 150;

interface Load { shownMs: number; usableMs: number; heapMb: number }

/** Measured in the page: from the navigation's begin until a row is drawn, and until a key has moved the focus to one. */
const MEASURE = `new Promise((resolve) => {
  const seen = { shown: 0 };
  const look = () => {
    const row = document.querySelector('main [data-row]');
    if (!row) return requestAnimationFrame(look);
    seen.shown ||= performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }));
    if (!row.parentElement.contains(document.activeElement)) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => resolve({ shownMs: seen.shown, usableMs: performance.now() }), 0));
  };
  look();
})`;

export async function dashboardLoad(say: (line: string) => void): Promise<Figures> {
  const dist = join(process.cwd(), 'dashboard', 'dist');
  const browser = await launchBrowser();
  const server = await startFixtureServer({ dist, position: positionOf('signOffAsked'), crowd: CROWD });
  try {
    await loadOnce(browser, server.address); // the browser's own first start is not the page's
    const loads: Load[] = [];
    for (let load = 0; load < LOADS; load += 1) loads.push(await loadOnce(browser, server.address));
    say(`   usable after ${loads.map(({ usableMs }) => Math.round(usableMs)).join(', ')} ms`);
    const sizes = await sizesOf(dist);
    return {
      'first row, 4 times slower': figure(median(loads.map(({ shownMs }) => shownMs)), 'ms'),
      'usable, 4 times slower': figure(median(loads.map(({ usableMs }) => usableMs)), 'ms', MOST_MS, 1),
      'heap of a full board': figure(median(loads.map(({ heapMb }) => heapMb)), 'MB'),
      'all files, gzip': figure(sizes.gzip / 1000, 'kB', MOST_KB, 1),
      'all files, brotli': figure(sizes.brotli / 1000, 'kB', MOST_KB, 1),
    };
  } finally {
    await server.close();
    await browser.close();
  }
}

/** A visit of its own: nothing is in any cache. */
async function loadOnce(browser: Browser, address: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await page.goto(address, { waitUntil: 'commit' });
  const times = await page.evaluate<Omit<Load, 'heapMb'>>(MEASURE);
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await context.close();
  return { ...times, heapMb: usedSize / 1e6 };
}

async function sizesOf(dist: string): Promise<{ gzip: number; brotli: number }> {
  const files = (await readdir(dist, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const bytes = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name))));
  const sum = (sizes: number[]) => sizes.reduce((all, one) => all + one, 0);
  return { gzip: sum(bytes.map((one) => gzipSync(one).length)), brotli: sum(bytes.map((one) => brotliCompressSync(one).length)) };
}
