// Who uses a folder of state? One program at a time, known by its process id and start; one that was killed holds nothing.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identify, isRunning, type ProcessIdentity } from '../integrations/process-identity';

const FILE = 'held-by.json';

/** Whose it is: a process that runs; undefined when nobody's. */
export function holderOf(folder: string): ProcessIdentity | undefined {
  try {
    const holder = JSON.parse(readFileSync(path.join(folder, FILE), 'utf8')) as ProcessIdentity;
    return isRunning(holder) ? holder : undefined;
  } catch {
    return undefined; // no file, or a run was killed while it wrote: nobody holds it
  }
}

/** Takes the folder, making it when there is none; answers what gives it back, or undefined when somebody else was quicker. */
export function hold(folder: string): (() => void) | undefined {
  const file = path.join(folder, FILE);
  if (holderOf(folder)) return undefined;
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  try {
    writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
  return () => rmSync(file, { force: true });
}
