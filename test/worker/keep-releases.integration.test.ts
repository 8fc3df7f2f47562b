// Does what has traffic come back when its process dies, also after a restart of everything, and beside deployments and rollbacks?
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { readEndpoints } from '../../integrations/envoy';
import { stopReleases } from '../../integrations/processes/deployer';
import { keepReleases } from '../../worker/keep-releases';
import { aDeployment, type Deployment, quietly, SERVER } from '../integrations/processes/a-release';

let at: Deployment;
let said: string[];
let leaving: AbortController;
let kept: Promise<void>;

beforeEach(async () => {
  at = await aDeployment();
  said = [];
  leaving = new AbortController();
  kept = Promise.resolve();
});
afterEach(async () => {
  await leave();
  await at.close();
});

function keep(): void {
  leaving = new AbortController();
  kept = keepReleases({ folder: at.folder, ports: at.ports, signal: leaving.signal, say: (line) => said.push(line), graceSeconds: 2 });
}
async function leave(): Promise<void> {
  leaving.abort();
  await kept;
}
async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`it never became so; said: ${said.join(' | ')}`);
    await wait(20);
  }
}
const current = () => at.deployer.current('shop', 'production');
const startsOf = (digest: string): number => at.started().filter((one) => one.digest === digest).length;
function killLast(digest: string): void {
  const started = at.started().findLast((one) => one.digest === digest);
  if (!started) throw new Error(`${digest} was never started`);
  process.kill(started.pid, 'SIGKILL');
}

it('a live release that is killed answers again, on its port, as the same release', async () => {
  const digest = at.addRelease('a');
  const release = await at.deployer.deploy(at.order(digest), quietly());
  const endpoints = await readFile(at.endpoints, 'utf8');
  keep();
  for (const times of [2, 3]) {
    killLast(digest);
    await until(async () => startsOf(digest) === times && (await current())?.digest === digest);
  }
  expect(await current()).toEqual({ ...release, before: [] });
  expect(at.running()).toEqual([digest]);
  expect(await readFile(at.endpoints, 'utf8')).toBe(endpoints);
  expect(said[0]).toBe(`the live release ${digest.slice(7, 23)} of shop in production had ended and is started again`);
});

it('what has a share, and what is kept to go back to, come back too', async () => {
  const [a, b, c] = [at.addRelease('a'), at.addRelease('b'), at.addRelease('c')];
  for (const digest of [a, b]) await at.deployer.deploy(at.order(digest), quietly());
  await at.deployer.deploy(at.order(c, { weight: 10 }), quietly());
  keep();
  for (const digest of [a, c]) killLast(digest);
  await until(async () => startsOf(a) === 2 && (await current())?.canary?.digest === c && at.running().includes(a));
  expect(at.running().sort()).toEqual([a, b, c].sort());
  expect(startsOf(b)).toBe(1);
});

it('after a restart of everything all of it stands as before', async () => {
  const [a, b, c] = [at.addRelease('a'), at.addRelease('b'), at.addRelease('c')];
  for (const digest of [a, b]) await at.deployer.deploy(at.order(digest), quietly());
  await at.deployer.deploy(at.order(c, { weight: 25 }), quietly());
  const [endpoints, targets] = [await readFile(at.endpoints, 'utf8'), await at.targets()];
  await stopReleases({ folder: at.folder, graceSeconds: 1 });
  expect(at.running()).toEqual([]);
  keep();
  await until(async () => (await current())?.canary?.weight === 25 && at.running().length === 3);
  expect(await current()).toMatchObject({ digest: b, canary: { digest: c } });
  expect([await readFile(at.endpoints, 'utf8'), await at.targets()]).toEqual([endpoints, targets]);
});

it('two keepers start it once', async () => {
  const digest = at.addRelease('a');
  await at.deployer.deploy(at.order(digest), quietly());
  keep();
  const [first, firstLeaving] = [kept, leaving];
  keep();
  killLast(digest);
  await until(async () => (await current())?.digest === digest);
  firstLeaving.abort();
  await first;
  expect(startsOf(digest)).toBe(2);
  expect(at.running()).toEqual([digest]);
});

