// How did the cells of a service fare, and what did they find? One row for each cell that ran, which the database itself derives from the record.
import { z } from 'zod';
import { CellWeek, FreshRun, GivenQuarantine, type ServiceHistory } from '../../src/contracts/history';
import type { ServiceHistoryQuestion } from '../../src/ports/archive';

/** The records stay the only source, as with the tests: a trigger derives the rows. Paths are lax: what a record lacks gives no row. */
export const CELL_HISTORY_STEP = `
  create function dayshift_count(value jsonb) returns int language sql immutable as $$
    select case jsonb_typeof(value) when 'number' then (value #>> '{}')::numeric::int end
  $$;
  create function dayshift_cell_runs(record jsonb) returns table (begun text, attempt int, stage text, "check" text, point jsonb, verdict text, ran int, failed int, flaked int, findings jsonb, place bigint) language sql immutable as $$
    with record_of as materialized (
      select record as whole, coalesce(record #>> '{incident,closedAt}', record #>> '{incident,openedAt}') as ended,
        jsonb_path_query_array(record, 'lax $.timeline[*] ? (@.kind == "attemptStarted").at') as begun
    )
    select coalesce(r.begun ->> (a.nth - 1)::int, r.ended), dayshift_count(a.attempt -> 'number'), s.stage ->> 'stage', left(l.cell ->> 'check', 500), coalesce(l.cell -> 'point', '{}'), l.cell ->> 'verdict',
      coalesce(dayshift_count(l.cell #> '{tests,total}') - dayshift_count(l.cell #> '{tests,skipped}'), 0), coalesce(dayshift_count(l.cell #> '{tests,failed}'), 0),
      jsonb_array_length(jsonb_path_query_array(l.cell, 'lax $.tests.cases[*] ? (@.flaky == true && @.status != "failed")')),
      case jsonb_typeof(l.cell -> 'findings') when 'object' then l.cell -> 'findings' end, row_number() over (order by a.nth, s.nth, l.nth)
    from record_of r, jsonb_path_query(r.whole, 'lax $.attempts[*]') with ordinality a (attempt, nth),
      jsonb_path_query(a.attempt, 'lax $.stages[*]') with ordinality s (stage, nth),
      jsonb_path_query(s.stage, 'lax $.cells[*]') with ordinality l (cell, nth)
    where l.cell ->> 'verdict' <> 'not-run'
  $$;
  create table dayshift_archive_cells (
    incident text not null, service text not null, at timestamptz not null, place bigint not null, attempt int not null, stage text not null, "check" text not null, point jsonb not null,
    verdict text not null, ran int not null, failed int not null, flaked int not null, fresh int, known int, suppressed int, gone int
  );
  create index dayshift_archive_cells_by_incident on dayshift_archive_cells (incident);
  create index dayshift_archive_cells_by_service on dayshift_archive_cells (service, at desc);
  create index dayshift_archive_cells_fresh on dayshift_archive_cells (service, at desc) where fresh > 0;
  create table dayshift_archive_quarantines (incident text not null, service text not null, review text not null, "by" text not null, at text not null, quarantine jsonb not null);
  create index dayshift_archive_quarantines_by_incident on dayshift_archive_quarantines (incident);
  create index dayshift_archive_quarantines_by_service on dayshift_archive_quarantines (service, review);
  create function dayshift_derive_cells(id text) returns void language sql set jit = off as $$
    insert into dayshift_archive_cells
    select a.id, a.service, case when c.begun ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d' then c.begun::timestamptz else a.closed_at end, c.place, c.attempt, c.stage, c."check", c.point, c.verdict, c.ran, c.failed, c.flaked,
      dayshift_count(c.findings -> 'fresh'), dayshift_count(c.findings -> 'known'), dayshift_count(c.findings -> 'suppressed'), dayshift_count(c.findings -> 'gone')
    from dayshift_archive a, dayshift_cell_runs(a.record) c
    where a.id = dayshift_derive_cells.id and c.attempt is not null and c.stage is not null and c."check" is not null and c.verdict is not null;
    insert into dayshift_archive_quarantines
    select a.id, a.service, q ->> 'review', g ->> 'by', g ->> 'at', q
    from dayshift_archive a, jsonb_path_query(a.record, 'lax $.attempts[*].stages[*].given') g, jsonb_path_query(g, 'lax $.quarantine[*]') q
    where a.id = dayshift_derive_cells.id and q ->> 'review' is not null and g ->> 'by' is not null and g ->> 'at' is not null
  $$;
  create function dayshift_cells_changed() returns trigger language plpgsql as $$
    begin
      delete from dayshift_archive_cells where incident = coalesce(new.id, old.id);
      delete from dayshift_archive_quarantines where incident = coalesce(new.id, old.id);
      if tg_op <> 'DELETE' then perform dayshift_derive_cells(new.id); end if;
      return null;
    end
  $$;
  create trigger dayshift_archive_cells_follow after insert or update or delete on dayshift_archive for each row execute function dayshift_cells_changed();
  select dayshift_derive_cells(id) from dayshift_archive`;

