// Is a deployment that was killed anywhere finished by the next try, with one process of each release and never two?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readEndpoints } from '../../../integrations/envoy';
import { createProcessDeployer } from '../../../integrations/processes/deployer';
import { aDeployment, type Deployment, PLAIN_SERVER, quietly, SERVER } from './a-release';
import type { Task } from './deploy-program';

let at: Deployment;

beforeEach(async () => {
  at = await aDeployment();
});
afterEach(() => at.close());

type Part = Pick<Task, 'deploy' | 'undo' | 'stopAt' | 'stopBefore'>;

/** Works on one order in a process of its own, and kills it with -9 when it stops; false: it came to its end. */
async function isKilled(part: Part, server: string, version: string): Promise<boolean> {
  const task: Task = { settings: { folder: at.folder, ports: at.ports, drainSeconds: 0 }, files: { 'server.js': server, version }, ...part };
  const child = spawn(process.execPath, ['--require', join(__dirname, '../../support/typescript.cjs'), join(__dirname, 'deploy-program.ts'), JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let stopped = false;
  for await (const line of createInterface({ input: child.stdout })) {
    stopped = line === 'stopped';
    if (stopped) break;
  }
  if (stopped) child.kill('SIGKILL');
  const [code, signal] = await exited as [number | null, string | null];
  if (!stopped && code !== 0) throw new Error(`it ended with ${code ?? signal}`);
  return stopped;
}

/** Deploys, and kills at the step. */
async function killedAt(stopAt: string): Promise<void> {
  const { digest: _, ...deploy } = at.order('');
  expect(await isKilled({ deploy, stopAt }, SERVER, 'new')).toBe(true);
}

const STEPS = ['unpacking', 'unpacked', 'starting on port', 'it is up', 'the traffic is switched', 'it answers the customers'];

it.each(STEPS)('killed at “%s”, it is finished by the next try', async (step) => {
  const [old, fresh] = [at.addRelease('old'), at.addRelease('new')];
  await at.deployer.deploy(at.order(old), quietly());
  await killedAt(step);
  const release = await createProcessDeployer(at.settings).deploy(at.order(fresh), quietly());
  expect(release).toMatchObject({ digest: fresh, version: 'new' });
  expect(await at.deployer.current('shop', 'production')).toEqual({ ...release, before: [expect.objectContaining({ digest: old, version: 'old' })] });
  expect(at.running().sort()).toEqual([old, fresh].sort());
  expect(at.started().filter(({ digest }) => digest === fresh)).toHaveLength(1);
});

it.each(STEPS)('killed at “%s”, it is undone', async (step) => {
  const [old, fresh] = [at.addRelease('old'), at.addRelease('new')];
  await at.deployer.deploy(at.order(old), quietly());
  await killedAt(step);
  expect(await at.deployer.undo(at.undoing(fresh))).toMatchObject({ digest: old });
  expect(at.running()).toEqual([old]);
});

it('a release that hung at the first try is started afresh by the next', async () => {
  const hangsOnce = `const fs = require('node:fs'); if (!fs.existsSync('once')) { fs.writeFileSync('once', ''); setInterval(() => {}, 1000); } else {\n${SERVER}\n}`;
  const digest = at.addRelease('v', { 'server.js': hangsOnce });
  await expect(at.deployer.deploy(at.order(digest, { timeoutSeconds: 1 }), quietly())).rejects.toMatchObject({ code: 'deploy-failed' });
  expect(await at.deployer.deploy(at.order(digest), quietly())).toMatchObject({ digest });
  expect(at.running()).toEqual([digest]);
});

// `apart`: how many changes lie between two kills; the orders begin at different ones, so that together every kind of change is met.
describe.each([['a page that tells its digest', SERVER, 8], ['a page that tells none', PLAIN_SERVER, 13]])('with %s, wherever it is killed between two changes', (_, server, apart) => {
  let old: string, fresh: string;

  async function standing(weight?: number): Promise<void> {
    old = at.addRelease('old', { 'server.js': server });
    fresh = at.addRelease('new', { 'server.js': server });
    await at.deployer.deploy(at.order(old, { fence: 1 }), quietly());
    if (weight !== undefined) await at.deployer.deploy(at.order(fresh, { weight, fence: 1 }), quietly());
  }
  /** Who has traffic is running, once each; the live one says who it is. */
  async function expectLive(digest: string, canary?: string): Promise<void> {
    const now = await createProcessDeployer(at.settings).current('shop', 'production');
    expect([now?.digest, now?.canary?.digest]).toEqual([digest, canary]);
    const endpoints = await readEndpoints(at.endpoints);
    expect(endpoints.map(({ release }) => release)).toEqual([digest, canary].flatMap((one) => one?.slice(7, 23) ?? []));
    expect(new Set(at.running()).size).toBe(at.running().length);
  }
  /** One world after the other, each killed some changes later, until one comes to its end. */
  async function everywhere(from: number, weight: number | undefined, part: () => Part, afterwards: () => Promise<void>): Promise<void> {
    for (let stopBefore = from; ; stopBefore += apart) {
      await standing(weight);
      const killed = await isKilled({ ...part(), stopBefore }, server, 'new');
      await afterwards();
      await at.close();
      at = await aDeployment();
      if (!killed) return;
    }
  }
  const deploying = (weight?: number) => (): Part => {
    const { digest: _digest, ...deploy } = at.order('', { weight, fence: 2 });
    return { deploy };
  };
  const undoing = (): Part => ({ undo: at.undoing('', { fence: 2 }) });
  const again = () => createProcessDeployer(at.settings);

  it('a first share is given by the next try', async () => {
    await everywhere(0, undefined, deploying(10), async () => {
      await again().deploy(at.order(fresh, { weight: 10, fence: 2 }), quietly());
      await expectLive(old, fresh);
      await expect(again().deploy(at.order(old, { fence: 1 }), quietly())).rejects.toMatchObject({ code: 'fence-passed' });
    });
  });

  it('a share that was to become everybody\'s is everybody\'s after the next try', async () => {
    await everywhere(1, 10, deploying(), async () => {
      await again().deploy(at.order(fresh, { fence: 2 }), quietly());
      await expectLive(fresh);
    });
  });

  it('a share that was to become everybody\'s is taken back', async () => {
    await everywhere(3, 10, deploying(), async () => {
      expect(await again().undo(at.undoing(fresh, { fence: 2 }))).toMatchObject({ digest: old });
      await expectLive(old);
      expect(at.running()).toEqual([old]);
    });
  });

  it('a share that was being taken back is', async () => {
    await everywhere(1, 10, undoing, async () => {
      expect(await again().undo(at.undoing(fresh, { fence: 2 }))).toMatchObject({ digest: old });
      await expectLive(old);
      expect(at.running()).toEqual([old]);
    });
  });

  it('a live release that was being taken back is', async () => {
    await everywhere(2, 100, undoing, async () => {
      expect(await again().undo(at.undoing(fresh, { fence: 2 }))).toMatchObject({ digest: old });
      await expectLive(old);
      expect(at.running()).toEqual([old]);
    });
  });
});
