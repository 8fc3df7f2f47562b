// Does the blue-green deployer keep the port's promises with real processes? One live, one standby, repeats change nothing, failures leave the old one.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEndpoints } from '../../../integrations/envoy';
import { createProcessDeployer, reviveReleases, stopReleases } from '../../../integrations/processes/deployer';
import { aDeployment, type Deployment, quietly, SERVER } from './a-release';

let at: Deployment;

beforeEach(async () => {
  at = await aDeployment();
});
afterEach(() => at.close());

async function deployAll(...digests: string[]): Promise<void> {
  for (const digest of digests) await at.deployer.deploy(at.order(digest), quietly());
}
async function liveDigest(): Promise<string | undefined> {
  return (await at.deployer.current('shop', 'production'))?.digest;
}

describe('a deployment', () => {
  it('brings the artifact up and reports what it says of itself', async () => {
    const digest = at.addRelease('v1');
    expect(await at.deployer.current('shop', 'production')).toBeUndefined();
    const release = await at.deployer.deploy(at.order(digest, { commit: 'c0ffee' }), quietly());
    expect(release).toMatchObject({ environment: 'production', digest, version: 'v1', commit: 'c0ffee' });
    expect(await at.deployer.current('shop', 'production')).toEqual({ ...release, before: [] });
    const [endpoint] = await readEndpoints(at.endpoints);
    expect(endpoint?.port).toBeGreaterThanOrEqual(at.ports.from);
    expect(await at.targets()).toEqual([{ targets: [`127.0.0.1:${endpoint?.port}`], labels: { service: 'shop', environment: 'production', digest: digest.slice(7, 19), version: 'v1', role: 'live' } }]);
  });

  it('gives the release its declared environment and nothing of dayshift\'s own', async () => {
    process.env['NOT_FOR_RELEASES'] = 'x';
    const server = SERVER.replace("{ status: 'ok', version,", '{ status: [process.env.DECLARED, process.env.NOT_FOR_RELEASES].join(), version,');
    const digest = at.addRelease('v1', { 'server.js': server });
    await at.deployer.deploy(at.order(digest, { env: { DECLARED: 'yes' } }), quietly());
    const [endpoint] = await readEndpoints(at.endpoints);
    expect(await (await fetch(`http://127.0.0.1:${endpoint?.port}/healthz`)).json()).toMatchObject({ status: 'yes,' });
    delete process.env['NOT_FOR_RELEASES'];
  });

  it('repeated for the digest that is live changes nothing', async () => {
    const digest = at.addRelease('v1');
    const first = await at.deployer.deploy(at.order(digest), quietly());
    expect(await at.deployer.deploy(at.order(digest), quietly())).toEqual(first);
    expect(at.started()).toHaveLength(1);
  });

  it('keeps the release before as a standby and ends the one before that', async () => {
    const [a, b, c] = [at.addRelease('a'), at.addRelease('b'), at.addRelease('c')];
    await deployAll(a, b);
    expect(at.running()).toEqual([a, b]);
    await deployAll(c);
    expect(at.running()).toEqual([b, c]);
    expect((await at.targets()).map((target) => target.labels['version'])).toEqual(['c', 'b']);
  });

  it('asked for by two workers at once is done once', async () => {
    const digest = at.addRelease('v1');
    const other = createProcessDeployer(at.settings);
    await Promise.all([at.deployer.deploy(at.order(digest), quietly()), other.deploy(at.order(digest), quietly())]);
    expect(at.started()).toHaveLength(1);
  });

  it('of two services at once gives each a port of its own', async () => {
    const digest = at.addRelease('v1');
    await Promise.all(['shop', 'cart'].map((service) => at.deployer.deploy(at.order(digest, { service }), quietly())));
    expect(await at.deployer.current('cart', 'production')).toMatchObject({ digest });
    expect(await liveDigest()).toBe(digest);
  });
});

