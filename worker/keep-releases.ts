// What starts a release again whose process has died, at once and after the machine itself was restarted? A look at the files and the processes, many times a second.
import { setTimeout as wait } from 'node:timers/promises';
import { listPlaces, type Place } from '../integrations/processes/deployer-place';
import { isUp, startAgain, type Wanted, wantedIn } from '../integrations/processes/deployer-revive';
import { mask } from '../src/errors';
import { pauseBeforeMs, type Starts } from './restart-pause';

const LOOK_MS = 100;

export interface KeepOrder {
  folder: string; // the process deployer's
  ports: { from: number; to: number };
  signal: AbortSignal;
  say: (line: string) => void; // what was started again, and what does not come up
  graceSeconds?: number; // from SIGTERM to SIGKILL, for what is left of the one before; default 10
}

function reasonOf(error: unknown): string {
  return mask(error instanceof Error ? error.message : String(error));
}

function nameOf({ place, role, release }: Wanted): string {
  return `the ${role} release ${release.id} of ${place.service} in ${place.environment}`;
}

/** Keeps every release up that has traffic, or is kept to go back to, until the signal. Several may keep one folder. Resolves when nothing of its own is under way. */
export async function keepReleases({ folder, ports, signal, say, graceSeconds = 10 }: KeepOrder): Promise<void> {
  const starts = new Map<string, Starts>();
  const underWay = new Map<string, Promise<void>>();
  const faults = new Map<string, string>(); // which releases -> why they cannot be looked after

  async function start(key: string, wanted: Wanted): Promise<void> {
    const before = starts.get(key);
    try {
      if (await startAgain(wanted, { folder, ports, graceSeconds }) !== 'started') return;
      say(`${nameOf(wanted)} had ended and is started again`);
    } catch (error) {
      say(`${nameOf(wanted)} cannot be started again: ${reasonOf(error)}`);
    }
    starts.set(key, { count: (before?.count ?? 0) + 1, lastMs: performance.now() });
  }

  async function look(place: Place): Promise<void> {
    for (const wanted of await wantedIn(place)) {
      const key = `${wanted.place.folder} ${wanted.release.id}`;
      if (isUp(wanted) || underWay.has(key)) continue;
      const pause = pauseBeforeMs(starts.get(key), performance.now());
      if (pause === 'forget') starts.delete(key);
      if (typeof pause === 'number' && pause > 0) continue;
      underWay.set(key, start(key, wanted).finally(() => underWay.delete(key)));
    }
  }

  /** What is wrong is said once, until it is right again or something else is wrong. */
  async function orSay(which: string, action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
      faults.delete(which);
    } catch (error) {
      const found = reasonOf(error);
      if (found !== faults.get(which)) say(`the releases ${which} cannot be looked after: ${found}`);
      faults.set(which, found);
    }
  }

  /** A place that cannot be read is no reason to leave the others alone. */
  async function lookEverywhere(): Promise<void> {
    const places = await listPlaces(folder);
    await Promise.all(places.map((place) => orSay(`of ${place.service} in ${place.environment}`, () => look(place))));
  }

  while (!signal.aborted) {
    await orSay(`in ${folder}`, lookEverywhere);
    await wait(LOOK_MS, undefined, { signal }).catch(() => undefined); // the signal ends the pause, and with it the loop
  }
  await Promise.all(underWay.values());
}
