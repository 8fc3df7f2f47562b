// What becomes of a run whose worker is killed by -9? It goes on until the same id is started again, or a worker clears up.
import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { identify, isRunning } from '../../../integrations/process-identity';
import { endOrphanedRuns } from '../../../integrations/processes/check-runner-claim';
import { anOrder, aRunWorld, lineOf, processesWith, until, type RunWorld } from './a-run';

const STRAYS = 'echo started > here; trap "" TERM; (setsid sleep 300 &) ; sleep 300 & while :; do sleep 1; done';

const TOUCH_AND_STAY = 'touch up; sleep 300 & sleep 300';

function markOf(world: RunWorld): string {
  return `${world.root}/killed`;
}

/** A worker in a process of its own, killed once its command runs. */
async function aKilledWorker(world: RunWorld, sandbox: string, order = anOrder(world.checkout, { command: STRAYS, env: { MARK: markOf(world) } })): Promise<void> {
  const worker: ChildProcess = spawn(process.execPath, [path.join(__dirname, 'run-in-a-child.cjs'), world.stateFolder, path.join(world.root, 'store'), JSON.stringify(order), sandbox], { stdio: 'inherit' });
  await lineOf(path.join(world.checkout, 'here'));
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  worker.kill('SIGKILL');
  await gone;
}

describe.each(['off', 'auto'] as const)('a worker killed by -9 with the sandbox %s', (sandbox) => {
  it('leaves at most a group that the next start of the same id ends, before it runs', async () => {
    const world = await aRunWorld({ sandbox });
    await aKilledWorker(world, sandbox);
    const { box } = await world.run({ id: 'another' });
    const endsWithItsWorker = box === 'process group, bubblewrap';
    await until(() => (processesWith(markOf(world)).length === 0) === endsWithItsWorker);
    const end = await world.run({ command: 'echo again' });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(processesWith(markOf(world))).toEqual([]);
    expect(await readdir(world.stateFolder)).toEqual([]);
  });

  it('leaves a group that a worker can end when it starts, and runs of living workers go on', async () => {
    const world = await aRunWorld({ sandbox });
    await aKilledWorker(world, sandbox);
    const cancel = new AbortController();
    const living = world.run({ id: 'another', command: 'echo > lives; sleep 300' }, { signal: cancel.signal });
    await until(async () => (await readdir(world.checkout)).includes('lives'));
    expect(await endOrphanedRuns(world.stateFolder, 0.3)).toEqual(['incident/1/cell']);
    expect(processesWith(markOf(world))).toEqual([]);
    cancel.abort();
    expect((await living).ended).toBe('cancelled');
  });
});

it('with services a worker killed by -9 leaves at most what the next start ends, and the command runs once more', async () => {
  const world = await aRunWorld();
  const service = { name: 'store', run: `${TOUCH_AND_STAY}`, ready: { run: 'test -e up' }, withinSeconds: 30, env: { MARK: markOf(world) } };
  const order = anOrder(world.checkout, { command: STRAYS, env: { MARK: markOf(world) }, services: [service] });
  await aKilledWorker(world, 'auto', order);
  const end = await world.run({ command: 'echo ran >> runs', services: [{ ...service, run: `rm -f up; ${TOUCH_AND_STAY}`, env: {} }] });
  expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
  expect(await lineOf(path.join(world.checkout, 'runs'))).toBe('ran');
  expect(processesWith(markOf(world))).toEqual([]);
  expect(await readdir(world.stateFolder)).toEqual([]);
});

describe('a file of an earlier run', () => {
  it('whose pid belongs to another process by now does not hit that one', async () => {
    const world = await aRunWorld();
    await world.run({ id: 'reused' }); // makes the folder
    const stranger = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
    const identity = identify(stranger.pid ?? 0);
    const replaced = world.run({ id: 'reused', command: 'echo > here; sleep 300' }); // its file is overwritten, so that nobody finds it
    await until(async () => (await readdir(world.checkout)).includes('here'));
    const [name] = await readdir(world.stateFolder);
    await writeFile(path.join(world.stateFolder, name ?? ''), [
      JSON.stringify({ id: 'reused', folder: path.join(world.root, 'no such run') }),
      JSON.stringify({ pid: stranger.pid, started: `${identity?.started}0` }), '',
    ].join('\n'));
    await world.run({ id: 'reused' });
    expect(identity && isRunning(identity)).toBe(true);
    stranger.kill('SIGKILL');
    for (const pid of processesWith(world.checkout)) process.kill(pid, 'SIGKILL');
    await replaced;
  });

  it('that is cut short or nonsense is set aside', async () => {
    const world = await aRunWorld();
    const running = world.run({ command: 'echo > here; sleep 0.2' });
    await until(async () => (await readdir(world.stateFolder).catch(() => [])).some((name) => name.endsWith('.run')));
    const name = (await readdir(world.stateFolder)).find((one) => one.endsWith('.run'));
    await running;
    await writeFile(path.join(world.stateFolder, name ?? ''), '{"id":"inc');
    expect(await world.run({ command: 'true' })).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(await readdir(world.stateFolder)).toEqual([]);
  });
});
