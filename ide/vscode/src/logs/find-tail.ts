// Where does the tail of a large log begin? Felt out by a dozen short reads: its length is not told, and 100 MB are not read for the last two.
import type { LogSource } from './read-log';

export interface Tail { from: number; skipped: number } // bytes

/** The last `most` to twice `most` bytes; all of a log that is not longer than that. */
export async function findTail(source: Pick<LogSource, 'log'>, id: string, most: number): Promise<Tail> {
  const reaches = async (offset: number): Promise<boolean> => (await source.log(id, offset)).text !== '';
  if (!await reaches(2 * most)) return { from: 0, skipped: 0 };
  let inside = 2 * most;
  let outside = 4 * most;
  while (await reaches(outside)) [inside, outside] = [outside, outside * 2];
  while (outside - inside > most) {
    const middle = Math.floor((inside + outside) / 2);
    if (await reaches(middle)) inside = middle;
    else outside = middle;
  }
  const from = inside - most;
  return { from, skipped: from };
}
