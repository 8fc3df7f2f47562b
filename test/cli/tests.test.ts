// What does `dayshift tests` print of a service's tests?
import { listen } from '../../api/listen';
import { createInMemoryArchive } from '../../integrations/in-memory';
import { anApi } from '../api/an-api';
import { aRecord, withAttempts } from '../integrations/a-record';
import { keepThree } from '../integrations/archive-histories';
import { aTest } from '../support/builders';
import { runCommand, type RunOptions } from './command-line';

let door: Awaited<ReturnType<typeof listen>> | undefined;
afterEach(async () => {
  await door?.close();
  door = undefined;
});

async function run(argv: string[], archive = createInMemoryArchive(), options: RunOptions = {}) {
  door ??= await listen(anApi({ archive }).app, { host: '127.0.0.1', port: 0 });
  return runCommand(`http://127.0.0.1:${door.port}`, argv, options);
}

async function threeKept() {
  const archive = createInMemoryArchive();
  await keepThree(archive);
  return archive;
}

it('prints an aligned table with a bar of what was last', async () => {
  const { code, out } = await run(['tests', 'storefront'], await threeKept());
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    '    ran failed  flaky  recent  test',
    '      4      2      0    ✓✗✓✗  login › accepts any case',
    '      2      0      1      ~✓  basket',
    '      0      0      0       ·  sessions',
    '',
    '✓ passed  ✗ failed  ~ flaky  · skipped; the newest is at the right',
    '',
  ]);
});

it('of one test it prints where each result was, and what the last failure said', async () => {
  const { out } = await run(['tests', 'storefront', 'accepts any case'], await threeKept());
  expect(out).toContain([
    'login › accepts any case',
    '  ✗ 23 Nov  functional/login ipad (quarantined)  attempt 1 of second',
    '  ✓ 23 Nov  functional/login ipad                attempt 2 of first',
    '  ✗ 23 Nov  functional/login ipad                attempt 1 of first',
    '  ✓ 23 Nov  functional/login pixel-8             attempt 1 of first',
    '    expected 200, found 401',
  ].join('\n'));
});

it('keeps a crowd short, and still tells of the last failure', async () => {
  const archive = createInMemoryArchive();
  for (let i = 10; i < 40; i += 1) await archive.save(withAttempts(aRecord(`i${i}`, `2026-10-01T10:${i}:00.000Z`), [{ device: 'ipad', cases: [aTest('a', i === 10 ? 'failed' : 'passed')] }]), '');
  const { out } = await run(['tests', 'storefront', 'a'], archive);
  expect(out).toContain('and 15 earlier results: --json shows them');
  expect(out).toContain('last failed 23 Nov  functional/login ipad  attempt 1 of i10');
});

it('says when there is none, and does not let a name touch the terminal', async () => {
  expect((await run(['tests', 'storefront'])).out).toBe('No closed incident of storefront has run a test.\n');
  expect((await run(['tests', 'storefront', 'a\u001b[2J'])).out).toBe('No closed incident of storefront has run a test called “a”.\n');
});

it('prints what the API answers', async () => {
  const { out } = await run(['tests', 'storefront', '--json'], await threeKept());
  expect((JSON.parse(out) as { tests: unknown[] }).tests).toHaveLength(3);
});

it('an unknown service ends with what is known', async () => {
  expect(await run(['tests', 'elsewhere'])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('There is no service "elsewhere"; known: storefront, checkout.') as string });
});

it('clips names to the terminal, and colours only where colour is wanted', async () => {
  const archive = createInMemoryArchive();
  await archive.save(withAttempts(aRecord('a'), [{ device: 'ipad', cases: [aTest('long '.repeat(60), 'failed')] }]), '');
  const { out } = await run(['tests', 'storefront'], archive);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(out).not.toContain('\u001b');
  expect((await run(['tests', 'storefront'], archive, { tty: true })).out).toContain('\u001b[31m✗');
});
