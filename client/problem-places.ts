// Where does a problem stand that has no line of its own? At its check in the pipeline file, read line by line, so that a file half written serves too.

export const PIPELINE_FILE = '.dayshift/pipeline.yaml';

/** What is known of the clone: the pipeline file's text, and whether a file is there. Absent: not known. */
export interface Places { pipeline?: string; has?: (file: string) => boolean }

export interface Place { file: string; line: number; isPlaced: boolean }

/** Whether a path names a file below the checkout's root: what a report says is not to be trusted. */
export function isInside(file: string): boolean {
  if (file === '' || /^[/\\]|^[a-z][a-z0-9+.-]*:|\0/i.test(file)) return false;
  return !file.split(/[/\\]/).includes('..');
}

/** The place that a report names; without a line only when the file is known to be there. Undefined: it names none. */
export function placeNamed(file: string | undefined, line: number | undefined, { has }: Places): Place | undefined {
  if (file === undefined || !isInside(file)) return undefined;
  if (line !== undefined && line >= 1) return { file, line, isPlaced: true };
  return has?.(file) ? { file, line: 1, isPlaced: true } : undefined;
}

/** The line of a check's name, or below it of the words that are asked for, e.g. a metric; the first line when the file does not tell. */
export function placeOfCheck({ pipeline }: Places, stage: string, check: string, words?: string): Place {
  const lines = pipeline?.split(/\r?\n/) ?? [];
  const from = Math.max(0, lines.findIndex((line) => keyOf(line) === stage));
  const at = lines.findIndex((line, index) => index >= from && namesCheck(line, check));
  if (at < 0) return { file: PIPELINE_FILE, line: 1, isPlaced: false };
  const next = lines.findIndex((line, index) => index > at && /(^|[\s{,-])name:\s/.test(line));
  const own = words === undefined ? -1 : lines.findIndex((line, index) => index >= at && (next < 0 || index < next) && line.includes(words));
  return { file: PIPELINE_FILE, line: (own < 0 ? at : own) + 1, isPlaced: false };
}

/** The line of a key at the top of the file. */
export function placeOfKey({ pipeline }: Places, key: string): Place {
  const at = pipeline?.split(/\r?\n/).findIndex((line) => line.startsWith(`${key}:`)) ?? -1;
  return { file: PIPELINE_FILE, line: Math.max(at, 0) + 1, isPlaced: false };
}

function keyOf(line: string): string | undefined {
  return /^\s+["']?([a-z][a-z0-9-]*)["']?:/.exec(line)?.[1];
}

function namesCheck(line: string, check: string): boolean {
  return /(?:^|[\s{,-])name:\s*["']?([a-z0-9-]+)["']?\s*(?:[,}#]|$)/.exec(line)?.[1] === check;
}
