// What becomes of the audit while its store is away? Entries wait here, in order and with their own times; an incident's day goes on.
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { DayshiftError, mask } from '../../src/errors';
import type { AuditEntry } from '../../src/contracts/access';
import type { AuditLog } from '../../src/ports/audit-log';

type NewEntry = Omit<AuditEntry, 'seq'>;

const MOST_WAITING = 10_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const LEAVE_WITHIN_MS = 5000;

export interface AuditQueue extends AuditLog {
  /** How many entries wait for the store. */
  waiting(): number;
  /** Resolves when nothing waits any more, or after the time; what still waits then is in the log only. */
  drained(mostMs?: number): Promise<void>;
}

export interface AuditQueueOptions { logger: Logger; most?: number; pause?: (milliseconds: number) => Promise<unknown> }

/** `append` never waits for the store and never fails; what does not fit any more is told in the log and, when it can be written again, in the audit itself. */
export function createAuditQueue(log: AuditLog, { logger, most = MOST_WAITING, pause = (milliseconds) => delay(milliseconds, undefined, { ref: false }) }: AuditQueueOptions): AuditQueue {
  const waiting: NewEntry[] = [];
  let lost = 0;
  let writing: Promise<void> | undefined;

  async function append(entry: NewEntry): Promise<void> {
    if (waiting.length >= most) {
      lost += 1;
      logger.error({ audit: entry, lost }, 'the audit is full: this entry is only here');
      return;
    }
    waiting.push(entry);
    writing ??= write().finally(() => { writing = undefined; });
    await Promise.resolve();
  }

  async function write(): Promise<void> {
    for (let pauseMs = FIRST_PAUSE_MS; waiting.length > 0;) {
      const [entry] = waiting;
      if (!entry) return;
      try {
        await log.append(entry);
        waiting.shift();
        pauseMs = FIRST_PAUSE_MS;
        tellLost(entry);
      } catch (error) {
        const isAway = error instanceof DayshiftError && error.code === 'unreachable';
        logger.warn({ reason: mask(String(error)), waiting: waiting.length, ...(isAway ? {} : { audit: entry }) }, isAway ? 'the audit waits for its store' : 'an entry of the audit is refused by its store: it is only here');
        if (!isAway) waiting.shift(); // it would be refused again, and hold up the others
        if (isAway) await pause(pauseMs);
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
    }
  }

  /** After the first that was written again: the audit says itself that it has a gap. */
  function tellLost({ at }: NewEntry): void {
    if (lost === 0 || waiting.length >= most) return;
    waiting.push({ at, who: 'dayshift', action: 'loseAudit', target: '', outcome: 'failed', status: 500, why: `${lost} entries are only in the log`, address: '' });
    lost = 0;
  }

  async function drained(mostMs = LEAVE_WITHIN_MS): Promise<void> {
    const leaving = new AbortController();
    const patience = delay(mostMs, undefined, { signal: leaving.signal }).then(() => true, () => false);
    const done = (async () => { while (writing) await writing; return false; })();
    const isOver = await Promise.race([done, patience]);
    leaving.abort();
    if (isOver) logger.error({ waiting: waiting.length }, 'the audit was left while entries waited: they are only in the log');
  }

  return { append, drained, waiting: () => waiting.length, list: (page) => log.list(page) };
}
