// Do credentials and the audit hold on a real PostgreSQL? What has ended stays ended, and nothing that was written down is changed.
import { createPostgresAuditLog } from '../../../integrations/postgres/audit-log';
import { createPostgresCredentials } from '../../../integrations/postgres/credentials';
import { isCode } from '../../../api/middleware/problem';
import { aCredential, anEntry, AUDIT_HOLDS, CREDENTIALS_HOLD } from '../access-stores';
import { anArchiveForEach } from './an-archive';

const world = anArchiveForEach();

describe('credentials', () => {
  test.each(CREDENTIALS_HOLD)('%s', (_, expectIt) => expectIt(createPostgresCredentials(world.pool())));

  test('of fifty who end one at once, one gets it', async () => {
    const credentials = createPostgresCredentials(world.pool());
    await credentials.save(aCredential({ kind: 'once' }));
    const found = await Promise.all(Array.from({ length: 50 }, (_, i) => credentials.find(aCredential().sha256, { at: '2026-01-05T10:00:00.000Z', by: `sign-in ${i}` })));
    expect(found.filter((one) => one !== undefined)).toHaveLength(1);
  });

  test('a session that is long over makes room', async () => {
    const credentials = createPostgresCredentials(world.pool());
    await credentials.save(aCredential({ id: 's1', sha256: 'a'.repeat(64), kind: 'session', expiresAt: '2020-01-05T10:00:00.000Z' }));
    await credentials.save(aCredential({ id: 't1', sha256: 'b'.repeat(64), kind: 'token', expiresAt: '2020-01-05T10:00:00.000Z' }));
    await credentials.save(aCredential({ id: 's2', sha256: 'c'.repeat(64), kind: 'session', expiresAt: '2999-01-05T10:00:00.000Z' }));
    expect((await credentials.list('session')).map(({ id }) => id)).toEqual(['s2']);
    expect(await credentials.list('token')).toHaveLength(1);
  });

  test('codes of an hour ago make room for the next one, whatever became of them', async () => {
    const credentials = createPostgresCredentials(world.pool());
    const codeAt = (id: string, at: string, kind: 'device-code' | 'user-code') => credentials.save(aCredential({ id, sha256: id.padEnd(64, '0'), kind, createdAt: at, expiresAt: at }));
    await codeAt('a1', '2026-01-05T08:00:00.000Z', 'device-code');
    await codeAt('a2', '2026-01-05T08:00:00.000Z', 'user-code');
    await codeAt('b1', '2026-01-05T08:30:00.000Z', 'user-code');
    await credentials.save(aCredential({ id: 't1', sha256: 'b'.repeat(64), createdAt: '2026-01-01T08:00:00.000Z' }));
    await codeAt('c1', '2026-01-05T09:10:00.000Z', 'user-code');
    expect([await credentials.list('device-code'), (await credentials.list('user-code')).map(({ id }) => id), (await credentials.list('token')).length]).toEqual([[], ['c1', 'b1'], 1]);
  });
});

describe('the audit', () => {
  test.each(AUDIT_HOLDS)('%s', (_, expectIt) => expectIt(createPostgresAuditLog(world.pool())));

  test.each(['update dayshift_audit set who = \'nobody\'', 'delete from dayshift_audit', 'truncate dayshift_audit'])('the database refuses `%s`', async (text) => {
    const log = createPostgresAuditLog(world.pool());
    await log.append(anEntry());
    await expect(world.query([text])).rejects.toThrow('the audit is only appended to');
    expect(await log.list({ limit: 10 })).toHaveLength(1);
  });

  test('a text that PostgreSQL takes for none is kept all the same', async () => {
    const log = createPostgresAuditLog(world.pool());
    await log.append(anEntry({ target: '/api/v1/incidents/\0\ud800', who: 'person ma\0ya' }));
    expect((await log.list({ limit: 1 }))[0]).toMatchObject({ target: '/api/v1/incidents/��', who: 'person ma�ya' });
  });
});

test('without a server both say so', async () => {
  await world.stopServer();
  const refusals = await Promise.all([createPostgresCredentials(world.pool()).list('token'), createPostgresAuditLog(world.pool()).append(anEntry())].map((asked) => asked.then(() => undefined, (error: unknown) => error)));
  expect(refusals.every((error) => isCode(error, 'unreachable'))).toBe(true);
  await world.startServer();
});
