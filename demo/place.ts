// Where does a demo keep its state, and at which ports does it answer? One folder, held by one run at a time.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identify, isRunning, type ProcessIdentity } from '../integrations/process-identity';

export interface Place {
  folder: string; // absolute
  release(): void;
}

function holderOf(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined; // no file, or a run was killed while it wrote: nobody holds it
  }
}

export interface PlaceOrder {
  fresh: boolean; // it is emptied first
  untouched?: boolean; // nobody may have played in it; throws when somebody did
}

/** Takes the folder, or, when a live run holds it, the next one beside it: two days may run at once. */
export function takePlace(wanted: string, { fresh, untouched = false }: PlaceOrder): Place {
  for (let number = 1; number < 100; number += 1) {
    const folder = path.resolve(number === 1 ? wanted : `${wanted}-${number}`);
    const file = path.join(folder, 'held-by.json');
    const holder = holderOf(file);
    if (holder && isRunning(holder)) continue;
    if (fresh) rmSync(folder, { recursive: true, force: true });
    if (untouched && existsSync(folder) && readdirSync(folder).length > 0) {
      throw new Error(`${folder} is not empty, and a release that an earlier day sent back stays barred there: add --fresh to empty it, or give another with --state.`);
    }
    mkdirSync(folder, { recursive: true });
    rmSync(file, { force: true });
    try {
      writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue; // another run was quicker
      throw error;
    }
    return { folder, release: () => rmSync(file, { force: true }) };
  }
  throw new Error(`Every folder from ${wanted} on is in use: end a running day, or give another with --state.`);
}

export const PORTS = ['api', 'temporal', 'temporalUi', 'storefront', 'postgres', 'prometheus', 'alertmanager', 'envoyAdmin'] as const;
export type PortName = (typeof PORTS)[number];
export type Ports = Record<PortName, number>;
