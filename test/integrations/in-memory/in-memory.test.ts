// Do the doubles refuse what the real parts refuse, and keep the ports' promises?
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createInMemoryIntegrations, createInMemorySourceControl, type InMemoryIntegrations, type Play } from '../../../integrations/in-memory';
import { aNotification } from '../../support/a-notification';
import { aRecord } from '../a-record';
import { allPages, expectBriefness, idsOf, keepSix, PAGES } from '../archive-pages';
import { found, keepFour, SEARCHES } from '../archive-search';

const NOW = new Date('2026-11-23T10:00:00.000Z');
const control = () => ({ signal: new AbortController().signal, onProgress: jest.fn() });
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dayshift-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function world(play: Play = () => ({})): InMemoryIntegrations {
  return createInMemoryIntegrations(play, { now: () => NOW });
}

describe('monitoring', () => {
  it('answers a query that was set and says why it does not know another', async () => {
    const { monitoring } = world();
    monitoring.setMetric('refused', 0.33);
    expect(await monitoring.measure('refused')).toEqual({ value: 0.33, at: NOW.toISOString() });
    expect(await monitoring.measure('other')).toEqual({ value: null, reason: 'the query found no data', at: NOW.toISOString() });
  });

  it('remembers what a query answered at a time', async () => {
    let now = NOW;
    const { monitoring } = createInMemoryIntegrations(() => ({}), { now: () => now });
    monitoring.setMetric('refused', 0.33);
    now = new Date(NOW.getTime() + 60_000);
    monitoring.setMetric('refused', 0);
    expect(await monitoring.measure('refused')).toMatchObject({ value: 0, at: now.toISOString() });
    expect(await monitoring.measure('refused', undefined, NOW)).toEqual({ value: 0.33, at: NOW.toISOString() });
    expect(await monitoring.measure('refused', undefined, new Date(NOW.getTime() - 1))).toMatchObject({ value: null });
  });

  it('knows nothing while it cannot be reached', async () => {
    const { monitoring } = world();
    monitoring.setAlert('LoginRefused', { service: 'storefront' }, 'firing');
    expect(await monitoring.firing()).toEqual({ alerts: [{ name: 'LoginRefused', labels: { service: 'storefront' }, since: NOW.toISOString() }] });
    monitoring.setUnreachable('timeout');
    expect(await monitoring.firing()).toEqual({ alerts: null, reason: 'timeout' });
    expect(await monitoring.measure('refused')).toMatchObject({ value: null, reason: 'timeout' });
  });

  it('tells an alert until it has cleared, each by its labels', async () => {
    const { monitoring } = world();
    for (const instance of ['a', 'b']) monitoring.setAlert('Slow', { instance }, 'firing');
    monitoring.setAlert('Slow', { instance: 'a' }, 'firing');
    monitoring.setAlert('Slow', { instance: 'b' }, 'clear');
    expect(await monitoring.firing()).toMatchObject({ alerts: [{ name: 'Slow', labels: { instance: 'a' } }] });
  });

  it('gives only the samples of the span', async () => {
    const { monitoring } = world();
    monitoring.setSeries('refused', [{ at: '2026-11-23T09:00:00Z', value: 0 }, { at: '2026-11-23T09:30:00Z', value: 0.3 }]);
    const span = { from: new Date('2026-11-23T09:15:00Z'), to: NOW, stepSeconds: 15 };
    expect(await monitoring.range('refused', span)).toEqual({ samples: [{ at: '2026-11-23T09:30:00Z', value: 0.3 }] });
  });
});