describe('a deployment that fails leaves the old release live and nothing of its own', () => {
  it.each([
    ['the command ends', { 'server.js': 'console.error("no database at postgres://u:sesame@db"); process.exit(3);' }, /the command ended.*no database at postgres:\/\/u:\*\*\*@db/],
    ['it never answers 200', { 'server.js': SERVER.replace("'/healthz') return", "'/healthz') return void response.writeHead(503).end();") }, /answers 503, after 1 s/],
    ['it reports another digest', { 'server.js': SERVER.replace('digest: process.env.DAYSHIFT_DIGEST', `digest: 'sha256:${'0'.repeat(64)}'`) }, /reports sha256:0000/],
    ['it hangs and ignores SIGTERM', { 'server.js': SERVER.replace("process.on('SIGTERM', () => server.close(() => process.exit(0)))", "process.on('SIGTERM', () => {})").replace("'/healthz') return", "'/healthz') return;") }, /no answer within|after 1 s/],
  ])('%s', async (_, files, reason) => {
    const [good, bad] = [at.addRelease('good'), at.addRelease('bad', files)];
    await deployAll(good);
    const failure = at.deployer.deploy(at.order(bad, { timeoutSeconds: 1 }), quietly());
    await expect(failure).rejects.toMatchObject({ code: 'deploy-failed' });
    await expect(failure).rejects.toThrow(reason);
    expect(await liveDigest()).toBe(good);
    expect(at.running()).toEqual([good]);
  });

  it('the digest is not known', async () => {
    const good = at.addRelease('good');
    await deployAll(good);
    await expect(deployAll(`sha256:${'0'.repeat(64)}`)).rejects.toMatchObject({ code: 'evidence-unknown' });
    expect(await liveDigest()).toBe(good);
  });

  it('the customers do not reach it', async () => {
    const [good, bad] = [at.addRelease('good'), at.addRelease('bad')];
    await deployAll(good);
    const guarded = createProcessDeployer({ ...at.settings, address: () => `http://127.0.0.1:${at.ports.to}`, confirmSeconds: 0.2 });
    await expect(guarded.deploy(at.order(bad), quietly())).rejects.toMatchObject({ code: 'deploy-failed' });
    expect(await liveDigest()).toBe(good);
    expect(at.running()).toEqual([good]);
    expect((await at.targets()).map((target) => target.labels['version'])).toEqual(['good']);
  });

  it('the order is cancelled', async () => {
    const good = at.addRelease('good');
    const never = at.addRelease('never', { 'server.js': SERVER.replace("'/healthz') return", "'/healthz') return;") });
    await deployAll(good);
    const controller = new AbortController();
    const onProgress = (text: string): void => (text.startsWith('starting') ? controller.abort(new Error('superseded')) : undefined);
    await expect(at.deployer.deploy(at.order(never), { signal: controller.signal, onProgress })).rejects.toThrow('superseded');
    expect(await liveDigest()).toBe(good);
    expect(at.running()).toEqual([good]);
  });

  it('every port is taken', async () => {
    const [a, b] = [at.addRelease('a'), at.addRelease('b')];
    const narrow = createProcessDeployer({ ...at.settings, ports: { from: at.ports.from, to: at.ports.from } });
    await narrow.deploy(at.order(a), quietly());
    await expect(narrow.deploy(at.order(b), quietly())).rejects.toThrow(/no port from/);
    expect(await liveDigest()).toBe(a);
  });
});

describe('going back', () => {
  it('is to the standby, ends the failed release, and is safe to repeat', async () => {
    const [a, b] = [at.addRelease('a'), at.addRelease('b')];
    await deployAll(a, b);
    expect(await at.deployer.undo(at.undoing(b))).toMatchObject({ digest: a });
    expect(await at.deployer.undo(at.undoing(b))).toMatchObject({ digest: a });
    expect(at.running()).toEqual([a]);
    expect(at.started()).toHaveLength(2);
  });

  it('is never done a second time', async () => {
    const [a, b, c] = [at.addRelease('a'), at.addRelease('b'), at.addRelease('c')];
    await deployAll(a, b, c);
    await at.deployer.undo(at.undoing(c));
    await expect(at.deployer.undo(at.undoing(b))).rejects.toMatchObject({ code: 'deploy-failed' });
    expect(await liveDigest()).toBe(b);
  });

  it('starts the standby again when it does not run', async () => {
    const [a, b] = [at.addRelease('a'), at.addRelease('b')];
    await deployAll(a, b);
    process.kill(at.started()[0]?.pid ?? 0, 'SIGKILL');
    expect(await at.deployer.undo(at.undoing(b))).toMatchObject({ digest: a });
    expect(at.running()).toEqual([a]);
  });

  it('stays where it is when the standby does not come up', async () => {
    const [a, b] = [at.addRelease('a', { 'server.js': `if (require('node:fs').existsSync('once')) process.exit(1);\nrequire('node:fs').writeFileSync('once', '');\n${SERVER}` }), at.addRelease('b')];
    await deployAll(a, b);
    process.kill(at.started()[0]?.pid ?? 0, 'SIGKILL');
    await expect(at.deployer.undo(at.undoing(b))).rejects.toMatchObject({ code: 'deploy-failed' });
    expect(await liveDigest()).toBe(b);
  });

  it('of a digest that is not live touches nothing', async () => {
    const [a, b] = [at.addRelease('a'), at.addRelease('b')];
    await deployAll(a);
    expect(await at.deployer.undo(at.undoing(b))).toMatchObject({ digest: a });
    expect(await at.deployer.undo(at.undoing(b, { service: 'cart' }))).toBeUndefined();
  });
});

