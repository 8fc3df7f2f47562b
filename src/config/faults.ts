// What is wrong with a file? All of it at once: the line, the place, what was found there, and what to write instead.
import { DayshiftError } from '../errors';

export type Path = readonly (string | number)[];
export interface Fault {
  path: Path;
  found: string;
  write: string;
  whole?: true; // says all there is to say of the place: what is wrong within is not told
}
export interface PlacedFault extends Fault { line: number }

/** `stages.functional.checks[0].name`; the file itself is `(file)`. */
export function writePath(path: Path): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return text.replace(/^\./, '') || '(file)';
}

/** One line per fault, by the file's order; the same place is named once for the same advice. */
export function writeFaults(faults: readonly PlacedFault[]): string[] {
  const sorted = [...faults].sort((a, b) => a.line - b.line);
  return [...new Set(sorted.map(({ line, path, found, write }) => `line ${line}: ${writePath(path)}: found ${found}; write ${write} instead`))];
}

/** Throws DayshiftError `file-faults` when there is any. */
export function throwFaults(file: string, faults: readonly PlacedFault[]): void {
  if (faults.length === 0) return;
  const lines = writeFaults(faults);
  throw new DayshiftError('file-faults', { file, count: lines.length, faults: lines.join('\n') });
}
