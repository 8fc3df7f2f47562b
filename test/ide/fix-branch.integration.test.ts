// Does a fix start where it should, in real repositories, and is nothing of anybody's touched?
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { askRemote, askedOf, fetchFor, readFacts } from '../../clone/branch-facts';
import type { Asked } from '../../clone/branch-facts';
import { git } from '../../clone/git';
import { planBranch } from '../../clone/plan-branch';
import type { BranchPlan } from '../../clone/plan-branch';
import { addWorktree, freeFolder, takeBranch } from '../../clone/take-branch';
import { BRANCH, someRepositories } from './a-clone';
import type { Repositories } from './a-clone';

let all: Repositories;
beforeEach(async () => { all = await someRepositories(); });
afterEach(() => rm(all.folder, { recursive: true, force: true }));

const running = () => ({ commit: all.released, version: '1.4.0' });

async function plan(folder: string, change: Partial<Asked> = {}): Promise<{ plan: BranchPlan; asked: Asked }> {
  const asked: Asked = { remote: 'origin', branch: BRANCH, running: running(), ...change };
  const place = { folder };
  const heads = await askRemote(place, asked);
  await fetchFor(place, asked, heads, async (remote, refspecs) => { await git(place, 'fetch', ['fetch', '--no-tags', '--quiet', remote, ...refspecs]); });
  return { plan: planBranch(await readFacts(place, asked, heads)), asked };
}

async function start(folder: string, change: Partial<Asked> = {}): Promise<BranchPlan> {
  const { plan: planned, asked } = await plan(folder, change);
  await takeBranch({ folder }, asked, planned.how);
  return planned;
}

const head = (folder = all.clone) => all.at(folder, 'rev-parse', 'HEAD');
const branch = (folder = all.clone) => all.at(folder, 'symbolic-ref', '--short', 'HEAD');

it('begins at what production runs, not at what came later', async () => {
  const { text } = await start(all.clone);
  expect([await branch(), await head()]).toEqual([BRANCH, all.released]);
  expect(text).toBe(`${BRANCH} begins at ${all.released.slice(0, 7)}, which production runs (1.4.0).`);
});

it('begins at the protected branch when what production runs is not on it, and says so', async () => {
  await all.at(all.clone, 'switch', '--quiet', '-c', 'aside', all.released);
  const aside = await all.commit(all.clone, 'src/aside.ts', 'x');
  await all.at(all.clone, 'push', '--quiet', 'origin', 'aside');
  const { text } = await start(all.clone, { running: { commit: aside, version: '1.4.1' } });
  expect(await head()).toBe(all.main);
  expect(text).toContain(`production runs ${aside.slice(0, 7)} (1.4.1), which is not on main`);
});

it('begins at the newest of the protected branch, which is fetched first, when nobody knows what production runs', async () => {
  const newest = await all.commit(await all.another('of-ravi'), 'src/newest.ts', 'x');
  await all.at(path.join(all.folder, 'of-ravi'), 'push', '--quiet', 'origin', 'main');
  const { text } = await start(all.clone, { running: undefined });
  expect(await head()).toBe(newest);
  expect(text).toContain('which commit production runs is not known');
});

it('begins at the branch that dayshift protects, also where the remote\'s main one is another, and at the main one where it is not there', async () => {
  await all.at(all.clone, 'switch', '--quiet', '-c', 'stable', all.released);
  const stable = await all.commit(all.clone, 'src/stable.ts', 'x');
  await all.at(all.clone, 'push', '--quiet', 'origin', 'stable');
  await start(all.clone, { running: undefined, protected: 'stable' });
  expect(await head()).toBe(stable);
  const other = await all.another('of-ravi');
  await start(other, { running: undefined, protected: 'gone' });
  expect(await head(other)).toBe(all.main);
});

it('takes no branch whose name is an option of git\'s', () => {
  expect(() => askedOf({ branch: '--upload-pack=x' }, 'origin')).toThrow('is no name of a branch');
  expect(() => askedOf({ branch: BRANCH, protectedBranch: '-x' }, 'origin')).toThrow('is no name of a branch');
});

it('continues what somebody pushed, and follows it', async () => {
  const ravi = await all.another('of-ravi');
  await all.at(ravi, 'switch', '--quiet', '-c', BRANCH);
  const pushed = await all.commit(ravi, 'src/login.ts', 'export const login = 2;\n');
  await all.at(ravi, 'push', '--quiet', 'origin', BRANCH);
  const { text } = await start(all.clone);
  expect(await head()).toBe(pushed);
  expect(text).toContain('continues what was pushed');
  expect(await all.at(all.clone, 'rev-parse', '--abbrev-ref', '@{upstream}')).toBe(`origin/${BRANCH}`);
});

