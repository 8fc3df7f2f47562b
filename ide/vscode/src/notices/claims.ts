// Which window tells it? Whoever makes the notice's small file first; the file stays, so that it is told once for ever.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const KEPT_MS = 30 * 24 * 3600 * 1000; // what happened longer ago is on no desk any more, or was told

export interface Claims {
  /** True once for each notice, whoever asks. A folder that cannot be written holds nothing back: rather twice than never. */
  claim(notice: string): Promise<boolean>;
  clearOld(now: number): Promise<void>;
}

export interface ClaimsDeps {
  folder: string;
  onFault(error: unknown): void;
}

export function createClaims({ folder, onFault }: ClaimsDeps): Claims {
  const fileOf = (notice: string): string => join(folder, createHash('sha256').update(notice).digest('hex').slice(0, 32));

  async function claim(notice: string): Promise<boolean> {
    try {
      await mkdir(folder, { recursive: true });
      const file = await open(fileOf(notice), 'wx');
      await file.writeFile(`${notice}\n`).finally(() => file.close());
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      onFault(error);
      return true;
    }
  }

  async function clearOld(now: number): Promise<void> {
    try {
      for (const name of await readdir(folder)) {
        const file = join(folder, name);
        const { mtimeMs } = await stat(file);
        if (now - mtimeMs > KEPT_MS) await rm(file, { force: true });
      }
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') onFault(error); // none yet, or another window cleared it
    }
  }

  return { claim, clearOld };
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
