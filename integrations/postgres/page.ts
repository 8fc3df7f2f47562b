// How is a page of the archive asked for? By the conditions that are given and no others, so that each finds its index.
import type { ArchiveFilter, ArchivePage } from '../../src/ports/archive';
import { wordsQuery } from './search';

/** What is nearly all of a record is left out by the database: what is not sent need not be read and checked. */
const BRIEF = `record || jsonb_build_object('timeline', '[]'::jsonb, 'attempts', coalesce(
  (select jsonb_agg(attempt || '{"stages": []}' order by nth) from jsonb_path_query(record, 'lax $.attempts[*]') with ordinality a (attempt, nth)), '[]'::jsonb)) as record`;

type Value = (given: unknown) => string;

/** The query and its values. Ids are compared byte by byte, as everywhere outside of the database. */
export function askForPage({ limit, before, beforeId, isBrief, ...filter }: ArchivePage): [string, unknown[]] {
  const values: unknown[] = [limit];
  const value: Value = (given) => `$${values.push(given)}`;
  const conditions = [
    ...(before === undefined ? [] : [beforeId === undefined ? `closed_at < ${value(before)}` : afterPage(value(before), value(beforeId))]),
    ...conditionsOf(filter, value),
  ];
  return [`select ${isBrief ? BRIEF : 'record'}, '' as story from dayshift_archive ${where(conditions)} order by closed_at desc, id collate "C" desc limit $1`, values];
}

export function askForCount(filter: ArchiveFilter): [string, unknown[]] {
  const values: unknown[] = [];
  const conditions = conditionsOf(filter, (given) => `$${values.push(given)}`);
  return [`select count(*)::int as count from dayshift_archive ${where(conditions)}`, values];
}

function conditionsOf({ since, until, service, workflowId, severity, outcome, assignee, search, ids }: ArchiveFilter, value: Value): string[] {
  const words = search === undefined ? undefined : wordsQuery(search);
  return [
    ...(since === undefined ? [] : [`closed_at >= ${value(since)}`]),
    ...(until === undefined ? [] : [`closed_at < ${value(until)}`]),
    ...(service === undefined ? [] : [`service = ${value(service)}`]),
    ...(workflowId === undefined ? [] : [`record #>> '{incident,workflowId}' = ${value(workflowId)}`]),
    ...(severity === undefined ? [] : [`severity = ${value(severity)}`]),
    ...(outcome === undefined ? [] : [`outcome = ${value(outcome)}`]),
    ...(assignee === undefined ? [] : [`assignee = ${value(assignee)}`]),
    ...(search === undefined ? [] : [words === undefined ? 'false' : `words @@ to_tsquery('simple', ${value(words)})`]),
    ...(ids === undefined ? [] : [`id = any(${value(ids)})`]),
  ];
}

function where(conditions: string[]): string {
  return conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
}

/** The first condition is for the index, the second for those that closed at the same time. */
function afterPage(before: string, id: string): string {
  return `closed_at <= ${before} and (closed_at < ${before} or id collate "C" < ${id})`;
}
