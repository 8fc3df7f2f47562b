// What of a record tells how its releases went? A few lines of it, which the database itself derives: DORA's figures ask for those of thousands at once.
import { z } from 'zod';
import { IncidentRecord } from '../../src/contracts/record';
import type { ReleaseFacts } from '../../src/domain/dora';
import type { ReleaseQuestion } from '../../src/ports/archive';

/** As with the tests: the records stay the only source, and a trigger derives the rows. */
export const RELEASE_FACTS_STEP = `
  create table dayshift_archive_releases (incident text primary key, service text not null, closed_at timestamptz not null, recurrence_of text, began text, deployments jsonb not null);
  create index dayshift_archive_releases_by_service on dayshift_archive_releases (service, closed_at desc);
  create function dayshift_derive_releases(id text) returns void language sql set jit = off as $$
    insert into dayshift_archive_releases
    select a.id, a.service, a.closed_at, a.record #>> '{incident,recurrenceOf}', coalesce(a.record #>> '{impact,began}', a.record #>> '{incident,openedAt}'),
      coalesce((
        select jsonb_agg(jsonb_build_object('environment', d.one -> 'environment', 'startedAt', d.one -> 'startedAt', 'at', d.one -> 'at', 'endedAt', d.one -> 'endedAt', 'outcome', d.one -> 'outcome', 'committedAt', d.one -> 'committedAt', 'restoredAt', d.one -> 'restoredAt') order by d.nth)
        from jsonb_path_query(a.record, 'lax $.deployments[*]') with ordinality d (one, nth)
      ), '[]')
    from dayshift_archive a where a.id = dayshift_derive_releases.id
  $$;
  create function dayshift_releases_changed() returns trigger language plpgsql as $$
    begin
      delete from dayshift_archive_releases where incident = coalesce(new.id, old.id);
      if tg_op <> 'DELETE' then perform dayshift_derive_releases(new.id); end if;
      return null;
    end
  $$;
  create trigger dayshift_archive_releases_follow after insert or update or delete on dayshift_archive for each row execute function dayshift_releases_changed();
  select dayshift_derive_releases(id) from dayshift_archive`;

const { environment, startedAt, at, endedAt, outcome, committedAt } = IncidentRecord.shape.deployments.unwrap().element.shape;

const Rows = z.array(z.object({
  incident: z.string(), recurrenceOf: z.string().nullable(), began: z.string(),
  deployments: z.array(z.object({ environment, startedAt, at: at.nullable(), endedAt: endedAt.nullable(), outcome, committedAt, restoredAt: z.string().nullable() })),
}));

/** The query and its values. */
export function askForReleases({ service, since }: ReleaseQuestion): [string, unknown[]] {
  return ['select incident, recurrence_of as "recurrenceOf", coalesce(began, \'\') as began, deployments from dayshift_archive_releases where service = $1 and closed_at >= $2 order by closed_at desc, incident collate "C" desc', [service, since]];
}

/** Undefined when the rows have another shape. */
export function readReleases(rows: unknown[]): ReleaseFacts[] | undefined {
  return Rows.safeParse(rows).data?.map((facts) => ({
    ...facts, deployments: facts.deployments.map((one) => ({ ...one, at: one.at ?? undefined, endedAt: one.endedAt ?? undefined })),
  }));
}
