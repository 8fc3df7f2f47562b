// Are the limits of a run kept, and is what it takes measured? Real processes that take real memory and disk.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { aRunWorld, processesWith, type RunWorld } from './a-run';

const MEBIBYTE = 1024 * 1024;
const NODE = `"${process.execPath}"`;

/** A program of Node's that takes so much memory, says so, and keeps it until it is ended. */
function taking(mebibytes: number): string {
  return `const kept = Buffer.alloc(${mebibytes} * 1024 * 1024, 1); require('node:fs').writeFileSync('taken', 'yes'); setInterval(() => kept.length, 1000);`;
}

describe.each(['off', 'auto'] as const)('with the sandbox %s', (sandbox) => {
  let world: RunWorld;
  beforeEach(async () => {
    world = await aRunWorld({ sandbox });
  });

  it('memory is measured, that of all processes together', async () => {
    const one = `${NODE} -e "${taking(80).replace('taken', 'one')}"`;
    const end = await world.run({ command: `${one} & ${one.replace("'one'", "'two'")} & while [ ! -e one ] || [ ! -e two ]; do sleep 0.05; done; sleep 1` });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(end.memory?.peakBytes).toBeGreaterThan(160 * MEBIBYTE);
    expect(end.memory?.peakBytes).toBeLessThan(400 * MEBIBYTE);
    expect(end.memory).not.toHaveProperty('growthPerHour'); // too short to tell
  });

  it('what processes share counts once', async () => {
    const shared = path.join(world.checkout, 'shared');
    const python = 'import mmap, sys, time; f = open(sys.argv[1], "r+b"); m = mmap.mmap(f.fileno(), 0); n = sum(m[i] for i in range(0, len(m), 4096)); open(sys.argv[2], "w").close(); time.sleep(300)';
    await writeFile(shared, Buffer.alloc(120 * MEBIBYTE, 1));
    const readers = [1, 2, 3].map((n) => `python3 -c '${python}' shared up${n} &`).join(' ');
    const end = await world.run({ command: `command -v python3 > python || exit 0; ${readers} while [ ! -e up1 ] || [ ! -e up2 ] || [ ! -e up3 ]; do sleep 0.05; done; sleep 1` });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(end.memory?.peakBytes ?? 0).toBeLessThan(250 * MEBIBYTE); // three times 120 MiB would be 360
  });

  it('growth is told after a while', async () => {
    const grows = `const kept = []; let n = 0; setInterval(() => { kept.push(Buffer.alloc(1024 * 1024, 1)); if (++n === 120) process.exit(); }, 60)`;
    const end = await world.run({ command: `${NODE} -e "${grows}"` });
    expect(end.memory?.growthPerHour).toBeGreaterThan(1024 * MEBIBYTE); // about 17 MiB a second, less on a busy machine
  });

  it('a run that takes more memory than it may is ended, and the log says so', async () => {
    const end = await world.run({ command: `${NODE} -e "${taking(200)}"; echo never`, env: { MARK: world.root }, limits: { memoryBytes: 120 * MEBIBYTE } });
    expect(end).toMatchObject({ ended: 'memory-limit', exitCode: null, why: 'its processes held more memory together than 120 MiB' });
    expect(end.memory?.peakBytes).toBeGreaterThan(120 * MEBIBYTE);
    expect((await world.log()).at(-1)).toMatch(/^dayshift: ended after .* \(memory-limit\): its processes held more memory together than 120 MiB$/);
    expect(processesWith(world.root)).toEqual([]);
  });

  it('many small processes are one large run', async () => {
    const end = await world.run({ command: `for n in 1 2 3 4; do ${NODE} -e "${taking(40)}" & done; wait`, env: { MARK: world.root }, limits: { memoryBytes: 150 * MEBIBYTE } });
    expect(end.ended).toBe('memory-limit');
    expect(processesWith(world.root)).toEqual([]);
  });

  it('a run that keeps within its memory is left alone', async () => {
    const end = await world.run({ command: `${NODE} -e "const kept = Buffer.alloc(30 * 1024 * 1024, 1); setTimeout(() => kept.length, 700)"`, limits: { memoryBytes: 300 * MEBIBYTE } });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
  });

  it.each(['in-the-checkout', '$HOME/at-home', '$TMPDIR/for-a-while'])('a run that writes more than it may is ended, %s', async (file) => {
    const end = await world.run({ command: `while :; do head -c 1000000 /dev/zero >> "${file}"; sleep 0.01; done`, env: { MARK: world.root }, limits: { diskBytes: 20 * MEBIBYTE } });
    expect(end).toMatchObject({ ended: 'disk-limit', exitCode: null, why: 'its folders grew larger than 20 MiB' });
    expect(processesWith(world.root)).toEqual([]);
  });

  it('a run that wrote too much in its last moment has passed the limit too', async () => {
    const end = await world.run({ command: 'head -c 30000000 /dev/zero > large', limits: { diskBytes: 20 * MEBIBYTE } });
    expect(end).toMatchObject({ ended: 'disk-limit', exitCode: null });
  });

  it('a cache that is linked into the checkout does not count, and files that come and go do no harm', async () => {
    const cache = path.join(world.root, 'cache');
    await mkdir(cache);
    await writeFile(path.join(cache, 'large'), Buffer.alloc(30 * MEBIBYTE, 1));
    await symlink(cache, path.join(world.checkout, 'node_modules'));
    const end = await world.run({ command: 'for n in $(seq 1 300); do mkdir -p "d$n/e"; echo x > "d$n/e/f"; rm -rf "d$n"; done', limits: { diskBytes: 20 * MEBIBYTE } });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
  });

  it('the order\'s limit on output wins over the runner\'s own', async () => {
    const end = await world.run({ command: 'yes on and on', limits: { outputBytes: 50_000 } });
    expect(end).toMatchObject({ ended: 'output-limit', exitCode: null });
    const strict = await aRunWorld({ sandbox, outputLimitBytes: 10 });
    expect(await strict.run({ command: 'echo more than ten bytes', limits: { outputBytes: 50_000 } })).toMatchObject({ ended: 'exited', exitCode: 0 });
  });
});

describe('a limit that cannot be kept is refused', () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
  const workersPath = process.env['PATH'];
  afterEach(() => {
    Object.defineProperty(process, 'platform', platform);
    process.env['PATH'] = workersPath;
  });

  it('memory where there is no /proc', async () => {
    const world = await aRunWorld({ sandbox: 'off' });
    Object.defineProperty(process, 'platform', { ...platform, value: 'darwin' });
    await expect(world.run({ limits: { memoryBytes: 1 } })).rejects.toMatchObject({ code: 'box-too-weak', message: 'No box here can keep a limit on memory: this machine has no /proc to measure it by.' });
  });

  it('disk where nothing counts it', async () => {
    const world = await aRunWorld({ sandbox: 'off' });
    process.env['PATH'] = '/nowhere';
    await expect(world.run({ limits: { diskBytes: 1 }, env: { PATH: workersPath ?? '' } })).rejects.toMatchObject({ code: 'box-too-weak', message: expect.stringContaining('a limit on disk') as string });
  });
});