it('switches to the branch that is here, and says how far it is behind', async () => {
  await start(all.clone);
  await all.at(all.clone, 'switch', '--quiet', 'main');
  const ravi = await all.another('of-ravi');
  await start(ravi);
  await all.commit(ravi, 'src/login.ts', 'export const login = 3;\n');
  await all.at(ravi, 'push', '--quiet', 'origin', BRANCH);
  const { text, how } = await start(all.clone);
  expect(how).toEqual({ kind: 'switch' });
  expect(text).toContain('It is 1 commit behind what was pushed');
  expect(await head()).toBe(all.released);
});

it('stays where it is when the branch is checked out, whatever is changed there', async () => {
  await start(all.clone);
  await writeFile(path.join(all.clone, 'src/login.ts'), 'half a fix');
  const { how, blocked } = await start(all.clone);
  expect([how.kind, blocked]).toEqual(['stay', undefined]);
  expect(await readFile(path.join(all.clone, 'src/login.ts'), 'utf8')).toBe('half a fix');
});

it('does not touch a working tree with changes; a second one beside it has the branch', async () => {
  await writeFile(path.join(all.clone, 'src/login.ts'), 'half of something else');
  const { plan: planned, asked } = await plan(all.clone);
  expect(planned.blocked).toBe('src/login.ts has changes that are not committed');
  const folder = await addWorktree({ folder: all.clone }, asked, planned.how, await freeFolder(all.clone, BRANCH));
  expect([await branch(folder), await head(folder), await branch()]).toEqual([BRANCH, all.released, 'main']);
  expect(await readFile(path.join(all.clone, 'src/login.ts'), 'utf8')).toBe('half of something else');
  expect((await plan(all.clone)).plan.how).toEqual({ kind: 'elsewhere', folder });
  expect(path.basename(await freeFolder(all.clone, BRANCH))).toBe('shop-storefront.LoginRefused.1a2b3c4d-2');
});

it('does not disturb a merge that is under way', async () => {
  await all.at(all.clone, 'switch', '--quiet', '-c', 'other', all.released);
  await all.commit(all.clone, 'src/later.ts', 'another later');
  await expect(all.at(all.clone, 'merge', 'main')).rejects.toThrow('git merge main');
  expect((await plan(all.clone)).plan.blocked).toBe('a merge is under way here');
});

it('does not write over a file that git does not know', async () => {
  await all.at(all.clone, 'switch', '--quiet', '-c', 'without', all.released);
  await all.at(all.clone, 'rm', '--quiet', 'src/login.ts');
  await all.at(all.clone, 'commit', '--quiet', '-m', 'without the login');
  await writeFile(path.join(all.clone, 'src/login.ts'), 'mine');
  await expect(start(all.clone)).rejects.toThrow('would be overwritten by checkout');
  expect(await readFile(path.join(all.clone, 'src/login.ts'), 'utf8')).toBe('mine');
  expect(await branch()).toBe('without');
});

it('works in a clone that has one branch only and lacks the running commit', async () => {
  await all.at(all.folder, 'clone', '--quiet', '--depth', '1', '--single-branch', `file://${all.origin}`, 'shallow');
  const shallow = path.join(all.folder, 'shallow');
  const { text } = await start(shallow);
  expect(await branch(shallow)).toBe(BRANCH);
  expect([all.main, all.released]).toContain(await head(shallow));
  expect(text).toContain('begins at');
});

it('a remote that cannot be reached is said in words, without the secrets of its address', async () => {
  await all.at(all.clone, 'remote', 'set-url', 'origin', 'https://maya:secret@127.0.0.1:1/shop.git');
  const failed = askRemote({ folder: all.clone }, { remote: 'origin', branch: BRANCH });
  await expect(failed).rejects.toThrow(/^git could not ask origin: .*127\.0\.0\.1/);
  await expect(failed).rejects.not.toThrow('secret');
});

it('without the remote, what was fetched last counts, and that is said', async () => {
  await all.at(all.clone, 'remote', 'set-head', 'origin', 'main');
  const planned = planBranch(await readFacts({ folder: all.clone }, { remote: 'origin', branch: BRANCH, running: running() }));
  expect(planned.how).toMatchObject({ kind: 'create', from: all.released });
  expect(planned.text).toContain('as it was fetched last');
});

it('is called off when its signal aborts', async () => {
  await expect(askRemote({ folder: all.clone, signal: AbortSignal.abort() }, { remote: 'origin', branch: BRANCH })).rejects.toThrow('it was called off');
});
