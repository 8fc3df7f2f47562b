// What every archive must find, whatever it keeps records in: by the columns of a record, and by words.
import type { Archive, ArchiveFilter } from '../../src/ports/archive';
import type { IncidentRecord } from '../../src/contracts/record';
import { aRecord } from './a-record';

type Incident = Partial<IncidentRecord['incident']>;
const of = (id: string, incident: Incident, more: Partial<IncidentRecord> = {}): IncidentRecord => {
  const record = aRecord(id, incident.closedAt ?? undefined);
  return { ...record, ...more, incident: { ...record.incident, ...incident } };
};

export async function keepFour(archive: Archive): Promise<void> {
  const maya = { to: 'maya', by: 'paula', at: '2026-11-20T09:01:00.000Z' };
  await archive.save(of('storefront.LoginRefused.0123abcd', { closedAt: '2026-11-20T10:00:00.000Z', title: 'Customers cannot log in', severity: 'critical' }, { assignment: maya }), '# The day\n\nThe e-mail was compared with its capital letters; größer geht es nicht.');
  await archive.save(of('checkout.TillSlow.89ab0123', { closedAt: '2026-11-21T10:00:00.000Z', title: 'Paying takes 30 s', service: 'checkout', cause: 'TillSlow', outcome: 'recovered-by-itself' }, { alerts: ['TillSlow', 'QueueLong'] }), '# Nothing was done');
  await archive.save(of('storefront.SearchEmpty.4567cdef', { closedAt: '2026-11-22T10:00:00.000Z', title: 'The search finds nothing: 100%', cause: 'SearchEmpty', outcome: 'cancelled' }, { assignment: null, alerts: [] }), 'it was \'planned\' & told; a\\b');
  await archive.save(of('storefront.LoginRefused.cafe0123', { closedAt: '2026-11-23T10:00:00.000Z', title: 'Again they cannot', severity: 'low' }, { assignment: maya }), '');
}

/** What `keepFour` comes to: question, and the first word after the service of each answer, newest first. */
export const SEARCHES: [string, ArchiveFilter, string[]][] = [
  ['by severity', { severity: 'critical' }, ['0123abcd']],
  ['by outcome', { outcome: 'recovered-by-itself' }, ['89ab0123']],
  ['by assignee', { assignee: 'maya' }, ['cafe0123', '0123abcd']],
  ['by the time of closing, from and to', { since: '2026-11-21T10:00:00.000Z', until: '2026-11-23T10:00:00.000Z' }, ['4567cdef', '89ab0123']],
  ['by several at once', { service: 'storefront', severity: 'high', outcome: 'cancelled' }, ['4567cdef']],
  ['by id', { ids: ['checkout.TillSlow.89ab0123', 'nowhere'] }, ['89ab0123']],
  ['by no id at all', { ids: [] }, []],
  ['by a word of the title, however it is written', { search: 'CUSTOMERS' }, ['0123abcd']],
  ['by the service', { search: 'checkout' }, ['89ab0123']],
  ['by the beginning of a cause', { search: 'login' }, ['cafe0123', '0123abcd']],
  ['by a later part of a cause', { search: 'refused' }, ['cafe0123', '0123abcd']],
  ['by the whole cause', { search: 'LoginRefused' }, ['cafe0123', '0123abcd']],
  ['by an alert that is not the cause', { search: 'QueueLong' }, ['89ab0123']],
  ['by the story', { search: 'capital letters' }, ['0123abcd']],
  ['by letters that are not ASCII', { search: 'größer' }, ['0123abcd']],
  ['by an id, pasted', { search: 'storefront.LoginRefused.cafe0123' }, ['cafe0123']],
  ['only what has every word', { search: 'customers nothing' }, []],
  ['by words and columns together', { search: 'login', severity: 'low' }, ['cafe0123']],
  ['by signs that mean something to a database', { search: '\'planned\' & (told) | !a:b\\' }, ['4567cdef']],
  ['a number with a sign', { search: '100%' }, ['4567cdef']],
  ['nothing by signs alone', { search: '\'&|!():*\\ -' }, []],
];

export async function found(archive: Archive, filter: ArchiveFilter): Promise<string[]> {
  const ids = (await archive.list({ limit: 10, ...filter })).map(({ incident }) => incident.id.split('.').at(-1) ?? '');
  expect(await archive.count(filter)).toBe(ids.length);
  return ids;
}
