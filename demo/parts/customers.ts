// The demo's customers: their two processes, as they are started from the compiled sources.
import path from 'node:path';
import type { Part } from '../../machine/supervisor';

/** In the state folder: how each visit of the many customers ended. */
export const VISITS_FILE = 'customers.jsonl';

const DIST = path.join(__dirname, '..', '..');

/** The customers: many over HTTP, one in a browser. */
export function customerParts({ shop, folder, chromium, dist = DIST }: { shop: string; folder: string; chromium: string; dist?: string }): Part[] {
  const at = (file: string): string[] => [path.join(dist, 'demo', 'traffic', `${file}.js`)];
  return [
    { name: 'customers', command: process.execPath, args: at('traffic'), env: { BASE_URL: shop, SUMMARY_FILE: path.join(folder, 'customers.json'), VISITS_FILE: path.join(folder, VISITS_FILE) } },
    { name: 'customer-in-a-browser', command: process.execPath, args: at('browser-customer'), env: { BASE_URL: shop, FOLDER: path.join(folder, 'customer'), DAYSHIFT_CHROMIUM: chromium }, once: true },
  ];
}
