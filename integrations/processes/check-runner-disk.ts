// How large have a run's folders grown? Counted by `du`, which follows no links and counts a file with two names once.
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { DayshiftError } from '../../src/errors';

export interface DiskMeter {
  passed: Promise<void>; // the limit; rejects when the folders cannot be counted
  stop(): void;
}

const EVERY_MILLISECONDS = 250;
const SHARE_OF_TIME = 0.05; // of a core, for folders so large that counting them takes long
const KIBIBYTE = 1024;
const MOST_SAID = 16 * KIBIBYTE * KIBIBYTE; // a line for each file that it could not look at

function tooWeak(reason: string, cause: unknown): DayshiftError {
  return new DayshiftError('box-too-weak', { what: 'a limit on disk', reason: `\`du\` does not tell the size of the folders: ${reason}` }, { cause });
}

/** Bytes that the folders take up on their disk. Files may come and go meanwhile. */
export function diskUseOf(folders: readonly string[], signal?: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    execFile('du', ['-s', '-k', '-x', '--', ...folders], { signal, maxBuffer: MOST_SAID, env: { ...process.env, LC_ALL: 'C' } }, (error, out, said) => {
      const sizes = out.split('\n').flatMap((line) => /^(\d+)\t/.exec(line)?.[1] ?? []);
      const known = sizes.length === folders.length; // also with exit code 1: a file went away while it was counted
      if (known) resolve(sizes.reduce((sum, size) => sum + Number(size) * KIBIBYTE, 0));
      else reject(tooWeak(said.trim().split('\n')[0] || (error?.message ?? 'it said nothing'), error));
    });
  });
}

/** Begins at once. */
export function watchDisk(folders: readonly string[], limitBytes: number): DiskMeter {
  const stopped = new AbortController();

  async function watch(): Promise<void> {
    for (;;) {
      const before = performance.now();
      if (await diskUseOf(folders, stopped.signal) > limitBytes) return;
      await sleep(Math.max(EVERY_MILLISECONDS, (performance.now() - before) / SHARE_OF_TIME), undefined, { signal: stopped.signal });
    }
  }
  const passed = new Promise<void>((resolve, reject) => {
    watch().then(resolve, (error: unknown) => { if (!stopped.signal.aborted) reject(error instanceof Error ? error : new Error(String(error))); });
  });
  passed.catch(() => undefined); // heard where it is awaited
  return { passed, stop: () => stopped.abort() };
}
