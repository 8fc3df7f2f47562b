// How is a page of the archive asked for? By the conditions that are given and no others, so that each finds its index.
import type { ArchivePage } from '../../src/ports/archive';

/** Their parts are left out by the database: what is not sent need not be read and checked. */
const BRIEF = `record - 'attempts' - 'timeline' || '{"attempts": [], "timeline": []}' as record`;

/** The query and its values. Ids are compared byte by byte, as everywhere outside of the database. */
export function askForPage({ limit, before, beforeId, since, service, workflowId, isBrief }: ArchivePage): [string, unknown[]] {
  const values: unknown[] = [limit];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const conditions = [
    ...(before === undefined ? [] : [beforeId === undefined ? `closed_at < ${value(before)}` : afterPage(value(before), value(beforeId))]),
    ...(since === undefined ? [] : [`closed_at >= ${value(since)}`]),
    ...(service === undefined ? [] : [`service = ${value(service)}`]),
    ...(workflowId === undefined ? [] : [`record #>> '{incident,workflowId}' = ${value(workflowId)}`]),
  ];
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  return [`select ${isBrief ? BRIEF : 'record'}, '' as story from dayshift_archive ${where} order by closed_at desc, id collate "C" desc limit $1`, values];
}

/** The first condition is for the index, the second for those that closed at the same time. */
function afterPage(before: string, id: string): string {
  return `closed_at <= ${before} and (closed_at < ${before} or id collate "C" < ${id})`;
}
