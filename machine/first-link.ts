// Which address is to be opened? The one that the API left beside its state: it signs the first administrator in, once.
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FIRST_LINK_FILE } from '../src/config/home';

const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 50;

/** Before the API starts: what an earlier one left opens nothing here any more. */
export async function forgetFirstLink(home: string): Promise<void> {
  await rm(path.join(home, FIRST_LINK_FILE), { force: true });
}

/** Waits until the API has left it; without one the plain address is as good for reading. */
export async function readFirstLink(home: string, address: string): Promise<string> {
  const file = path.join(home, FIRST_LINK_FILE);
  for (const end = Date.now() + WAIT_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
    const link = await readFile(file, 'utf8').catch(() => undefined);
    if (link !== undefined) return link.trim();
  }
  return address;
}
