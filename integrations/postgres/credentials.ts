// Where do credentials lie? One row for each, known by the SHA-256 of its secret; what has ended stays ended, whoever writes later.
import { z } from 'zod';
import { Role, Scope } from '../../src/domain/vocabulary';
import { DayshiftError } from '../../src/errors';
import type { Credential, Credentials } from '../../src/ports/credentials';
import type { Pool } from './pool';
import { storable } from './storable';

export const CREDENTIALS_STEP = `
  create table dayshift_credentials (
    id text primary key,
    kind text not null,
    sha256 text not null unique,
    holder jsonb not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    used_at timestamptz,
    ended_at timestamptz,
    ended_by text
  );
  create index dayshift_credentials_by_kind on dayshift_credentials (kind, created_at desc, id desc);
  create index dayshift_credentials_by_expiry on dayshift_credentials (expires_at) where kind in ('session', 'once')`;

const MOST_LISTED = 10_000;
const COLUMNS = 'id, kind, sha256, holder, created_at, expires_at, used_at, ended_at, ended_by';

/** A writer may have read it before somebody else ended it: an end and the newest use are kept. */
const SAVE = `
  insert into dayshift_credentials as known (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (id) do update set kind = excluded.kind, sha256 = excluded.sha256, holder = excluded.holder, created_at = excluded.created_at, expires_at = excluded.expires_at,
    used_at = greatest(known.used_at, excluded.used_at), ended_at = coalesce(known.ended_at, excluded.ended_at), ended_by = coalesce(known.ended_by, excluded.ended_by)`;
/** Sessions are many; the audit says what was done with them. */
const CLEAR = 'delete from dayshift_credentials where id in (select id from dayshift_credentials where kind in (\'session\', \'once\') and expires_at < $1::timestamptz - interval \'30 days\' limit 1000)';
/** Strangers make these, and nobody asks for them when they are over. */
const CLEAR_CODES = 'delete from dayshift_credentials where id in (select id from dayshift_credentials where kind in (\'device-code\', \'user-code\') and created_at < $1::timestamptz - interval \'1 hour\' limit 1000)';

const time = z.date().transform((at) => at.toISOString());
const Row = z.object({
  id: z.string(),
  kind: z.enum(['token', 'link', 'session', 'once', 'device-code', 'user-code']),
  sha256: z.string(),
  holder: z.object({ name: z.string(), person: z.string().optional(), program: z.string().optional(), roles: z.array(z.enum(Role)).optional(), scopes: z.array(z.enum(Scope)), createdBy: z.string() }),
  created_at: time, expires_at: time.nullable(), used_at: time.nullable(), ended_at: time.nullable(), ended_by: z.string().nullable(),
}).transform(({ holder, created_at: createdAt, expires_at: expiresAt, used_at: usedAt, ended_at: endedAt, ended_by: endedBy, ...rest }): Credential => ({
  ...rest, ...holder, createdAt, ...(expiresAt ? { expiresAt } : {}), ...(usedAt ? { usedAt } : {}), ...(endedAt ? { endedAt } : {}), ...(endedBy ? { endedBy } : {}),
}));

function read(row: unknown): Credential {
  const parsed = Row.safeParse(row);
  if (!parsed.success) throw new DayshiftError('unreachable', { what: 'A credential', reason: 'it has another shape' });
  return parsed.data;
}

export function createPostgresCredentials({ query }: Pool): Credentials {
  async function save({ id, kind, sha256, createdAt, expiresAt, usedAt, endedAt, endedBy, ...rest }: Credential): Promise<void> {
    const { name, person, program, roles, scopes, createdBy } = rest;
    const holder = JSON.stringify({ name: storable(name), person, program, roles, scopes, createdBy });
    await query(SAVE, [id, kind, sha256, holder, createdAt, expiresAt ?? null, usedAt ?? null, endedAt ?? null, endedBy ?? null]);
    if (kind === 'session' && usedAt === undefined) await query(CLEAR, [createdAt]);
    if (kind === 'user-code' && endedAt === undefined) await query(CLEAR_CODES, [createdAt]);
  }

  async function find(sha256: string, end?: { at: string; by: string }): Promise<Credential | undefined> {
    const [row] = end
      ? await query(`update dayshift_credentials set ended_at = $2, ended_by = $3 where sha256 = $1 and ended_at is null returning ${COLUMNS}`, [sha256, end.at, end.by])
      : await query(`select ${COLUMNS} from dayshift_credentials where sha256 = $1`, [sha256]);
    return row === undefined ? undefined : read(row);
  }

  async function list(kind: Credential['kind']): Promise<Credential[]> {
    const rows = await query(`select ${COLUMNS} from dayshift_credentials where kind = $1 order by created_at desc, id desc limit ${MOST_LISTED}`, [kind]);
    return rows.map(read);
  }

  return { save, find, list };
}
