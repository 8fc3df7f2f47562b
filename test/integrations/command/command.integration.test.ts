// Do the team's own commands bring a digest live, once, and back again? Against a folder with a symlink, by real shells.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createCommandDeployer } from '../../../integrations/command';
import { listProcesses } from '../../../integrations/process-identity';
import { aSymlinkTarget, quietly, type SymlinkTarget } from './a-symlink-target';

let at: SymlinkTarget;
beforeEach(async () => { at = await aSymlinkTarget(); });
afterEach(() => at.close());

it('nothing runs before the first deployment', async () => {
  expect(await at.deployer.current('shop', 'production')).toBeUndefined();
});

it('brings a digest live, and answers what the target itself reports', async () => {
  const first = at.addRelease('1.0');
  const lines: string[] = [];
  const release = await at.deployer.deploy(at.order(first, { commit: 'c'.repeat(40) }), quietly(lines));
  expect(release).toMatchObject({ environment: 'production', digest: first, version: first.slice(7, 19), commit: 'c'.repeat(40) });
  expect(await at.live()).toBe(first);
  expect(await at.version()).toBe('1.0');
  expect(lines).toContain('switched');
});

it('tells each line as it comes, without the secrets of the environment', async () => {
  const lines: string[] = [];
  await at.deployer.deploy(at.order(at.addRelease('1.0')), quietly(lines));
  expect(lines).toContain('deploying to production with ***');
});

it('runs nothing when the digest is live already', async () => {
  const digest = at.addRelease('1.0');
  const first = await at.deployer.deploy(at.order(digest), quietly());
  const lines: string[] = [];
  expect(await at.deployer.deploy(at.order(digest), quietly(lines))).toEqual(first);
  expect(lines).toEqual([]);
  expect(await at.switches()).toEqual([digest]);
});

it('knows the releases before, newest first', async () => {
  const [one, two, three] = [at.addRelease('1'), at.addRelease('2'), at.addRelease('3')];
  for (const digest of [one, two, three]) await at.deployer.deploy(at.order(digest), quietly());
  expect((await at.deployer.current('shop', 'production'))?.before?.map(({ digest }) => digest)).toEqual([two, one]);
});

it('gives the command what it needs and nothing else', async () => {
  process.env['DAYSHIFT_TEST_LEAK'] = 'x';
  await at.at('before-copy', 'env | cut -d= -f1 | sort > "$TARGET/names"');
  await at.deployer.deploy(at.order(at.addRelease('1'), { fence: 7, commit: 'c', env: { FLAG: 'on' } }), quietly());
  delete process.env['DAYSHIFT_TEST_LEAK'];
  const names = (await readFile(join(at.target, 'names'), 'utf8')).split('\n').filter((name) => name && !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name));
  const passedOn = ['PATH', 'HOME', 'TMPDIR', 'LANG'].filter((name) => process.env[name] !== undefined);
  const ours = ['ARTIFACT', 'COMMIT', 'DIGEST', 'ENVIRONMENT', 'FENCE', 'RUN', 'SERVICE', 'WEIGHT'].map((name) => `DAYSHIFT_${name}`);
  expect(names.sort()).toEqual([...passedOn, ...ours, 'FLAG', 'SESSION_SECRET', 'TARGET'].sort());
});

it('waits until the target is ready, and takes back what does not get there', async () => {
  const good = at.addRelease('1');
  await at.deployer.deploy(at.order(good), quietly());
  const bad = at.addRelease('2', { broken: 'yes' });
  await expect(at.deployer.deploy(at.order(bad, { timeoutSeconds: 1 }), quietly())).rejects.toMatchObject({ code: 'deploy-failed', message: expect.stringContaining(`${bad} is progressing`) as string });
  expect(await at.live()).toBe(good);
});

it('a command that fails leaves the release before live, and says its last words', async () => {
  const good = at.addRelease('1');
  await at.deployer.deploy(at.order(good), quietly());
  await at.at('before-switch', 'echo the registry is full >&2; exit 3');
  const bad = at.addRelease('2');
  await expect(at.deployer.deploy(at.order(bad), quietly())).rejects.toMatchObject({ code: 'deploy-failed', message: expect.stringContaining('ended with exit code 3') as string });
  await expect(at.deployer.deploy(at.order(bad), quietly())).rejects.toThrow('the registry is full');
  expect(await at.live()).toBe(good);
});

