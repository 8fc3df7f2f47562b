// Does the real PostgreSQL know a repeat as the double does, when several ask at once, and whoever died in between?
import { createInMemoryRepeats } from '../../../integrations/in-memory';
import { createPostgresRepeats } from '../../../integrations/postgres/repeats';
import type { Repeats } from '../../../src/ports/repeats';
import { anArchiveForEach } from './an-archive';

const { pool, query, stopServer, startServer } = anArchiveForEach();
const ANSWER = { status: 202, contentType: 'application/json; charset=utf-8', body: '{"text":"done"}' };

const ALL: [string, () => Repeats][] = [['in PostgreSQL', () => createPostgresRepeats(pool())], ['in memory', () => createInMemoryRepeats()]];
describe.each(ALL)('%s', (_, make) => {
  it('answers a repeat as before, and another body under the same key not at all', async () => {
    const repeats = make();
    expect(await repeats.begin('paula/take/1', 'a')).toEqual({ state: 'begun' });
    expect(await repeats.begin('paula/take/1', 'a')).toEqual({ state: 'running' });
    expect(await repeats.begin('paula/take/1', 'b')).toEqual({ state: 'differs' });
    await repeats.end('paula/take/1', ANSWER);
    expect(await repeats.begin('paula/take/1', 'a')).toEqual({ state: 'answered', answer: ANSWER });
    expect(await repeats.begin('paula/take/1', 'b')).toEqual({ state: 'differs' });
    expect(await repeats.begin('maya/take/1', 'b')).toEqual({ state: 'begun' });
  });

  it('forgets what was let go, and keeps what was answered', async () => {
    const repeats = make();
    await repeats.begin('k', 'a');
    await repeats.end('k', undefined);
    expect(await repeats.begin('k', 'b')).toEqual({ state: 'begun' });
    await repeats.end('k', ANSWER);
    await repeats.end('k', undefined);
    expect(await repeats.begin('k', 'b')).toEqual({ state: 'answered', answer: ANSWER });
  });

  it('lets one of many begin', async () => {
    const repeats = make();
    const told = await Promise.all(Array.from({ length: 12 }, () => repeats.begin('k', 'a')));
    expect(told.filter(({ state }) => state === 'begun')).toHaveLength(1);
    expect(told.filter(({ state }) => state === 'running')).toHaveLength(11);
  });
});

it('lets a key be begun again when whoever had it never ended, and forgets after a day', async () => {
  const repeats = createPostgresRepeats(pool());
  await repeats.begin('dead', 'a');
  await repeats.begin('old', 'a');
  await repeats.end('old', ANSWER);
  await query(['update dayshift_repeats set begun_at = now() - case key when \'dead\' then interval \'2 minutes\' else interval \'25 hours\' end']);
  expect(await repeats.begin('dead', 'b')).toEqual({ state: 'begun' });
  expect(await query(['select key from dayshift_repeats'])).toEqual([{ key: 'dead' }]);
  expect(await repeats.begin('old', 'b')).toEqual({ state: 'begun' });
});

it('says when it cannot be asked, and stores what PostgreSQL does not take', async () => {
  const repeats = createPostgresRepeats(pool());
  await repeats.begin('k', 'a');
  await repeats.end('k', { ...ANSWER, body: 'a\0b' });
  expect(await repeats.begin('k', 'a')).toMatchObject({ answer: { body: 'a\uFFFDb' } });
  await stopServer();
  await expect(repeats.begin('k', 'a')).rejects.toMatchObject({ code: 'unreachable' });
  await startServer();
  expect(await repeats.begin('k', 'a')).toMatchObject({ state: 'answered' });
});