it('a live release that dies while another one is being brought up is not left down until that is done', async () => {
  const [a, b] = [at.addRelease('a'), at.addRelease('b', { 'server.js': SERVER.replace("'/healthz') return", "'/healthz' && !require('node:fs').existsSync(process.env.STARTS + '.go')) return void response.writeHead(503).end();\n  if (request.url === '/healthz') return") })];
  await at.deployer.deploy(at.order(a), quietly());
  keep();
  const deployment = at.deployer.deploy(at.order(b, { timeoutSeconds: 60 }), quietly());
  await until(() => startsOf(b) === 1);
  killLast(a);
  await until(async () => startsOf(a) === 2 && (await current())?.digest === a);
  await writeFile(`${at.starts}.go`, '');
  expect(await deployment).toMatchObject({ digest: b });
  expect(at.running().sort()).toEqual([a, b].sort());
  expect(await at.deployer.undo(at.undoing(b))).toMatchObject({ digest: a });
});

it('what was taken back is not started again, and what is deployed while it looks is started once', async () => {
  const [a, b, c] = [at.addRelease('a'), at.addRelease('b'), at.addRelease('c')];
  keep();
  await at.deployer.deploy(at.order(a), quietly());
  await at.deployer.deploy(at.order(b, { weight: 50 }), quietly());
  await at.deployer.undo(at.undoing(b));
  await at.deployer.deploy(at.order(c), quietly());
  await at.deployer.undo(at.undoing(c));
  expect(at.running()).toEqual([a]);
  expect(at.started().map(({ digest }) => digest)).toEqual([a, b, c]);
  expect(said).toEqual([]);
});

describe('when it cannot be as before', () => {
  let stranger: Server | undefined;
  afterEach(() => void stranger?.close());

  it('a port that a stranger took is left to it, and the traffic follows the release', async () => {
    const digest = at.addRelease('a');
    await at.deployer.deploy(at.order(digest), quietly());
    await stopReleases({ folder: at.folder, graceSeconds: 1 });
    const port = (await readEndpoints(at.endpoints))[0]?.port ?? 0;
    await new Promise<void>((resolve) => void (stranger = createServer().listen(port, '127.0.0.1', resolve)));
    keep();
    await until(async () => (await current())?.digest === digest);
    expect((await readEndpoints(at.endpoints))[0]?.port).not.toBe(port);
  });

  it('one that dies again and again is started ever more seldom, and said to be', async () => {
    const digest = at.addRelease('a', { 'server.js': `if (require('node:fs').existsSync('once')) { require('node:fs').appendFileSync(process.env.STARTS, process.env.DAYSHIFT_DIGEST + ' 0\\n'); process.exit(1); }\nrequire('node:fs').writeFileSync('once', '');\n${SERVER}` });
    await at.deployer.deploy(at.order(digest), quietly());
    keep();
    killLast(digest);
    await until(() => said.length >= 3);
    await leave();
    expect(startsOf(digest)).toBeLessThanOrEqual(1 + said.length);
    expect(new Set(said).size).toBe(1);
  });

  it('an environment that cannot be read leaves no other one alone', async () => {
    const digest = at.addRelease('a');
    for (const environment of ['production', 'staging']) await at.deployer.deploy(at.order(digest, { environment }), quietly());
    await writeFile(at.endpoints, '{');
    keep();
    await until(() => said.length === 1);
    killLast(digest);
    await until(async () => startsOf(digest) === 3 && (await at.deployer.current('shop', 'staging'))?.digest === digest);
    expect(said).toEqual([expect.stringMatching(/^the releases of shop in production cannot be looked after/), expect.stringMatching(/of shop in staging had ended and is started again/)]);
  });

  it('a folder that cannot be read is said once, and looked after again when it can be', async () => {
    const digest = at.addRelease('a');
    await at.deployer.deploy(at.order(digest), quietly());
    const whole = await readFile(at.endpoints, 'utf8');
    await writeFile(at.endpoints, '{');
    keep();
    await until(() => said.length === 1);
    killLast(digest);
    await writeFile(at.endpoints, whole);
    await until(async () => (await current())?.digest === digest);
    expect(said).toEqual([expect.stringMatching(/cannot be looked after: .*endpoints\.json cannot be read/), expect.stringMatching(/is started again/)]);
  });
});
