// How does a terminal say what a check came to? A line for each cell, and one for each fault that a problem matcher takes to its line.
import path from 'node:path';
import { span } from '../../../../client/progress-words';
import { plain } from '../logs/write-log';
import type { LocalEnd } from './run-command';

const MARKS = { passed: '\u001b[32m✓', failed: '\u001b[31m✗', errored: '\u001b[31m!', inconclusive: '\u001b[33m?' } as const;
const RESET = '\u001b[0m';

/** The problem matcher `$dayshift` of the manifest reads the faults: `file:line: error: what`, warning for what production has too. */
export function linesOfEnd(end: LocalEnd, folder: string): string[] {
  return [
    '',
    ...end.results.map(({ id, verdict, seconds, reason, flaky }) => `${MARKS[verdict]} ${verdict}${RESET} ${plain(id)} ${span(seconds * 1000)} ${plain(flaky?.length ? `flaky: ${reason}` : reason)}`),
    ...end.notRun.map(({ id, why }) => `- not run ${plain(id)} ${plain(why)}`),
    ...(end.faults.length > 0 ? [''] : []), ...end.faults.map((fault) => faultLine(fault, folder)),
    ...(end.more > 0 ? [`and ${end.more} more`] : []),
    ...[...end.differs, ...end.notes].map(plain),
    '', `evidence: ${plain(end.folder)}`,
  ];
}

function faultLine({ file, line, what, isNew, cell }: LocalEnd['faults'][number], folder: string): string {
  const words = `${isNew === false ? 'warning' : 'error'}: ${plain(what)}`;
  return file === undefined ? `${plain(cell)}: ${words}` : `${path.join(folder, plain(file))}:${line ?? 1}: ${words}`;
}