describe('source control', () => {
  it('tells a change against the merge base, with the owners of the base', async () => {
    const { sourceControl } = world();
    const base = sourceControl.addCommit({ repository: 'shop', files: { 'CODEOWNERS': 'src/login/ @dev\n', 'src/login/a.ts': 'one\ntwo\n' } });
    const head = sourceControl.addCommit({ repository: 'shop', branch: 'incident/1', author: 'dev@shop', coAuthors: ['pair@shop'], subject: 'fix: login', files: { 'src/login/a.ts': 'one\nthree\n' } });
    sourceControl.addCommit({ repository: 'shop', files: { 'other.ts': 'x\n' } });
    expect(base).toMatch(/^[0-9a-f]{40}$/);
    expect(await sourceControl.change('shop', 'main', 'incident/1')).toEqual({
      commit: head, subject: 'fix: login', author: 'dev@shop', authors: ['dev@shop', 'pair@shop'],
      files: [{ path: 'src/login/a.ts', owners: ['@dev'] }], additions: 1, deletions: 1,
    });
  });

  it('refuses an unknown commit and knows an absent file from it', async () => {
    const { sourceControl } = world();
    const commit = sourceControl.addCommit({ repository: 'shop', files: { 'a.txt': 'a' } });
    await expect(sourceControl.checkout('shop', 'f'.repeat(40), folder)).rejects.toMatchObject({ code: 'commit-unknown' });
    expect(await sourceControl.readFile('shop', commit, 'b.txt')).toBeUndefined();
    await sourceControl.checkout('shop', commit, folder);
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('a');
  });
});

describe('check runner', () => {
  const order = () => ({ id: 'cell', command: 'test', folder, env: {}, timeoutSeconds: 1, log: 'i/1/cell', secrets: ['hunter22'] });

  it('writes the files that the command leaves and masks its output', async () => {
    const { checkRunner, store } = world(() => ({ exitCode: 1, files: { 'results/junit.xml': '<x/>' }, output: 'pass hunter22\n' }));
    expect(await checkRunner.run(order(), control())).toMatchObject({ exitCode: 1, ended: 'exited' });
    expect(await readFile(join(folder, 'results/junit.xml'), 'utf8')).toBe('<x/>');
    expect(store.logText('i/1/cell')).toBe('pass ***\n');
  });

  it('ends a command that hangs when the order is cancelled', async () => {
    const { checkRunner } = world(() => new Promise(() => undefined));
    const controller = new AbortController();
    const end = checkRunner.run(order(), { signal: controller.signal, onProgress: jest.fn() });
    controller.abort();
    expect(await end).toMatchObject({ exitCode: null, ended: 'cancelled' });
  });

  it('cannot make a box in a folder that is not there', async () => {
    const { checkRunner } = world();
    await expect(checkRunner.run({ ...order(), folder: join(folder, 'none') }, control())).rejects.toMatchObject({ code: 'runner-broken' });
  });
});

describe('store', () => {
  it('keeps text by its digest and refuses an unknown one', async () => {
    const { store } = world();
    const evidence = await store.put({ name: 'a', mediaType: 'text/plain', text: 'hello' });
    expect(await text(await store.open(evidence.digest))).toBe('hello');
    await expect(store.open(`sha256:${'0'.repeat(64)}`)).rejects.toMatchObject({ code: 'evidence-unknown' });
  });

  it('gives an artifact the same digest when it is unpacked and packed again', async () => {
    const { store } = world();
    const made = store.addArtifact({ 'server.js': 'x', 'lib/a.js': 'y' });
    await store.unpack(made.digest, join(folder, 'out'));
    expect(await store.pack(join(folder, 'out'))).toEqual(made);
  });

  it('reads a log from where the reader stopped', async () => {
    const { store } = world();
    await store.append('log', 'one');
    const first = await store.read('log', 0);
    await store.append('log', 'two');
    expect(await store.read('log', first.next)).toEqual({ text: 'two\n', next: 8 });
    expect(await store.read('never', 0)).toEqual({ text: '', next: 0 });
  });
});

describe('notifier', () => {
  it('drops a repeated key', async () => {
    const { notifier } = world();
    for (let times = 0; times < 2; times += 1) await notifier.notify(aNotification());
    expect(notifier.sent).toHaveLength(1);
    expect(notifier.shown()).toHaveLength(1);
    expect(notifier.deliveries()).toBe(2);
  });

  it('puts an update in the place of the earlier message', async () => {
    const { notifier } = world();
    const { receipt } = await notifier.notify(aNotification({ key: '1', subject: 'Assign' }));
    await notifier.notify(aNotification({ key: '2', subject: 'Other' }));
    await notifier.notify(aNotification({ key: '3', subject: 'Reminder', receipt }));
    expect(notifier.shown().map(({ subject }) => subject)).toEqual(['Reminder', 'Other']);
    expect(notifier.sent.map(({ key }) => key)).toEqual(['1', '2', '3']);
  });

  it('keeps nothing of what it refuses', async () => {
    const { notifier } = world();
    notifier.setFault('telling-refused');
    await expect(notifier.notify(aNotification())).rejects.toMatchObject({ code: 'telling-refused' });
    notifier.setFault(undefined);
    expect(notifier.sent).toEqual([]);
  });
});

