// Where does the developer find what a cell left? Under names that can be read, beside the store that has it by digest.
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CellResult } from '../src/contracts/result';
import { logId } from '../src/domain/ids';
import type { EvidenceStore } from '../src/ports/evidence-store';

/** Writes a cell's files and its result below the run's folder, in a folder of the cell's own. */
export async function keepEvidence(store: EvidenceStore, folder: string, run: string, result: CellResult): Promise<void> {
  const place = path.join(folder, ...logId(run, 1, result.id).split('/').slice(2));
  await mkdir(place, { recursive: true });
  await writeFile(path.join(place, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
  for (const { name, digest } of result.evidence) {
    const file = path.resolve(place, name);
    if (!file.startsWith(`${place}${path.sep}`)) continue; // a name is only a name
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(await store.open(digest), createWriteStream(file));
  }
}
