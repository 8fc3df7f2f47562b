// How does a test drive Firefox? By WebDriver BiDi, which the browser itself speaks; the browser is the one that set-up found.
import puppeteer from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';
import { until } from '../api/until';

export async function launchFirefox(): Promise<Browser> {
  const executablePath = process.env['DAYSHIFT_FIREFOX'];
  if (!executablePath) throw new Error('Firefox is missing: set DAYSHIFT_FIREFOX to its path, e.g. /usr/bin/firefox-esr (on Debian: apt-get install firefox-esr).');
  return puppeteer.launch({ browser: 'firefox', executablePath, headless: true, timeout: 120_000 });
}

export interface Visit { page: Page; faults(): Promise<string[]>; close(): Promise<void> }

/** A page of its own, in a context of its own; its faults are what the policy refused and what the page's own code threw. */
export async function visit(browser: Browser, address: string, size: { width: number; height: number }): Promise<Visit> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const thrown: string[] = [];
  page.on('pageerror', (error) => { thrown.push(String(error)); });
  await page.evaluateOnNewDocument('window.refused = []; document.addEventListener("securitypolicyviolation", (event) => { window.refused.push(event.violatedDirective + " " + event.blockedURI); })');
  await page.setViewport(size);
  await page.goto(address, { timeout: 60_000 });
  return { page, faults: async () => [...thrown, ...await page.evaluate('window.refused') as string[]], close: () => context.close() };
}

/** Waits until the expression holds in the page. Asked from outside each time: the page's own policy lets nothing evaluate a text in it later. */
export async function whenTrue(page: Page, expression: string): Promise<void> {
  await until(() => page.evaluate(expression) as Promise<boolean>, Boolean, expression);
}
