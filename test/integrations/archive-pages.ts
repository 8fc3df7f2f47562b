// What every archive must answer when it is read page by page, whatever it keeps records in.
import type { Archive, ArchivePage } from '../../src/ports/archive';
import { aTest } from '../support/builders';
import { aRecord, withAttempts } from './a-record';

const SAME = '2026-11-22T10:00:00.000Z';
const CLOSED: [string, string, string][] = [
  ['a', '2026-11-20T10:00:00.000Z', 'storefront'], ['b', SAME, 'storefront'], ['C', SAME, 'storefront'], ['d', SAME, 'storefront'], ['e', SAME, 'checkout'], ['f', '2026-11-24T10:00:00.000Z', 'storefront'],
];

export async function keepSix(archive: Archive): Promise<void> {
  for (const row of CLOSED) await archive.save(aRecord(...row), '');
}

export async function idsOf(archive: Archive, page: ArchivePage): Promise<string[]> {
  return (await archive.list(page)).map(({ incident }) => incident.id);
}

/** Every page to the end, each begun where the one before it ended. */
export async function allPages(archive: Archive, asked: ArchivePage): Promise<string[][]> {
  const pages: string[][] = [];
  for (let page = asked; ;) {
    const records = await archive.list(page);
    const last = records.at(-1)?.incident;
    if (!last) return pages;
    pages.push(records.map(({ incident }) => incident.id));
    page = { ...asked, before: last.closedAt ?? last.openedAt, beforeId: last.id };
  }
}

/** What `keepSix` comes to: question and answer. */
export const PAGES: [string, ArchivePage, string[]][] = [
  ['all of them, newest first', { limit: 10 }, ['f', 'e', 'd', 'b', 'C', 'a']],
  ['of one service', { limit: 10, service: 'checkout' }, ['e']],
  ['of a service that has none', { limit: 10, service: 'elsewhere' }, []],
  ['since a time, that time included', { limit: 10, since: SAME }, ['f', 'e', 'd', 'b', 'C']],
  ['of one service since a time, before another', { limit: 10, service: 'storefront', since: SAME, before: '2026-11-24T10:00:00.000Z' }, ['d', 'b', 'C']],
  ['after one of several that closed at the same time', { limit: 10, before: SAME, beforeId: 'd' }, ['b', 'C', 'a']],
];

/** What is long of a record is asked for or left out; all else is there either way. */
export async function expectBriefness(archive: Archive): Promise<void> {
  const whole = withAttempts({ ...aRecord('long'), rollbacks: 2 }, [{ device: 'ipad', cases: [aTest('login')] }]);
  await archive.save(whole, '');
  expect(await archive.list({ limit: 1 })).toEqual([whole]);
  expect(await archive.list({ limit: 1, isBrief: true })).toEqual([{ ...whole, attempts: whole.attempts.map((attempt) => ({ ...attempt, stages: [] })), timeline: [] }]);
  expect((await archive.find('long'))?.record).toEqual(whole);
}
