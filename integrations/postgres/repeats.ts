// Was this asked before? One row for each key, so that every API process of an installation knows the same repeats.
import { z } from 'zod';
import { DayshiftError } from '../../src/errors';
import type { KeptAnswer, Repeats } from '../../src/ports/repeats';
import type { Pool } from './pool';
import { storable } from './storable';

export const REPEATS_STEP = `
  create table dayshift_repeats (
    key text primary key,
    fingerprint text not null,
    begun_at timestamptz not null default now(),
    status int,
    content_type text,
    body text
  );
  create index dayshift_repeats_by_age on dayshift_repeats (begun_at)`;

/** Takes the key when nobody has it, or when whoever had it is gone: by its age, or because it never ended. */
const TAKE = `
  insert into dayshift_repeats as known (key, fingerprint) values ($1, $2)
  on conflict (key) do update set fingerprint = excluded.fingerprint, begun_at = now(), status = null, content_type = null, body = null
    where known.begun_at < now() - interval '1 day' or (known.status is null and known.begun_at < now() - interval '1 minute')
  returning key`;
const CLEAR = 'delete from dayshift_repeats where key in (select key from dayshift_repeats where begun_at < now() - interval \'1 day\' limit 1000)';

const Known = z.object({ fingerprint: z.string(), status: z.number().nullable(), content_type: z.string().nullable(), body: z.string().nullable() });

export function createPostgresRepeats({ query }: Pool): Repeats {
  async function begin(key: string, fingerprint: string): ReturnType<Repeats['begin']> {
    const [taken] = await query(TAKE, [key, fingerprint]);
    if (taken) {
      await query(CLEAR);
      return { state: 'begun' };
    }
    const [row] = await query('select fingerprint, status, content_type, body from dayshift_repeats where key = $1', [key]);
    if (row === undefined) return begin(key, fingerprint); // it was let go in between
    const known = Known.safeParse(row);
    if (!known.success) throw new DayshiftError('unreachable', { what: 'What was answered before', reason: 'it has another shape' });
    const { status, content_type: contentType, body } = known.data;
    if (known.data.fingerprint !== fingerprint) return { state: 'differs' };
    if (status === null) return { state: 'running' };
    return { state: 'answered', answer: { status, contentType: contentType ?? 'application/json', body: body ?? '' } };
  }

  async function end(key: string, answer: KeptAnswer | undefined): Promise<void> {
    if (!answer) await query('delete from dayshift_repeats where key = $1 and status is null', [key]);
    else await query('update dayshift_repeats set status = $2, content_type = $3, body = $4 where key = $1', [key, answer.status, answer.contentType, storable(answer.body)]);
  }

  return { begin, end };
}
