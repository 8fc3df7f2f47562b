// Is a deployment that was killed anywhere either finished or undone by the next try, and never done twice?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createCommandDeployer } from '../../../integrations/command';
import { listProcesses } from '../../../integrations/process-identity';
import { aSymlinkTarget, quietly, type SymlinkTarget } from './a-symlink-target';
import type { Task } from './deploy-program';

let at: SymlinkTarget;
let old: string;
let fresh: string;

beforeEach(async () => {
  at = await aSymlinkTarget();
  [old, fresh] = [at.addRelease('old'), at.addRelease('new')];
  await at.deployer.deploy(at.order(old), quietly());
});
afterEach(() => at.close());

type Step = 'before-copy' | 'before-switch' | 'after-switch';

/** Deploys in a process of its own, which is killed with -9 while the team's command stands still at the step. The command lives on. */
async function killedAt(step: Step): Promise<number> {
  await at.at(step, 'echo $$ > "$TARGET/stands"; echo "it stands at the step"; sleep 600');
  const { digest: _, ...order } = at.order('');
  const task: Task = { settings: { row: at.settings.row, stateFolder: at.settings.stateFolder }, env: at.settings.variables('shop', 'production').env, files: { version: 'new' }, order };
  const child = spawn(process.execPath, ['--require', join(__dirname, '../../support/typescript.cjs'), join(__dirname, 'deploy-program.ts'), JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) if (line === 'it stands at the step') break;
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
  await at.forget(step);
  return Number(await readFile(join(at.target, 'stands'), 'utf8'));
}

function isGone(pid: number): boolean {
  return listProcesses([pid]).length === 0;
}

const STEPS: Step[] = ['before-copy', 'before-switch', 'after-switch'];

it.each(STEPS)('killed %s, it is finished by the next try: the old command is ended, and the switch happens once', async (step) => {
  const pid = await killedAt(step);
  expect(isGone(pid)).toBe(false);
  const release = await createCommandDeployer(at.settings).deploy(at.order(fresh), quietly());
  expect(release).toMatchObject({ digest: fresh });
  expect(isGone(pid)).toBe(true);
  expect(await at.live()).toBe(fresh);
  expect(await at.version()).toBe('new');
  expect(await at.switches()).toEqual([old, fresh]);
});

it.each(STEPS)('killed %s, it is undone: the release before is live and the old command is ended', async (step) => {
  const pid = await killedAt(step);
  expect(await createCommandDeployer(at.settings).undo(at.undoing(fresh))).toMatchObject({ digest: old });
  expect(isGone(pid)).toBe(true);
  expect(await at.live()).toBe(old);
  expect(await at.version()).toBe('old');
  expect((await at.switches()).filter((digest) => digest === fresh)).toHaveLength(step === 'after-switch' ? 1 : 0);
});
