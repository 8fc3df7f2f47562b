// How does a file of a clone come into the editor? At its line, and only when it lies in the clone and is there.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Position, Range, Uri, window } from 'vscode';
import { insideClone, openable, suspectedFiles } from '../../../../clone/suspected-files';
import type { Suspected } from '../../../../clone/suspected-files';
import type { IncidentView } from '../../../../src/contracts/incident';

/** The first one has the focus; answers how many were opened. */
export async function openSuspected(view: IncidentView, folder: string): Promise<number> {
  const files = await openable(suspectedFiles(view), async (file) => stat(path.join(folder, file)).then((found) => found.isFile(), () => false));
  for (const file of [...files].reverse()) await openAt(folder, file, { preserveFocus: file !== files[0] });
  return files.length;
}

/** Throws, in words, when it is not there. */
export async function openAt(folder: string, { path: file, line }: Pick<Suspected, 'path' | 'line'>, { preserveFocus = false } = {}): Promise<void> {
  const inside = insideClone(file);
  if (inside === undefined) throw new Error(`${file} does not lie in the clone.`);
  const whole = path.join(folder, inside);
  if (!await stat(whole).then((found) => found.isFile(), () => false)) throw new Error(`${inside} is not in ${folder} as it is checked out now. Start the fix, or pull.`);
  const place = line === undefined ? undefined : new Position(Math.max(0, line - 1), 0);
  await window.showTextDocument(Uri.file(whole), { preview: false, preserveFocus, ...(place ? { selection: new Range(place, place) } : {}) });
}
