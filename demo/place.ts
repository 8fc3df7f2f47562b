// Where does a demo keep its state, and at which ports does it answer? One folder, held by one run at a time.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hold, holderOf } from '../machine/hold';

export interface Place {
  folder: string; // absolute
  release(): void;
}

export interface PlaceOrder {
  fresh: boolean; // it is emptied first
  untouched?: boolean; // nobody may have played in it; throws when somebody did
}

/** Takes the folder, or, when a live run holds it, the next one beside it: two days may run at once. */
export function takePlace(wanted: string, { fresh, untouched = false }: PlaceOrder): Place {
  for (let number = 1; number < 100; number += 1) {
    const folder = path.resolve(number === 1 ? wanted : `${wanted}-${number}`);
    if (holderOf(folder)) continue;
    if (fresh) rmSync(folder, { recursive: true, force: true });
    if (untouched && existsSync(folder) && readdirSync(folder).length > 0) {
      throw new Error(`${folder} is not empty, and a release that an earlier day sent back stays barred there: add --fresh to empty it, or give another with --state.`);
    }
    const release = hold(folder);
    if (release) return { folder, release };
  }
  throw new Error(`Every folder from ${wanted} on is in use: end a running day, or give another with --state.`);
}

export const PORTS = ['api', 'temporal', 'temporalUi', 'storefront', 'postgres', 'prometheus', 'alertmanager', 'envoyAdmin'] as const;
export type PortName = (typeof PORTS)[number];
export type Ports = Record<PortName, number>;
