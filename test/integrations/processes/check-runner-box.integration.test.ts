// Which box is chosen, and what if it does not come up? With a stand-in for bubblewrap, so that it holds on every machine.
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunEnd } from '../../../src/ports/check-runner';
import { aRunWorld } from './a-run';

const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
const workersPath = process.env['PATH'];
afterEach(() => {
  Object.defineProperty(process, 'platform', platform);
  process.env['PATH'] = workersPath;
});

/** Puts a program called `bwrap` first on the worker's PATH. */
async function aBubblewrap(script: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-bwrap-'));
  await writeFile(path.join(folder, 'bwrap'), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(folder, 'bwrap'), 0o755);
  process.env['PATH'] = `${folder}:${workersPath}`;
}

const isLinux = process.platform === 'linux';
const NOT_HERE = 'process group (bubblewrap is for Linux)';

/** What the box is called on Linux; anywhere else the stand-in is not even asked. */
function onLinux(name: string): string {
  return isLinux ? name : NOT_HERE;
}

async function expectBare(run: Promise<RunEnd>): Promise<void> {
  expect(await run).toMatchObject({ exitCode: 1, box: NOT_HERE });
}
async function expectBroken(run: Promise<RunEnd>): Promise<void> {
  await expect(run).rejects.toMatchObject({ code: 'runner-broken', message: expect.stringContaining('Can\'t bind mount') as string });
}

describe('bubblewrap', () => {
  it('is used when it works, whatever PATH the check declares, and tells how the command ended', async () => {
    await aBubblewrap('while [ "$1" != -- ]; do shift; done; shift; "$@"; code=$?; [ -e /proc/$$/fd/3 ] && echo "{ \\"exit-code\\": $code }" >&3; exit $code');
    const world = await aRunWorld();
    const end = await world.run({ command: 'exit 7', env: { PATH: '/usr/bin:/bin' } });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 7, box: onLinux('process group, bubblewrap') });
  });

  it('that is refused leaves the process group alone, and says why', async () => {
    await aBubblewrap('echo "bwrap: No permissions to create new namespace" >&2; exit 1');
    const world = await aRunWorld();
    const end = await world.run({ command: 'exit 7' });
    expect(end).toMatchObject({ exitCode: 7, box: onLinux('process group (bubblewrap is refused here: bwrap: No permissions to create new namespace)') });
  });

  it('that does not come up is a broken runner, not a failed command', async () => {
    await aBubblewrap('for last; do :; done; [ "$last" = : ] && exit 0; echo "bwrap: Can\'t bind mount" >&2; exit 1');
    const world = await aRunWorld();
    const run = world.run({ command: 'exit 1' });
    await (isLinux ? expectBroken(run) : expectBare(run));
  });

  it('that is missing, or switched off, is said', async () => {
    process.env['PATH'] = isLinux ? '/nowhere' : workersPath; // elsewhere the runner finds `ps` by it
    const missing = await (await aRunWorld()).run({ env: { PATH: workersPath ?? '' } });
    expect(missing.box).toBe(onLinux('process group (bubblewrap is not installed)'));
    const off = await (await aRunWorld({ sandbox: 'off' })).run();
    expect(off.box).toBe('process group (bubblewrap is switched off)');
  });

  it('is not looked for on another system than Linux, where the command runs without it and its memory is not measured', async () => {
    await aBubblewrap('exit 1');
    Object.defineProperty(process, 'platform', { ...platform, value: 'darwin' });
    const end = await (await aRunWorld()).run({ command: 'exit 7' });
    expect(end).toEqual({ ended: 'exited', exitCode: 7, seconds: expect.any(Number) as number, box: NOT_HERE });
  });
});