it('a command that fails after it has switched is taken back', async () => {
  const good = at.addRelease('1');
  await at.deployer.deploy(at.order(good), quietly());
  await at.at('after-switch', 'exit 1');
  const bad = at.addRelease('2');
  await expect(at.deployer.deploy(at.order(bad), quietly())).rejects.toMatchObject({ code: 'deploy-failed' });
  expect(await at.live()).toBe(good);
  expect(await at.switches()).toEqual([good, bad, good]);
});

it('only the commands that change something are told what; one that goes back knows the commit that it goes back to, or none', async () => {
  const bare = createCommandDeployer({ ...at.settings, row: { ...at.settings.row, status: 'env | grep -E "DAYSHIFT_(DIGEST|FENCE|COMMIT)" >> "$TARGET/told"; sh status.sh' } });
  await bare.deploy(at.order(at.addRelease('1'), { fence: 1 }), quietly());
  await at.at('after-switch', 'exit 1');
  const commit = 'b'.repeat(40);
  await expect(bare.deploy(at.order(at.addRelease('2'), { commit, fence: 2 }), quietly())).rejects.toMatchObject({ code: 'deploy-failed' });
  const [, forth, back] = (await readFile(join(at.target, 'history'), 'utf8')).split('\n');
  expect([forth?.includes(commit), back?.includes(commit)]).toEqual([true, false]);
  expect(await readFile(join(at.target, 'told'), 'utf8')).toBe('');
});

it('a command that takes too long is ended with everything that it started', async () => {
  const slow = await aSymlinkTarget();
  await slow.at('before-copy', 'sleep 600 & echo $! > "$TARGET/pid"; wait');
  await expect(slow.deployer.deploy(slow.order(slow.addRelease('1'), { timeoutSeconds: 1 }), quietly())).rejects.toMatchObject({ code: 'deploy-failed', message: expect.stringContaining('was ended after 1 s') as string });
  const pid = Number(await readFile(join(slow.target, 'pid'), 'utf8'));
  expect(listProcesses([pid])).toEqual([]);
  expect(await slow.switches()).toEqual([]);
  await slow.close();
});

it('a cancelled deployment ends its command, and throws the reason', async () => {
  const control = new AbortController();
  await at.at('before-copy', 'sleep 600');
  const lines: string[] = [];
  const deploying = at.deployer.deploy(at.order(at.addRelease('1')), { signal: control.signal, onProgress: (line) => { lines.push(line); control.abort(new Error('superseded')); } });
  await expect(deploying).rejects.toThrow('superseded');
  expect(await at.switches()).toEqual([]);
});

describe('going back', () => {
  it('leads to the release before, when the digest is live', async () => {
    const [one, two] = [at.addRelease('1'), at.addRelease('2')];
    for (const digest of [one, two]) await at.deployer.deploy(at.order(digest), quietly());
    expect(await at.deployer.undo(at.undoing(two))).toMatchObject({ digest: one });
    expect(await at.live()).toBe(one);
    expect(await at.deployer.undo(at.undoing(two))).toMatchObject({ digest: one }); // repeated: nothing
    expect(await at.switches()).toEqual([one, two, one]);
  });

  it('changes nothing for a digest that is not live', async () => {
    const [one, two] = [at.addRelease('1'), at.addRelease('2')];
    await at.deployer.deploy(at.order(one), quietly());
    expect(await at.deployer.undo(at.undoing(two))).toMatchObject({ digest: one });
    expect(await at.switches()).toEqual([one]);
  });

  it('passes by what is barred, and takes a verified one when there is any', async () => {
    const [one, two, three, four] = [at.addRelease('1'), at.addRelease('2'), at.addRelease('3'), at.addRelease('4')];
    for (const digest of [one, two, three]) await at.deployer.deploy(at.order(digest), quietly());
    expect(await at.deployer.undo(at.undoing(three, { barred: [two] }))).toMatchObject({ digest: one });
    await at.deployer.deploy(at.order(two), quietly());
    await at.deployer.deploy(at.order(four, { verified: [one] }), quietly());
    expect(await at.deployer.undo(at.undoing(four))).toMatchObject({ digest: one });
  });

  it('is refused when there is nothing to go back to', async () => {
    const [one, two] = [at.addRelease('1'), at.addRelease('2')];
    await at.deployer.deploy(at.order(one), quietly());
    await expect(at.deployer.undo(at.undoing(one))).rejects.toMatchObject({ code: 'deploy-failed', message: expect.stringContaining('no release before it') as string });
    await at.deployer.deploy(at.order(two), quietly());
    await expect(at.deployer.undo(at.undoing(two, { barred: [one] }))).rejects.toMatchObject({ code: 'deploy-failed' });
    expect(await at.live()).toBe(two);
  });

  it('that does not come up is told as such', async () => {
    const [one, two] = [at.addRelease('1'), at.addRelease('2')];
    for (const digest of [one, two]) await at.deployer.deploy(at.order(digest), quietly());
    await rm(join(at.target, 'releases', one.slice(7)), { recursive: true });
    await expect(at.deployer.undo(at.undoing(two))).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining(`The release ${one} that was gone back to`) as string });
  });
});

