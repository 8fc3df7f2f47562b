// Does a command run in a box of its own, within its limits, and is nothing of it left? Real processes, with and without bubblewrap.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { aRunWorld, lineOf, processesCalled, processesWith, until, type RunWorld } from './a-run';

describe.each(['off', 'auto'] as const)('a command with the sandbox %s', (sandbox) => {
  let world: RunWorld;
  beforeEach(async () => {
    world = await aRunWorld({ sandbox });
  });

  it('tells the exit code and keeps the output of both streams', async () => {
    const end = await world.run({ command: 'echo out; echo err >&2; exit 3' });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 3 });
    expect(end.box).toMatch(/^process group/);
    expect((await world.log()).sort()).toEqual(['err', 'out']);
  });

  it('has no exit code when a signal of its own ended it', async () => {
    const end = await world.run({ command: 'kill -KILL $$' });
    expect(end.ended).toBe('exited');
    expect([null, 137]).toContain(end.exitCode); // bubblewrap spells it as the shell does
  });

  it('sees the declared environment, PATH, HOME, TMPDIR and LANG, and nothing of the worker', async () => {
    process.env['OF_THE_WORKER'] = 'not for checks';
    try {
      await world.run({ command: 'env | cut -d= -f1 | sort | tr "\\n" " "; echo', env: { DECLARED: 'yes' } });
    } finally {
      delete process.env['OF_THE_WORKER'];
    }
    const names = (await world.log())[0]?.trim().split(' ').filter((name) => name !== '_' && name !== 'SHLVL');
    expect(names).toEqual(['DECLARED', 'HOME', 'LANG', 'PATH', 'PWD', 'TMPDIR']); // PWD is the shell's
  });

  it('may write to its checkout, HOME and TMPDIR, which are gone afterwards but for the checkout', async () => {
    await world.run({ command: 'echo a > "made here" && echo b > "$HOME/x" && echo c > "$(mktemp)" && echo "$HOME"' });
    const [home] = await world.log();
    expect(await readFile(path.join(world.checkout, 'made here'), 'utf8')).toBe('a\n');
    await expect(readdir(home ?? '')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(world.stateFolder)).toEqual([]);
  });

  it('keeps quotes, dollars and several lines as they were written', async () => {
    await world.run({ command: `printf '%s\\n' "it's \\"quoted\\"" '$HOME'\nif true; then echo "two  spaces"; fi`, env: { TEXT: `a'b"c` } });
    expect(await world.log()).toEqual([`it's "quoted"`, '$HOME', 'two  spaces']);
  });

  it('masks secrets, also in a line of which only the end came, and keeps colours', async () => {
    await world.run({ command: `printf '\\033[31mred hunter-22 \\033[0m\\n'; printf hunter; printf -- '-22 at the end'`, secrets: ['hunter-22'] });
    expect(await world.log()).toEqual(['\u001b[31mred *** \u001b[0m', '*** at the end']);
  });

  it('writes a very long line in pieces and leaks no secret at the seams', async () => {
    const secret = 'correct-horse-battery-staple';
    await world.run({ command: `yes ${secret} | head -n 20000 | tr -d '\\n'`, secrets: [secret] });
    const lines = await world.log();
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toMatch(/^(\*\*\*)+$/);
  });

  it('shows a line that is written over as the terminal would, and never cuts a character', async () => {
    await world.run({ command: `printf '10%%\\r50%%\\r100%%\\n'; printf '\\303'; printf '\\244\\n'` });
    expect(await world.log()).toEqual(['100%', 'ä']);
  });

  it('is ended with its grandchildren when its time is up', async () => {
    const end = await world.run({ command: 'echo deep; (sleep 300 & sleep 300) & setsid sleep 300 & sleep 300', env: { MARK: world.root }, timeoutSeconds: 1 });
    expect(end).toMatchObject({ ended: 'timed-out', exitCode: null });
    expect(processesWith(world.root)).toEqual([]);
    expect((await world.log()).at(-1)).toMatch(/^dayshift: ended after .* \(timed-out\)$/);
  });

  it('is ended when it is cancelled, also when it does not listen to TERM', async () => {
    const cancel = new AbortController();
    const running = world.run({ command: `trap '' TERM; echo started > here; while :; do sleep 1; done`, env: { MARK: world.root } }, { signal: cancel.signal });
    await lineOf(path.join(world.checkout, 'here'));
    cancel.abort();
    expect(await running).toMatchObject({ ended: 'cancelled', exitCode: null });
    expect(processesWith(world.root)).toEqual([]);
  });

  it('does not start when it is cancelled already', async () => {
    const end = await world.run({ command: 'touch started' }, { signal: AbortSignal.abort() });
    expect(end.ended).toBe('cancelled');
    expect(await readdir(world.checkout)).toEqual([]);
  });

  it('is ended when it says too much', async () => {
    const small = await aRunWorld({ sandbox, outputLimitBytes: 100_000 });
    const end = await small.run({ command: 'yes on and on', env: { MARK: small.root } });
    expect(end).toMatchObject({ ended: 'output-limit', exitCode: null });
    expect(processesWith(small.root)).toEqual([]);
    expect((await small.log()).join('\n').length).toBeLessThan(300_000);
  });

  it('is waited for when it closes its output and lives on', async () => {
    const end = await world.run({ command: 'exec >&- 2>&-; for i in 1 2 3; do sleep 0.1; done; touch finished; exit 4' });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 4 });
    expect(await readdir(world.checkout)).toContain('finished');
  });

  it.each([
    ['in its group', 'sh -c "touch up; sleep 300; : $MARK" &'],
    ['in a session of its own', 'setsid sh -c "touch up; sleep 300; : $MARK" &'],
    ['without its environment', 'env -i /bin/sh -c "touch up; sleep 300; : $MARK" &'],
    ['that closes its output', 'sh -c "exec >&- 2>&-; touch up; sleep 300; : $MARK" &'],
  ])('leaves no daemon behind, %s', async (_, daemon) => {
    const end = await world.run({ command: `${daemon} while [ ! -e up ]; do sleep 0.01; done; echo done`, env: { MARK: world.root } });
    expect(end).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(processesCalled(`sleep 300; : ${world.root}`)).toEqual([]);
  });

  it('reports the last line again and again, also when it is silent', async () => {
    const cancel = new AbortController();
    const heard: string[] = [];
    const onProgress = (last: string) => {
      heard.push(last);
      if (heard.filter((line) => line === 'token=***').length === 2) cancel.abort();
    };
    const end = await world.run({ command: 'echo token=abcdefgh; sleep 300' }, { signal: cancel.signal, onProgress });
    expect(end.ended).toBe('cancelled');
  });

  it('ends the earlier run when the same id is started again, whose result then does not count', async () => {
    const first = world.run({ command: 'echo first > who; sleep 300', env: { MARK: world.root } });
    await lineOf(path.join(world.checkout, 'who'));
    const second = await world.run({ command: 'echo second > who' });
    expect(await first).toMatchObject({ ended: 'cancelled', exitCode: null });
    expect(second).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(processesWith(world.root)).toEqual([]);
  });

  it('lets exactly one of several starts of an id come to its end, and the others are cancelled', async () => {
    const ends = await Promise.all([1, 2, 3, 4].map((n) => world.run({ command: `echo ${n} >> ran; sleep 0.5`, env: { MARK: world.root } })));
    expect(ends.map(({ ended }) => ended).sort()).toEqual(['cancelled', 'cancelled', 'cancelled', 'exited']);
    expect(processesWith(world.root)).toEqual([]);
    expect(await readdir(world.stateFolder)).toEqual([]);
  });

  it('says runner-broken when there is no checkout, and when the log cannot be written', async () => {
    await expect(world.run({ folder: path.join(world.root, 'none') })).rejects.toMatchObject({ code: 'runner-broken' });
    await writeFile(path.join(world.root, 'store'), 'a file where the folder would be');
    await expect(world.run({ command: 'echo hello; sleep 300', env: { MARK: world.root } })).rejects.toMatchObject({ code: 'runner-broken' });
    expect(processesWith(world.root)).toEqual([]);
  });

  it('runs side by side under different ids', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map(async (name) => {
      await mkdir(path.join(world.checkout, name));
      const end = await world.run({ id: name, log: name, folder: path.join(world.checkout, name), command: `pwd > where; echo ${name}` });
      expect(end.exitCode).toBe(0);
      expect(await world.log(name)).toEqual([name]);
    }));
    await until(async () => (await readdir(world.stateFolder)).length === 0);
  });
});
