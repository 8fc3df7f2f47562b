// How did each test fare over all archived incidents? One row for each test of a record, which the database itself derives from the record.
import { z } from 'zod';
import { RECENT_RESULTS, TestHistory } from '../../src/contracts/http';
import type { TestHistoryQuestion } from '../../src/ports/archive';

/**
 * The records stay the only source: a trigger derives the rows when a record is written, and the step derives those of records
 * from before. Names are cut because an index takes no more than 2,700 bytes. Paths are lax: what a
 * record lacks gives no row. Without JIT, which would take longer to compile the derivation than it runs.
 */
export const TEST_HISTORY_STEP = `
  create function dayshift_test_runs(record jsonb) returns table (name text, place bigint, run jsonb) language sql immutable as $$
    with record_of as materialized (
      select record as whole, record #>> '{incident,id}' as incident, coalesce(record #>> '{incident,closedAt}', record #>> '{incident,openedAt}') as ended,
        jsonb_path_query_array(record, 'lax $.timeline[*] ? (@.kind == "attemptStarted").at') as begun
    )
    select left(c.test ->> 'name', 500),
      row_number() over (order by a.nth desc, s.nth desc, l.nth, c.nth),
      jsonb_strip_nulls(jsonb_build_object(
        'incident', r.incident, 'attempt', a.attempt -> 'number', 'stage', s.stage ->> 'stage', 'check', l.cell ->> 'check', 'point', l.cell -> 'point',
        'result', case when c.test ->> 'status' <> 'failed' and c.test ->> 'flaky' = 'true' then 'flaky' else c.test ->> 'status' end,
        'quarantined', case when c.test ->> 'quarantined' = 'true' then true end,
        'message', case when c.test ->> 'status' = 'failed' or c.test ->> 'flaky' = 'true' then c.test ->> 'message' end,
        'at', coalesce(r.begun ->> (a.nth - 1)::int, r.ended)
      ))
    from record_of r, jsonb_path_query(r.whole, 'lax $.attempts[*]') with ordinality a (attempt, nth),
      jsonb_path_query(a.attempt, 'lax $.stages[*]') with ordinality s (stage, nth),
      jsonb_path_query(s.stage, 'lax $.cells[*]') with ordinality l (cell, nth),
      jsonb_path_query(l.cell, 'lax $.tests.cases[*]') with ordinality c (test, nth)
  $$;
  create table dayshift_archive_tests (
    incident text not null,
    service text not null,
    name text not null,
    closed_at timestamptz not null,
    ran int not null,
    failed int not null,
    flaked int not null,
    failure jsonb,
    runs jsonb not null
  );
  create index dayshift_archive_tests_by_incident on dayshift_archive_tests (incident);
  create index dayshift_archive_tests_by_name on dayshift_archive_tests (service, name, closed_at desc, incident desc) include (ran, failed, flaked);
  create index dayshift_archive_tests_failed on dayshift_archive_tests (service, name, closed_at desc, incident desc) where failure is not null;
  create function dayshift_derive_tests(id text) returns void language sql set jit = off as $$
    insert into dayshift_archive_tests (incident, service, name, closed_at, ran, failed, flaked, failure, runs)
    select a.id, a.service, t.name, a.closed_at, count(*) filter (where t.run ->> 'result' <> 'skipped'),
      count(*) filter (where t.run ->> 'result' = 'failed'), count(*) filter (where t.run ->> 'result' = 'flaky'),
      (array_agg(t.run order by t.place) filter (where t.run ->> 'result' = 'failed'))[1], to_jsonb((array_agg(t.run order by t.place))[1:${RECENT_RESULTS.named}])
    from dayshift_archive a, dayshift_test_runs(a.record) t where a.id = dayshift_derive_tests.id group by a.id, t.name
  $$;
  create function dayshift_tests_changed() returns trigger language plpgsql as $$
    begin
      delete from dayshift_archive_tests where incident = coalesce(new.id, old.id);
      if tg_op <> 'DELETE' then perform dayshift_derive_tests(new.id); end if;
      return null;
    end
  $$;
  create trigger dayshift_archive_tests_follow after insert or update or delete on dayshift_archive for each row execute function dayshift_tests_changed();
  select dayshift_derive_tests(id) from dayshift_archive`;

const QUERY = `
  with counted as (
    select name, sum(ran)::int as ran, sum(failed)::int as failed, sum(flaked)::int as flaked from dayshift_archive_tests
    where service = $1 and ($2::text is null or name = $2 or right(name, length($2) + 3) = ' › ' || $2)
    group by name order by sum(failed) + sum(flaked) desc, name collate "C" limit $3
  )
  select name, ran, failed, flaked,
    (select failure from dayshift_archive_tests t where t.service = $1 and t.name = counted.name and failure is not null order by closed_at desc, incident desc limit 1) as "lastFailure",
    (select jsonb_agg(run order by closed_at desc, incident desc, place) from (
      select r.run, r.place, t.closed_at, t.incident
      from (select * from dayshift_archive_tests t where t.service = $1 and t.name = counted.name order by closed_at desc, incident desc limit $4) t,
        jsonb_array_elements(t.runs) with ordinality r (run, place)
      order by t.closed_at desc, t.incident desc, r.place limit $4
    ) newest) as recent
  from counted order by failed + flaked desc, name collate "C"`;

const Rows = z.array(TestHistory.extend({ lastFailure: TestHistory.shape.lastFailure.unwrap().nullable() }));

/** The query and its values. */
export function askForTests({ service, test, limit }: TestHistoryQuestion): [string, unknown[]] {
  return [QUERY, [service, test ?? null, limit, test === undefined ? RECENT_RESULTS.listed : RECENT_RESULTS.named]];
}

/** Undefined when the rows have another shape. */
export function readTests(rows: unknown[]): TestHistory[] | undefined {
  return Rows.safeParse(rows).data?.map(({ lastFailure, ...test }) => ({ ...test, ...(lastFailure ? { lastFailure } : {}) }));
}
