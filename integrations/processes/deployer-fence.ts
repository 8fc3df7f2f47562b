// Was the lane given to somebody else meanwhile? The highest grant that was seen here is kept; a lower one comes too late.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DayshiftError } from '../../src/errors';
import { replaceFile } from '../replace-file';
import type { Place } from './deployer-place';

const FenceFile = z.object({ highest: z.number() });

function fileOf(place: Place): string {
  return join(place.folder, 'fence.json');
}

/** A file that cannot be read is an error: it is never taken for "no grant was seen". */
async function readFence(place: Place): Promise<number | undefined> {
  try {
    return FenceFile.parse(JSON.parse(await readFile(fileOf(place), 'utf8'))).highest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new DayshiftError('unreachable', { what: 'The file of the highest grant', reason: `${fileOf(place)} cannot be read` }, { cause: error });
  }
}

/** Call it with the place's lock, before anything is done. Throws `fence-passed`; an order without a grant is let through. */
export async function passFence(place: Place, fence: number | undefined): Promise<void> {
  if (fence === undefined) return;
  const seen = await readFence(place);
  if (seen !== undefined && fence < seen) throw new DayshiftError('fence-passed', { environment: place.environment, fence, seen });
  if (seen === undefined || fence > seen) await replaceFile(fileOf(place), `${JSON.stringify({ highest: fence })}\n`);
}
