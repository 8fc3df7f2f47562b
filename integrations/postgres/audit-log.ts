// Where is kept who did what? One row for each deed or refusal; the database itself refuses to change or remove one.
import { AuditEntry } from '../../src/contracts/access';
import { DayshiftError } from '../../src/errors';
import type { AuditLog } from '../../src/ports/audit-log';
import type { Pool } from './pool';
import { storable } from './storable';

export const AUDIT_STEP = `
  create table dayshift_audit (
    seq bigint generated always as identity primary key,
    at timestamptz not null,
    who text not null,
    credential text,
    action text not null,
    target text not null,
    outcome text not null,
    status int not null,
    why text,
    address text not null
  );
  create index dayshift_audit_by_who on dayshift_audit (who, seq desc);
  create index dayshift_audit_by_action on dayshift_audit (action, seq desc);
  create index dayshift_audit_by_outcome on dayshift_audit (outcome, seq desc) where outcome <> 'done';
  create function dayshift_audit_stays() returns trigger language plpgsql as $$
    begin
      raise exception 'the audit is only appended to' using errcode = 'insufficient_privilege';
    end
  $$;
  create trigger dayshift_audit_stays before update or delete or truncate on dayshift_audit for each statement execute function dayshift_audit_stays()`;

const APPEND = 'insert into dayshift_audit (at, who, credential, action, target, outcome, status, why, address) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)';

/** The number is a bigint, which comes as text. */
function read(row: unknown): AuditEntry {
  const { seq, at, ...rest } = Object(row) as Record<string, unknown>;
  const told = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const parsed = AuditEntry.safeParse({ ...told, seq: Number(seq), at: at instanceof Date ? at.toISOString() : at });
  if (!parsed.success) throw new DayshiftError('unreachable', { what: 'An entry of the audit', reason: 'it has another shape' });
  return parsed.data;
}

export function createPostgresAuditLog({ query }: Pool): AuditLog {
  async function append({ at, who, credential, action, target, outcome, status, why, address }: Omit<AuditEntry, 'seq'>): Promise<void> {
    await query(APPEND, [at, storable(who), credential ?? null, action, storable(target), outcome, status, why === undefined ? null : storable(why), storable(address)]);
  }

  async function list({ limit, before, who, action, outcome }: Parameters<AuditLog['list']>[0]): Promise<AuditEntry[]> {
    const values: unknown[] = [limit];
    const asked = Object.entries({ who, action, outcome }).filter(([, value]) => value !== undefined);
    const conditions = [
      ...(before === undefined ? [] : [`seq < $${values.push(before)}`]),
      ...asked.map(([column, value]) => `${column} = $${values.push(value)}`),
    ];
    const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
    return (await query(`select seq, at, who, credential, action, target, outcome, status, why, address from dayshift_audit ${where} order by seq desc limit $1`, values)).map(read);
  }

  return { append, list };
}
