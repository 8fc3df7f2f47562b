// Does the branch reach its remote as it is, never by force, and is a refusal told in the remote's own words?
import { chmod, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { askRemote } from '../../clone/branch-facts';
import { git } from '../../clone/git';
import { planBuild } from '../../clone/plan-build';
import type { BuildPlan } from '../../clone/plan-build';
import { pushBranch, readBuildState } from '../../clone/push-branch';
import { BRANCH, someRepositories } from './a-clone';
import type { Repositories } from './a-clone';

let all: Repositories;
beforeEach(async () => {
  all = await someRepositories();
  await all.at(all.clone, 'switch', '--quiet', '-c', BRANCH, all.released);
});
afterEach(() => rm(all.folder, { recursive: true, force: true }));

const ASKED = { remote: 'origin', branch: BRANCH };

async function plan(folder = all.clone): Promise<BuildPlan> {
  const heads = await askRemote({ folder }, ASKED);
  if (heads.commit) await git({ folder }, 'fetch', ['fetch', '--quiet', 'origin', BRANCH]);
  return planBuild((await readBuildState({ folder }, ASKED, heads)).facts);
}

it('a branch without a commit of its own is not pushed', async () => {
  expect(await plan()).toMatchObject({ kind: 'stop', why: 'nothing' });
});

it('is pushed with its upstream, and afterwards asked for by word', async () => {
  const fix = await all.commit(all.clone, 'src/login.ts', 'export const login = 2;\n');
  expect(await plan()).toMatchObject({ kind: 'push', commit: fix });
  expect(await pushBranch({ folder: all.clone }, ASKED)).toEqual({});
  expect(await all.at(all.origin, 'rev-parse', BRANCH)).toBe(fix);
  expect(await all.at(all.clone, 'rev-parse', '--abbrev-ref', '@{upstream}')).toBe(`origin/${BRANCH}`);
  expect(await plan()).toMatchObject({ kind: 'word', commit: fix });
});

it('is never forced over what somebody else pushed', async () => {
  await all.commit(all.clone, 'src/login.ts', 'export const login = 2;\n');
  const ravi = await all.another('of-ravi');
  await all.at(ravi, 'switch', '--quiet', '-c', BRANCH, all.released);
  const theirs = await all.commit(ravi, 'src/login.ts', 'export const login = 3;\n');
  await all.at(ravi, 'push', '--quiet', 'origin', BRANCH);
  expect(await plan()).toMatchObject({ kind: 'stop', why: 'behind' });
  expect((await pushBranch({ folder: all.clone }, ASKED)).refused).toContain('rejected');
  expect(await all.at(all.origin, 'rev-parse', BRANCH)).toBe(theirs);
});

it('tells what a hook of the remote says', async () => {
  await all.commit(all.clone, 'src/login.ts', 'export const login = 2;\n');
  const hook = path.join(all.origin, 'hooks/pre-receive');
  await writeFile(hook, '#!/bin/sh\necho "No pushes on a Friday." >&2\nexit 1\n');
  await chmod(hook, 0o755);
  expect((await pushBranch({ folder: all.clone }, ASKED)).refused).toContain('No pushes on a Friday.');
});

it('says what is not committed', async () => {
  await writeFile(path.join(all.clone, 'src/login.ts'), 'half');
  await writeFile(path.join(all.clone, 'a note.txt'), 'new');
  await all.at(all.clone, 'mv', 'src/mail.ts', 'src/post.ts');
  const { status } = await readBuildState({ folder: all.clone }, ASKED, {});
  expect(status).toMatchObject({ current: BRANCH, changed: ['src/login.ts', 'src/post.ts'], untracked: ['a note.txt'] });
});