describe('a grant of the lane that was passed', () => {
  it('may neither deploy nor go back, and says which grant was seen', async () => {
    const [one, two] = [at.addRelease('1'), at.addRelease('2')];
    await at.deployer.deploy(at.order(one, { fence: 4 }), quietly());
    await expect(at.deployer.deploy(at.order(two, { fence: 3 }), quietly())).rejects.toMatchObject({ code: 'fence-passed', details: { environment: 'production', fence: 3, seen: 4 } });
    await expect(at.deployer.undo(at.undoing(one, { fence: 3 }))).rejects.toMatchObject({ code: 'fence-passed' });
    const another = createCommandDeployer(at.settings); // after a restart too
    await expect(another.deploy(at.order(two, { fence: 3 }), quietly())).rejects.toMatchObject({ code: 'fence-passed' });
    expect(await at.switches()).toEqual([one]);
  });
});

it('a share of the traffic is refused before anything is run', async () => {
  await expect(at.deployer.deploy(at.order(at.addRelease('1'), { weight: 10 }), quietly())).rejects.toMatchObject({ code: 'deploy-failed', message: expect.stringContaining('no canary') as string });
  expect(await readdir(at.target)).toEqual(['releases']);
});

it('two workers deploy one after the other', async () => {
  const digest = at.addRelease('1');
  const others = [createCommandDeployer(at.settings), createCommandDeployer(at.settings), at.deployer];
  const releases = await Promise.all(others.map((deployer) => deployer.deploy(at.order(digest), quietly())));
  expect(new Set(releases.map((release) => release.digest))).toEqual(new Set([digest]));
  expect(await at.switches()).toEqual([digest]);
});

describe('a status that is no answer', () => {
  it.each([
    ['nothing at all', '', 'it printed nothing'],
    ['a text', 'all is well', 'its last line is no status'],
    ['a digest of another kind', '{"state":"ready","digest":"v1.2"}', 'its last line is no status (digest'],
    ['a state that is not known', '{"state":"fine"}', 'its last line is no status (state'],
    ['a release before it without a time', `{"state":"ready","digest":"sha256:${'a'.repeat(64)}","before":[{"digest":"sha256:${'b'.repeat(64)}"}]}`, 'before.0.since'],
  ])('%s: it cannot be reached, and nothing is deployed', async (_, text, found) => {
    await at.at('status-says', `${text}\n`);
    await expect(at.deployer.current('shop', 'production')).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining(found) as string });
    await expect(at.deployer.deploy(at.order(at.addRelease('1')), quietly())).rejects.toMatchObject({ code: 'unreachable' });
    await expect(at.deployer.undo(at.undoing(at.addRelease('1')))).rejects.toMatchObject({ code: 'unreachable' });
    expect(await at.switches()).toEqual([]);
  });

  it('a command that ends with an error, whatever it printed', async () => {
    const deployer = createCommandDeployer({ ...at.settings, row: { ...at.settings.row, status: 'echo \'{"state":"none"}\'; echo no connection >&2; exit 2' } });
    await expect(deployer.current('shop', 'production')).rejects.toMatchObject({ code: 'unreachable', message: expect.stringMatching(/ended with exit code 2: .*no connection/) as string });
  });

  it('lines before the last one are no matter', async () => {
    await at.at('status-says', `asking the cluster\n{"state":"ready","digest":"sha256:${'a'.repeat(64)}","version":"1.2","since":"2026-03-02T09:00:00Z"}\n\n`);
    expect(await at.deployer.current('shop', 'production')).toMatchObject({ version: '1.2', at: '2026-03-02T09:00:00Z' });
  });

  it('a change under way is not taken for what runs', async () => {
    await at.at('status-says', `{"state":"progressing","digest":"sha256:${'a'.repeat(64)}"}\n`);
    await expect(at.deployer.current('shop', 'production')).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('is under way') as string });
  });

  it('one that does not say since when is answered by when it was first seen', async () => {
    await at.at('status-says', `{"state":"ready","digest":"sha256:${'a'.repeat(64)}"}\n`);
    const first = await at.deployer.current('shop', 'production');
    expect(await createCommandDeployer(at.settings).current('shop', 'production')).toEqual(first);
  });
});
