// What does the calendar's address answer? Asked at most every few minutes; when it is silent, the copy from before with a word.
import { DayshiftError, mask } from '../../src/errors';
import { askOk } from '../http';
import { readCalendar, type Calendar } from './calendar';

const FRESH_MS = 5 * 60_000;
const AGAIN_AFTER_MS = 30_000; // a calendar that is down is not asked at every question
const LARGEST_CHARACTERS = 5 * 1024 * 1024;

/** `stale`: why the copy is older than it should be. */
export interface Copy { calendar: Calendar; readAt: Date; stale?: string }
export interface CalendarSource {
  /** Throws `unreachable` when it cannot be read and there is no copy. */
  read(): Promise<Copy>;
}

export interface SourceOptions { name: string; url: string; zone?: string; now?: () => Date }

export function createCalendarSource({ name, url, zone, now = () => new Date() }: SourceOptions): CalendarSource {
  const what = `the calendar ${name}`;
  let copy: { text: string; calendar: Calendar; readAt: Date } | undefined;
  let failed: { at: Date; error: unknown } | undefined;
  let asking: Promise<Copy> | undefined;

  async function fetchCopy(): Promise<Copy> {
    try {
      const { text } = await askOk({ what, url: url.replace(/^webcal:/i, 'https:'), headers: { accept: 'text/calendar' }, secrets: [url] });
      if (text.length > LARGEST_CHARACTERS) throw new DayshiftError('unreachable', { what, reason: `it is longer than ${LARGEST_CHARACTERS} characters` });
      const calendar = copy?.text === text ? copy.calendar : await readCalendar(what, text, zone);
      copy = { text, calendar, readAt: now() };
      failed = undefined;
      return copy;
    } catch (error) {
      failed = { at: now(), error };
      return fallBack(error);
    }
  }

  function fallBack(error: unknown): Copy {
    if (!copy) throw error;
    return { ...copy, stale: mask(error instanceof Error ? error.message : String(error), [url]) };
  }

  return {
    async read() {
      const time = now().getTime();
      if (copy && time - copy.readAt.getTime() < FRESH_MS) return copy;
      if (failed && time - failed.at.getTime() < AGAIN_AFTER_MS) return fallBack(failed.error);
      asking ??= fetchCopy().finally(() => { asking = undefined; });
      return asking;
    },
  };
}
