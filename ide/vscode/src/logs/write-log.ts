// What does a terminal show of a log, from its opening line to the verdict? Read no faster than an editor draws, kept no longer than a line.
import { createLogText } from './log-text';
import { findTail } from './find-tail';
import { readLog, wait } from './read-log';
import type { LogSource } from './read-log';

export interface Shown { log: string; dashboard: string | undefined }
export interface Ending { over: AbortSignal; end: () => string | undefined; verdict: () => string | undefined }

const TAIL_BYTES = 2 * 1024 * 1024;
const AT_ONCE = 128 * 1024; // characters; the editor's terminals tell nobody that they are behind, so that each piece is given its time
const DRAWING_MS = 25;
const FAINT = '\u001b[2m';
const BOLD = '\u001b[1m';
const RESET = '\u001b[0m';
const COLOURS: Record<string, string> = { passed: '\u001b[32m', failed: '\u001b[31m', errored: '\u001b[31m', inconclusive: '\u001b[33m', cancelled: FAINT };
const MARKS: Record<string, string> = { passed: '✓', failed: '✗', errored: '!', inconclusive: '?', cancelled: '-' };

/** Ends with the verdict's line, or when the signal aborts. A fault is written where the log would be. */
export async function writeLog(source: LogSource, { log, dashboard }: Shown, { over, end, verdict }: Ending, write: (text: string) => void, signal: AbortSignal): Promise<void> {
  try {
    const { from, skipped } = await findTail(source, log, TAIL_BYTES);
    if (skipped > 0) write(`${FAINT}The first ${megabytes(skipped)} are not shown here.${dashboard ? ` The whole log is at ${dashboard}` : ''}${RESET}\r\n`);
    const text = createLogText({ fromMiddle: skipped > 0 });
    let isLost = false;
    let sinceDrawn = 0;
    let empty = skipped === 0;
    for await (const written of readLog(source, log, { from, over, signal })) {
      if (written.kind === 'lost') {
        if (!isLost) write(`${FAINT}… the connection broke (${plain(written.reason)}); it goes on here as soon as dayshift answers${RESET}\r\n`);
        isLost = true;
        continue;
      }
      isLost = false;
      empty = false;
      const shown = text.add(written.piece.text);
      for (let at = 0; at < shown.length && !signal.aborted; at += AT_ONCE) {
        write(shown.slice(at, at + AT_ONCE));
        sinceDrawn += AT_ONCE;
        if (shown.length > AT_ONCE || sinceDrawn > 8 * AT_ONCE) await wait(DRAWING_MS, signal).then(() => { sinceDrawn = 0; });
      }
    }
    if (signal.aborted) return;
    write(text.end());
    if (empty) write(`${FAINT}Nothing was written.${RESET}\r\n`);
    write(verdictOf(verdict(), end()));
  } catch (error) {
    if (!signal.aborted) write(`\u001b[31m! ${plain(error instanceof Error ? error.message : String(error))}${RESET}\r\n`);
  }
}

function verdictOf(verdict: string | undefined, end: string | undefined): string {
  const words = plain(end ?? verdict ?? 'it is over');
  return `\r\n${BOLD}${COLOURS[verdict ?? ''] ?? ''}${MARKS[verdict ?? ''] ?? '·'} ${words}${RESET}\r\n`;
}

/** Words of others, in one line that does nothing to a terminal. */
export function plain(text: string): string {
  return text.replace(/\u001b\[[0-?]*[ -/]*[@-~]/g, '').replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000).toLocaleString('en-US')} MB`;
}