it('an archive lists the incidents of one cause', async () => {
  const { archive } = world();
  for (const [id, workflowId] of [['a', 'incident.shop.Slow'], ['b', 'incident.shop.Down'], ['c', 'incident.shop.Slow']] as const) {
    const record = aRecord(id);
    await archive.save({ ...record, incident: { ...record.incident, workflowId } }, '');
  }
  expect((await archive.list({ limit: 5, workflowId: 'incident.shop.Slow' })).map((r) => r.incident.id).sort()).toEqual(['a', 'c']);
});

it('an archive lists newest first, page by page', async () => {
  const { archive } = world();
  for (const [id, at] of [['a', '2026-11-23T10:00:00Z'], ['b', '2026-11-24T10:00:00Z'], ['c', '2026-11-22T10:00:00Z']] as const) await archive.save(aRecord(id, at), `# ${id}`);
  const first = await archive.list({ limit: 2 });
  expect(first.map((r) => r.incident.id)).toEqual(['b', 'a']);
  expect((await archive.list({ limit: 2, before: first[1]?.incident.closedAt ?? '' })).map((r) => r.incident.id)).toEqual(['c']);
  expect((await archive.find('b'))?.story).toBe('# b');
  expect(await archive.find('z')).toBeUndefined();
});

describe('an archive is read', () => {
  it('finds by columns and by words', async () => {
    const { archive } = world();
    await keepFour(archive);
    for (const [what, filter, ids] of SEARCHES) expect([what, await found(archive, filter)]).toEqual([what, ids]);
  });

  it.each(PAGES)('%s', async (_, page, ids) => {
    const { archive } = world();
    await keepSix(archive);
    expect(await idsOf(archive, page)).toEqual(ids);
  });

  it('whole, or brief', async () => { await expectBriefness(world().archive); });

  it('page by page without losing those that closed in the same moment', async () => {
    const { archive } = world();
    await keepSix(archive);
    expect(await allPages(archive, { limit: 2, service: 'storefront' })).toEqual([['f', 'd'], ['b', 'C'], ['a']]);
  });
});

describe('the source control in memory, as the real one', () => {
  it('knows who wrote a line or a file, and nobody where there is none', async () => {
    const sourceControl = createInMemorySourceControl();
    const first = sourceControl.addCommit({ repository: 'shop', files: { 'a.ts': 'one\ntwo\n' }, author: 'maya@shop.example' });
    const second = sourceControl.addCommit({ repository: 'shop', files: { 'a.ts': 'one\n2\n' }, author: 'noor@shop.example' });
    expect(await sourceControl.whoWrote('shop', second, 'a.ts', 1)).toMatchObject({ email: 'maya@shop.example', commit: first });
    expect(await sourceControl.whoWrote('shop', second, 'a.ts', 2)).toMatchObject({ email: 'noor@shop.example', commit: second });
    expect(await sourceControl.whoWrote('shop', second, 'a.ts')).toMatchObject({ commit: second });
    expect(await sourceControl.whoWrote('shop', second, 'a.ts', 3)).toBeUndefined();
    expect(await sourceControl.whoWrote('shop', second, 'b.ts')).toBeUndefined();
  });

  it('tells the same digest for the same files, and remembers how checkouts were asked for', async () => {
    const sourceControl = createInMemorySourceControl();
    const first = sourceControl.addCommit({ repository: 'shop', files: { 'src/a.ts': 'a', 'b.ts': 'b' } });
    const second = sourceControl.addCommit({ repository: 'shop', files: { 'b.ts': 'B' } });
    expect(await sourceControl.treeOf('shop', first, ['src/'])).toBe(await sourceControl.treeOf('shop', second, ['./src']));
    expect(await sourceControl.treeOf('shop', first, ['.'])).not.toBe(await sourceControl.treeOf('shop', second, ['.']));
    const folder = await mkdtemp(join(tmpdir(), 'dayshift-in-memory-'));
    await sourceControl.checkout('shop', first, folder, { lfs: true });
    expect(sourceControl.checkouts).toEqual([{ repository: 'shop', commit: first, options: { lfs: true } }]);
  });
});
