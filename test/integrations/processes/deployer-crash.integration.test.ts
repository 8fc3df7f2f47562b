// Is a deployment that was killed anywhere finished by the next try, with one process of each release and never two?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createProcessDeployer } from '../../../integrations/processes/deployer';
import { aDeployment, type Deployment, quietly, SERVER } from './a-release';
import type { Task } from './deploy-program';

let at: Deployment;

beforeEach(async () => {
  at = await aDeployment();
});
afterEach(() => at.close());

/** Deploys in a process of its own and kills it with -9 at the step. */
async function killedAt(step: string): Promise<void> {
  const { digest: _, ...order } = at.order('');
  const task: Task = { settings: { folder: at.folder, ports: at.ports, drainSeconds: 0 }, files: { 'server.js': SERVER, version: 'new' }, order, stopAt: step };
  const child = spawn(process.execPath, ['--require', join(__dirname, '../../support/typescript.cjs'), join(__dirname, 'deploy-program.ts'), JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith(step)) break;
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
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
