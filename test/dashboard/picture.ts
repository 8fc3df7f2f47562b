// Where are pictures of the pages kept? In a folder of the run that no commit takes, so that people can look at what was tested.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = join(__dirname, '../../test-results/dashboard');

/** `whole`: with what lies below the fold. */
export async function keepPicture(page: Page, name: string, whole = true): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const shoot = () => page.screenshot({ path: join(FOLDER, `${name.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}.png`), fullPage: whole });
  await shoot().catch(shoot).catch(shoot); // a busy browser may lack the memory for a large one at first
}