describe('what was live before', () => {
  const digests = async (): Promise<string[] | undefined> => (await at.deployer.current('shop', 'production'))?.before?.map(({ digest }) => digest);

  it('is known newest first, with the commit and the time at which it went live', async () => {
    const [a, b, c] = [at.addRelease('a'), at.addRelease('b'), at.addRelease('c')];
    let minutes = 0;
    const timed = createProcessDeployer({ ...at.settings, now: () => new Date(Date.UTC(2026, 10, 25, 9, minutes)) });
    for (const [digest, commit] of [[a, 'c0'], [b, 'c1'], [c, 'c2']] as const) {
      await timed.deploy(at.order(digest, { commit }), quietly());
      minutes += 10;
    }
    expect(await timed.current('shop', 'production')).toMatchObject({ digest: c, at: '2026-11-25T09:20:00.000Z', before: [
      { environment: 'production', digest: b, version: 'b', commit: 'c1', at: '2026-11-25T09:10:00.000Z' },
      { environment: 'production', digest: a, version: 'a', commit: 'c0', at: '2026-11-25T09:00:00.000Z' },
    ] });
  });

  it('stays the same when the live one is deployed again, and does not count a deployment that failed', async () => {
    const [a, b, bad] = [at.addRelease('a'), at.addRelease('b'), at.addRelease('bad', { 'server.js': 'process.exit(3);' })];
    await deployAll(a, b, b);
    await expect(deployAll(bad)).rejects.toMatchObject({ code: 'deploy-failed' });
    expect(await digests()).toEqual([a]);
  });

  it('after going back is what was gone back from, and what was before that', async () => {
    const [a, b] = [at.addRelease('a'), at.addRelease('b')];
    await deployAll(a, b);
    await at.deployer.undo(at.undoing(b));
    expect(await digests()).toEqual([b, a]);
    await at.deployer.undo(at.undoing(b));
    expect(await digests()).toEqual([b, a]);
  });

  it('is not known from files of an earlier dayshift, which are read all the same', async () => {
    const [a, b] = [at.addRelease('a'), at.addRelease('b')];
    await deployAll(a);
    const names = await readdir(at.folder, { recursive: true });
    const file = join(at.folder, names.find((name) => name.endsWith('release.json')) ?? '');
    const { before, ...old } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    expect(before).toEqual([]);
    await writeFile(file, JSON.stringify(old));
    expect(await at.deployer.current('shop', 'production')).toMatchObject({ digest: a, before: undefined });
    await deployAll(b);
    expect(await digests()).toEqual([a]);
  });
});

describe('after a restart of everything', () => {
  it('the live release and its standby are started again by the files alone, and what runs is left alone', async () => {
    const [a, b] = [at.addRelease('a'), at.addRelease('b')];
    await deployAll(a, b);
    await stopReleases({ folder: at.folder, graceSeconds: 1 });
    expect(at.running()).toEqual([]);
    expect(await at.deployer.current('shop', 'production')).toBeUndefined();
    expect(await reviveReleases(at.settings)).toEqual([b, a].map((digest) => ({ service: 'shop', environment: 'production', digest, state: 'started again' })));
    expect(await reviveReleases(at.settings)).toMatchObject([{ state: 'ran already' }, { state: 'ran already' }]);
    expect(await liveDigest()).toBe(b);
    expect(at.running().sort()).toEqual([a, b].sort());
    expect(await at.deployer.undo(at.undoing(b))).toMatchObject({ digest: a });
  });

  it('keeps the files of a release to their owner, and leaves no temporary ones', async () => {
    const digest = at.addRelease('a');
    await deployAll(digest);
    const names = await readdir(join(at.folder, 'shop'), { recursive: true });
    const release = names.find((name) => name.endsWith('release.json')) ?? '';
    expect((await stat(join(at.folder, 'shop', release))).mode & 0o777).toBe(0o600);
    expect(names.filter((name) => name.includes('.tmp') || name.includes('unpack-'))).toEqual([]);
  });
});
