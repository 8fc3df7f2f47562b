// What must hold of every store of credentials and every audit: the same tests for the real one and its double.
import type { AuditEntry } from '../../src/contracts/access';
import type { AuditLog } from '../../src/ports/audit-log';
import type { Credential, Credentials } from '../../src/ports/credentials';

export function aCredential(change: Partial<Credential> = {}): Credential {
  return {
    id: 'token-1', kind: 'token', sha256: '0'.repeat(64), name: 'Maya\'s laptop', person: 'maya', scopes: ['read', 'act'],
    createdAt: '2026-01-05T09:00:00.000Z', createdBy: 'person paula', expiresAt: '2026-04-05T09:00:00.000Z', ...change,
  };
}

export function anEntry(change: Partial<AuditEntry> = {}): Omit<AuditEntry, 'seq'> {
  return { at: '2026-01-05T09:00:00.000Z', who: 'person maya', action: 'acknowledge', target: '/api/v1/incidents/x/acknowledge', outcome: 'done', status: 200, address: '127.0.0.1', ...change };
}

async function expectFound(credentials: Credentials): Promise<void> {
  const first = aCredential();
  const second = aCredential({ id: 'token-2', sha256: '1'.repeat(64), createdAt: '2026-01-06T09:00:00.000Z', person: undefined, program: 'git-hook', scopes: ['read', 'push'], expiresAt: undefined });
  const viewer = aCredential({ id: 'session-1', sha256: '2'.repeat(64), kind: 'session', person: undefined, roles: ['developer'], scopes: ['read'], expiresAt: '2999-01-05T09:00:00.000Z' });
  for (const one of [first, second, viewer]) await credentials.save(one);
  expect(JSON.parse(JSON.stringify(await credentials.list('token')))).toEqual(JSON.parse(JSON.stringify([second, first])));
  expect(await credentials.find('2'.repeat(64))).toMatchObject({ id: 'session-1', kind: 'session', roles: ['developer'] });
  expect(await credentials.find('9'.repeat(64))).toBeUndefined();
}

async function expectEndedOnce(credentials: Credentials): Promise<void> {
  await credentials.save(aCredential({ kind: 'once' }));
  const end = { at: '2026-01-05T10:00:00.000Z', by: 'sign-in' };
  expect(await credentials.find('0'.repeat(64), end)).toMatchObject({ endedAt: end.at, endedBy: 'sign-in' });
  expect(await credentials.find('0'.repeat(64), end)).toBeUndefined();
  expect(await credentials.find('0'.repeat(64))).toMatchObject({ endedAt: end.at });
}

async function expectEndStays(credentials: Credentials): Promise<void> {
  await credentials.save(aCredential());
  await credentials.find('0'.repeat(64), { at: '2026-01-05T10:00:00.000Z', by: 'person paula' });
  await credentials.save(aCredential({ usedAt: '2026-01-05T10:01:00.000Z' }));
  await credentials.save(aCredential({ usedAt: '2026-01-05T10:00:30.000Z' }));
  expect(await credentials.find('0'.repeat(64))).toMatchObject({ endedAt: '2026-01-05T10:00:00.000Z', endedBy: 'person paula', usedAt: '2026-01-05T10:01:00.000Z' });
}

async function expectSecretsDiffer(credentials: Credentials): Promise<void> {
  await credentials.save(aCredential());
  await expect(credentials.save(aCredential({ id: 'token-2' }))).rejects.toThrow();
}

async function expectPages(log: AuditLog): Promise<void> {
  for (let nth = 1; nth <= 5; nth += 1) await log.append(anEntry({ target: `/${nth}`, ...(nth === 3 ? { credential: 'token-1', why: 'refused', outcome: 'refused', status: 409 } : {}) }));
  const first = await log.list({ limit: 2 });
  expect(first.map(({ target }) => target)).toEqual(['/5', '/4']);
  const rest = await log.list({ limit: 10, before: first.at(-1)?.seq });
  expect(rest.map(({ target }) => target)).toEqual(['/3', '/2', '/1']);
  expect(rest[0]).toMatchObject({ ...anEntry({ target: '/3', credential: 'token-1', why: 'refused', outcome: 'refused', status: 409 }), seq: expect.any(Number) });
  expect(rest[1]).not.toHaveProperty('why');
}

async function expectFilters(log: AuditLog): Promise<void> {
  await log.append(anEntry());
  await log.append(anEntry({ who: 'person paula', action: 'assign' }));
  await log.append(anEntry({ who: 'person paula', action: 'assign', outcome: 'refused', status: 409 }));
  const count = async (asked: Omit<Parameters<AuditLog['list']>[0], 'limit'>): Promise<number> => (await log.list({ limit: 10, ...asked })).length;
  expect([await count({ who: 'person paula' }), await count({ action: 'acknowledge' }), await count({ outcome: 'refused' }), await count({ who: 'person maya', outcome: 'refused' })]).toEqual([2, 1, 1, 0]);
}

/** Of a person's code the holder is told by whoever decided it, after it has ended. */
async function expectDecided(credentials: Credentials): Promise<void> {
  const { person: _, ...asked } = aCredential({ id: 'code-1', kind: 'user-code', name: 'VS Code', createdBy: '192.0.2.7' });
  await credentials.save(asked);
  await credentials.save({ ...asked, id: 'device-1', kind: 'device-code', sha256: '1'.repeat(64) });
  const ended = await credentials.find('0'.repeat(64), { at: '2026-01-05T09:01:00.000Z', by: 'allowed by person maya' });
  await credentials.save({ ...asked, ...ended, person: 'maya', roles: [], createdBy: 'token-1' });
  expect(await credentials.find('0'.repeat(64))).toMatchObject({ kind: 'user-code', person: 'maya', roles: [], createdBy: 'token-1', endedBy: 'allowed by person maya', endedAt: '2026-01-05T09:01:00.000Z' });
  expect([await credentials.list('token'), (await credentials.list('user-code')).map(({ id }) => id), (await credentials.list('device-code')).map(({ id }) => id)]).toEqual([[], ['code-1'], ['device-1']]);
}

type Claims<Store> = [string, (store: Store) => Promise<void>][];

export const CREDENTIALS_HOLD: Claims<Credentials> = [
  ['what is kept is found by its hash, whole, and listed newest first by its kind', expectFound],
  ['it is ended by being found once, and then never again', expectEndedOnce],
  ['what has ended stays ended, also for a writer who has not heard of it', expectEndStays],
  ['two have never the same secret', expectSecretsDiffer],
  ['a code that was decided keeps its end and its person, each kind in a list of its own', expectDecided],
];

export const AUDIT_HOLDS: Claims<AuditLog> = [
  ['entries are numbered by the log and come newest first, page by page', expectPages],
  ['they are found by who, by action and by outcome', expectFilters],
];
