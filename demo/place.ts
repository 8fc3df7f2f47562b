// Where does a demo keep its state, and at which ports does it answer? One folder, held by one run at a time.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Takes the folder, or, when a live run holds it, the next one beside it: two days may run at once. `fresh` empties it. */
export function takePlace(wanted: string, fresh: boolean): Place {
  for (let number = 1; number < 100; number += 1) {
    const folder = path.resolve(number === 1 ? wanted : `${wanted}-${number}`);
    const file = path.join(folder, 'held-by.json');
    const holder = holderOf(file);
    if (holder && isRunning(holder)) continue;
    if (fresh) rmSync(folder, { recursive: true, force: true });
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