const WEEKS = `
  with runs as (
    select w.nth, c.* from unnest($2::timestamptz[]) with ordinality w ("from", nth)
    join dayshift_archive_cells c on c.service = $1 and c.at >= w."from" and c.at < w."from" + interval '7 days'
  ), found as (
    select distinct on (nth, stage, "check", point) nth, stage, "check", point, jsonb_build_object('fresh', fresh, 'known', coalesce(known, 0), 'suppressed', coalesce(suppressed, 0), 'gone', gone) as last
    from runs where fresh is not null order by nth, stage, "check", point, at desc, incident collate "C" desc, place desc
  )
  select r.nth::int as week, r.stage, r."check", r.point, count(*)::int as runs, count(*) filter (where verdict = 'failed')::int as failed, count(*) filter (where verdict = 'errored')::int as errored,
    count(*) filter (where verdict = 'inconclusive')::int as inconclusive, count(*) filter (where flaked > 0)::int as flaky,
    jsonb_build_object('ran', sum(ran), 'failed', sum(r.failed), 'flaked', sum(flaked)) as tests, sum(fresh)::int as fresh, (array_agg(f.last))[1] as last
  from runs r left join found f using (nth, stage, "check", point)
  group by r.nth, r.stage, r."check", r.point
  order by r.nth, r.stage collate "C", r."check" collate "C", r.point::text collate "C"`;

const FRESH = `
  select incident, attempt, stage, "check", point, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, fresh
  from dayshift_archive_cells where service = $1 and fresh > 0 and at >= $2 order by dayshift_archive_cells.at desc, incident collate "C" desc, place desc limit $3`;

const GIVEN = `
  select incident, "by", at, quarantine from dayshift_archive_quarantines where service = $1 and review >= $2
  order by review collate "C", incident collate "C", at collate "C", quarantine ->> 'check' collate "C", quarantine ->> 'test' collate "C"`;

/** The three queries with their values. */
export function askForHistory({ service, weeks, fresh, givenSince }: ServiceHistoryQuestion): Record<'weeks' | 'fresh' | 'given', [string, unknown[]]> {
  return { weeks: [WEEKS, [service, weeks]], fresh: [FRESH, [service, weeks.at(-1) ?? 'infinity', fresh]], given: [GIVEN, [service, givenSince]] };
}

const Weeks = z.array(CellWeek.omit({ from: true }).extend({ week: z.number().int() }));

/** Undefined when the rows have another shape. `weeks` as they were asked for. */
export function readHistory(weeks: readonly string[], rows: Record<'weeks' | 'fresh' | 'given', unknown[]>): ServiceHistory | undefined {
  const cells = Weeks.safeParse(rows.weeks);
  const fresh = z.array(FreshRun).safeParse(rows.fresh);
  const given = z.array(GivenQuarantine).safeParse(rows.given);
  if (!cells.success || !fresh.success || !given.success) return undefined;
  return { weeks: cells.data.map(({ week, ...cell }) => ({ from: weeks[week - 1] ?? '', ...cell })), fresh: fresh.data, given: given.data };
}
