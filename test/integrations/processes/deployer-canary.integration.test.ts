// Does a release get a share of the traffic beside the live one, more of it, all of it or none, with the live one untouched?
import { readEndpoints } from '../../../integrations/envoy';
import { createProcessDeployer } from '../../../integrations/processes/deployer';
import { aDeployment, type Deployment, quietly, SERVER } from './a-release';

let at: Deployment;
let a: string, b: string, c: string;

beforeEach(async () => {
  at = await aDeployment();
  [a, b, c] = ['a', 'b', 'c'].map((version) => at.addRelease(version)) as [string, string, string];
});
afterEach(() => at.close());

async function deploy(digest: string, weight?: number): Promise<void> {
  await at.deployer.deploy(at.order(digest, { weight }), quietly());
}
const current = () => at.deployer.current('shop', 'production');
async function shares(): Promise<[string, number, string][]> {
  return (await readEndpoints(at.endpoints)).map(({ release, weight, role }) => [release, weight, role]);
}
function killNewest(): void {
  const newest = at.started().at(-1);
  if (!newest) throw new Error('nothing was started');
  process.kill(newest.pid, 'SIGKILL');
}
const idOf = (digest: string): string => digest.slice(7, 23);

it('grows by the file alone, and with the whole of it becomes the live one', async () => {
  await deploy(a);
  for (const weight of [10, 10, 50]) {
    await deploy(b, weight);
    expect(await shares()).toEqual([[idOf(a), 100 - weight, 'live'], [idOf(b), weight, 'canary']]);
  }
  expect(await current()).toMatchObject({ digest: a, canary: { digest: b, version: 'b', weight: 50 } });
  await deploy(b);
  expect(await shares()).toEqual([[idOf(b), 100, 'live']]);
  expect(await current()).toMatchObject({ digest: b, before: [{ digest: a }] });
  expect(await current()).not.toHaveProperty('canary');
  expect(at.started().map(({ digest }) => digest)).toEqual([a, b]);
  expect(await at.deployer.undo(at.undoing(b))).toMatchObject({ digest: a });
});

it('is scraped with its role, beside the live one and its standby', async () => {
  await deploy(a);
  await deploy(b);
  await deploy(c, 25);
  expect((await at.targets()).map(({ labels }) => [labels['role'], labels['version'], labels['digest']])).toEqual([
    ['live', 'b', b.slice(7, 19)], ['standby', 'a', a.slice(7, 19)], ['canary', 'c', c.slice(7, 19)],
  ]);
});

it('is taken back: it ends, the live one was never stopped and keeps its own standby', async () => {
  await deploy(a);
  await deploy(b);
  await deploy(c, 50);
  expect(await at.deployer.undo(at.undoing(c))).toMatchObject({ digest: b });
  expect(await at.deployer.undo(at.undoing(c))).toMatchObject({ digest: b });
  expect(await shares()).toEqual([[idOf(b), 100, 'live']]);
  expect(at.running()).toEqual([a, b]);
  expect((await at.targets()).map(({ labels }) => labels['role'])).toEqual(['live', 'standby']);
  expect(await at.deployer.undo(at.undoing(b))).toMatchObject({ digest: a });
});

it.each([['a share', 20], ['the whole', 100]])('makes way for a third release that gets %s', async (_, weight) => {
  await deploy(a);
  await deploy(b, 10);
  await deploy(c, weight);
  expect(at.running()).toEqual([a, c]);
  expect((await shares()).map(([release]) => release)).toEqual(weight < 100 ? [idOf(a), idOf(c)] : [idOf(c)]);
});

it('goes with the live release when that is taken back', async () => {
  await deploy(a);
  await deploy(b);
  await deploy(c, 10);
  expect(await at.deployer.undo(at.undoing(b))).toMatchObject({ digest: a });
  expect(await shares()).toEqual([[idOf(a), 100, 'live']]);
  expect(at.running()).toEqual([a]);
});

it('stays when something else that has no traffic is taken back', async () => {
  await deploy(a);
  await deploy(b, 10);
  await at.deployer.undo(at.undoing(c));
  expect(await current()).toMatchObject({ digest: a, canary: { digest: b, weight: 10 } });
});

it('of the first release of all is everybody', async () => {
  await deploy(a, 10);
  expect(await shares()).toEqual([[idOf(a), 100, 'live']]);
});

it('that died is started again by the next step, and loses its share when it does not come up', async () => {
  const once = at.addRelease('once', { 'server.js': `if (require('node:fs').existsSync('twice')) process.exit(1);\nif (require('node:fs').existsSync('once')) require('node:fs').writeFileSync('twice', '');\nrequire('node:fs').writeFileSync('once', '');\n${SERVER}` });
  await deploy(a);
  await deploy(once, 10);
  killNewest();
  await deploy(once, 20);
  expect(at.running()).toEqual([a, once]);
  killNewest();
  await expect(deploy(once, 30)).rejects.toMatchObject({ code: 'deploy-failed' });
  expect(await shares()).toEqual([[idOf(a), 100, 'live']]);
  expect(at.running()).toEqual([a]);
});

it('that customers do not reach is taken away again', async () => {
  await deploy(a);
  const guarded = createProcessDeployer({ ...at.settings, address: () => `http://127.0.0.1:${at.ports.to}`, confirmSeconds: 0.2 });
  await expect(guarded.deploy(at.order(b, { weight: 10 }), quietly())).rejects.toMatchObject({ code: 'deploy-failed' });
  expect(await shares()).toEqual([[idOf(a), 100, 'live']]);
  expect(at.running()).toEqual([a]);
});

it.each([0, 101, 2.5])('of %d in a hundred is refused', async (weight) => {
  await deploy(a);
  await expect(deploy(b, weight)).rejects.toThrow(/whole, from 1 to 100/);
  expect(at.started().map(({ digest }) => digest)).toEqual([a]);
});
