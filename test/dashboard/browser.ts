// How does a test get the page and a browser? The page is built into a folder of its own; the browser is the one that set-up found.
import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { until } from '../api/until';
import { secretOf } from './fixture/session';

const ROOT = join(__dirname, '../..');
const run = promisify(execFile);

export async function buildPage(): Promise<string> {
  const dist = await mkdtemp(join(tmpdir(), 'dayshift page '));
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  await run(process.execPath, [vite, 'build', '--config', join(ROOT, 'dashboard/vite.config.mts'), '--outDir', dist, '--emptyOutDir', '--logLevel', 'error'], { cwd: ROOT });
  return dist;
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['DAYSHIFT_CHROMIUM'];
  if (!executablePath) throw new Error('Chromium is missing: set DAYSHIFT_CHROMIUM to its path, e.g. /usr/bin/chromium (on Debian: apt-get install chromium).');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

export interface Visit { page: Page; faults: string[]; close(): Promise<void> }

/** A page of its own; `faults` collects what the policy refused and what the page's own code threw. */
export async function visit(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => { faults.push(error.message); });
  page.on('console', (message) => { if (/Content Security Policy|Refused to/i.test(message.text())) faults.push(message.text()); });
  await page.goto(address);
  return { page, faults, close: () => context.close() };
}

/** As after signing in: the session's cookie is there, and every tab hears of it. */
export async function signInAs(page: Page, person: string): Promise<void> {
  const { origin } = new URL(page.url());
  const response = await page.context().request.post(`${origin}/api/v1/session`, { data: { secret: secretOf(person) } });
  if (!response.ok()) throw new Error(`${person} could not sign in: ${await response.text()}`);
  await page.evaluate("dispatchEvent(new Event('dayshift:session'))");
}

/** Waits until the expression holds in the page. Asked from outside each time: the page's own policy lets nothing evaluate a text in it later. */
export async function whenTrue(page: Page, expression: string): Promise<void> {
  await until(() => page.evaluate<boolean>(expression), Boolean, expression);
}
