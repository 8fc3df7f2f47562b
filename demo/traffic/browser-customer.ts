// One customer in a real browser: tries to log in, and again every few seconds until it works. Leaves pictures of the first refusal and of the success.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { replaceFile } from '../../integrations/replace-file';
import { BROWSER_CUSTOMER, CUSTOMER_PASSWORD } from '../customers';

// BASE_URL: where the shop is. FOLDER: for `customer.json` and the pictures. DAYSHIFT_CHROMIUM: the browser. EVERY_SECONDS: patience.
const { BASE_URL = '', FOLDER = '.', DAYSHIFT_CHROMIUM, EVERY_SECONDS = '5' } = process.env;
const LONGEST_STEP_MS = 10_000;
const FLAGS = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export interface CustomerStory {
  email: string;
  tries: number;
  unreachable: number; // tries that met no shop
  refusedAt?: string; // the first time
  acceptedAt?: string;
}

type Outcome = 'accepted' | 'refused' | 'unreachable';

async function tryToLogIn(page: Page): Promise<Outcome> {
  try {
    await page.goto(`${BASE_URL}/login`);
    await page.getByLabel('E-mail').fill(BROWSER_CUSTOMER.email);
    await page.getByLabel('Password').fill(CUSTOMER_PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    const account = page.getByRole('heading', { name: 'Your account' });
    await account.or(page.getByRole('alert')).waitFor();
    return (await account.isVisible()) ? 'accepted' : 'refused';
  } catch (error) {
    console.error(`no answer from the shop: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    return 'unreachable';
  }
}

/** Answers when the customer is in, or when `signal` ends the patience. */
async function insist(browser: Browser, signal: AbortSignal): Promise<CustomerStory> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 720 } });
  page.setDefaultTimeout(LONGEST_STEP_MS);
  const story: CustomerStory = { email: BROWSER_CUSTOMER.email, tries: 0, unreachable: 0 };
  while (!signal.aborted && !story.acceptedAt) {
    const outcome = await tryToLogIn(page);
    story.tries += 1;
    const at = new Date().toISOString();
    if (outcome === 'unreachable') story.unreachable += 1;
    if (outcome === 'accepted') story.acceptedAt = at;
    if (outcome === 'accepted' || (outcome === 'refused' && !story.refusedAt)) {
      await page.screenshot({ path: path.join(FOLDER, `${outcome}.png`) });
      if (outcome === 'refused') story.refusedAt = at;
      console.log(JSON.stringify({ outcome, at, picture: path.join(FOLDER, `${outcome}.png`) }));
    }
    await replaceFile(path.join(FOLDER, 'customer.json'), `${JSON.stringify(story, null, 2)}\n`);
    if (!story.acceptedAt) await delay(Number(EVERY_SECONDS) * 1000, undefined, { signal }).catch(ignoreAbort);
  }
  return story;
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}

async function main(): Promise<void> {
  if (!URL.canParse(BASE_URL)) throw new Error(`BASE_URL is “${BASE_URL}”; give the shop's address, e.g. http://127.0.0.1:8080`);
  await mkdir(FOLDER, { recursive: true });
  const leaving = new AbortController();
  process.once('SIGTERM', () => leaving.abort()).once('SIGINT', () => leaving.abort());
  const browser = await chromium.launch({
    ...(DAYSHIFT_CHROMIUM && { executablePath: DAYSHIFT_CHROMIUM }),
    chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses its sandbox to root
    args: FLAGS,
    handleSIGTERM: false,
    handleSIGINT: false,
  });
  try {
    console.log(JSON.stringify(await insist(browser, leaving.signal)));
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
