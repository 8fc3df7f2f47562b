// What does the clone know of the incident's branch, and what does its remote? Asked of git; writes nothing but what is fetched.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { askGit, commitOf, git } from './git';
import type { Place } from './git';
import type { IncidentView } from '../src/contracts/incident';
import type { BranchFacts } from './plan-branch';

export interface Asked { remote: string; branch: string; protected?: string; running?: { commit: string; version: string } } // protected: the branch that a fix goes into; absent: the remote's own main branch

/** What is asked of a clone about an incident. Throws when a branch has no name that git takes. */
export function askedOf({ branch, protectedBranch, running }: Pick<IncidentView, 'branch' | 'protectedBranch' | 'running'>, remote: string): Asked {
  checkBranch(branch);
  if (protectedBranch !== undefined) checkBranch(protectedBranch);
  return { remote, branch, ...(protectedBranch === undefined ? {} : { protected: protectedBranch }), ...(running?.commit === undefined ? {} : { running: { commit: running.commit, version: running.version } }) };
}

/** How the remote is reached: git alone, or the editor where it has to ask for a password. Throws when it cannot be. */
export type Fetch = (remote: string, refspecs: readonly string[]) => Promise<void>;
export interface RemoteHeads { protected?: string; commit?: string } // the name of its main branch, and the commit of the incident's

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const BRANCH = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/;
const UNDER_WAY: [string, string][] = [['rebase-merge', 'rebase'], ['rebase-apply', 'rebase'], ['MERGE_HEAD', 'merge'], ['CHERRY_PICK_HEAD', 'cherry-pick'], ['REVERT_HEAD', 'revert'], ['BISECT_LOG', 'bisect']];

export function checkBranch(branch: string): void {
  if (!BRANCH.test(branch) || branch.includes('..') || branch.endsWith('.lock')) throw new Error(`"${branch}" is no name of a branch that git takes.`);
}

/** Asks the remote itself. Throws GitFault when it cannot be reached. */
export async function askRemote(place: Place, { remote, branch, protected: line = '' }: Asked): Promise<RemoteHeads> {
  const out = await git(place, `ask ${remote}`, ['ls-remote', '--symref', '--', remote, 'HEAD', `refs/heads/${branch}`, ...(line === '' ? [] : [`refs/heads/${line}`])]);
  const at = (head: string): string | undefined => out.split('\n').map((row) => row.split('\t')).find(([, ref]) => ref === `refs/heads/${head}`)?.[0];
  const commit = at(branch);
  const name = at(line) ? line : /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(out)?.[1];
  return { ...(name ? { protected: name } : {}), ...(commit ? { commit } : {}) };
}

/** Brings the remote's main branch, the incident's branch and the running commit here, as far as they are there. */
export async function fetchFor(place: Place, asked: Asked, heads: RemoteHeads, fetch: Fetch): Promise<void> {
  const { remote, branch, running } = asked;
  const names = [heads.protected, heads.commit ? branch : undefined].filter((name) => name !== undefined);
  if (names.length > 0) await fetch(remote, names.map((name) => `+refs/heads/${name}:refs/remotes/${remote}/${name}`));
  if (!running || !COMMIT.test(running.commit) || await commitOf(place, running.commit)) return;
  await askGit(place, ['fetch', '--no-tags', '--quiet', remote, running.commit]); // servers may refuse a bare commit: then it is not here, which the plan says
}

/** `heads` absent: the remote could not be asked, and what was fetched last counts. */
export async function readFacts(place: Place, asked: Asked, heads?: RemoteHeads): Promise<BranchFacts> {
  const { remote, branch } = asked;
  const known = heads ?? await readKnown(place, asked);
  const line = known.protected ? await commitOf(place, `refs/remotes/${remote}/${known.protected}`) : undefined;
  const { current, changed } = await readStatus(place);
  const others = await worktreesOf(place);
  return {
    branch, current, changed, underWay: await readUnderWay(place), remote: known.commit, isFresh: heads !== undefined,
    local: await readLocal(place, branch, known.commit), elsewhere: others.find((one) => one.branch === branch && !one.isHere)?.folder,
    running: await readRunning(place, asked.running, line), protected: known.protected && line ? { name: known.protected, commit: line } : undefined,
  };
}

/** As it was fetched last. */
export async function readKnown(place: Place, { remote, branch, protected: line }: Asked): Promise<RemoteHeads> {
  const { out } = await askGit(place, ['symbolic-ref', '--quiet', `refs/remotes/${remote}/HEAD`]);
  const commit = await commitOf(place, `refs/remotes/${remote}/${branch}`);
  const name = line !== undefined && await commitOf(place, `refs/remotes/${remote}/${line}`) ? line : out.trim().replace(`refs/remotes/${remote}/`, '');
  return { ...(name ? { protected: name } : {}), ...(commit ? { commit } : {}) };
}

export interface Status { head: string | undefined; current: string | undefined; changed: string[]; untracked: string[] }

/** Renamed files by their new name. */
export async function readStatus(place: Place): Promise<Status> {
  const out = await git(place, 'look at the working tree', ['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=normal', '--ignore-submodules=dirty']);
  const status: Status = { head: undefined, current: undefined, changed: [], untracked: [] };
  const fields = out.split('\0');
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? '';
    const [, name, value] = /^# branch\.(oid|head) (.*)$/.exec(field) ?? [];
    if (name === 'oid' && value !== '(initial)') status.head = value;
    if (name === 'head' && value !== '(detached)') status.current = value;
    if (field.startsWith('? ')) status.untracked.push(field.slice(2));
    const before = { '1': 8, '2': 9, u: 10 }[field[0] ?? '']; // how many words stand before the path
    if (before !== undefined && field[1] === ' ') status.changed.push(field.split(' ').slice(before).join(' '));
    if (field.startsWith('2 ')) at += 1; // the name before
  }
  return status;
}

async function readUnderWay(place: Place): Promise<string | undefined> {
  const { out } = await askGit(place, ['rev-parse', ...UNDER_WAY.flatMap(([file]) => ['--git-path', file])]);
  const paths = out.split('\n');
  for (const [index, [, name]] of UNDER_WAY.entries()) {
    const file = paths[index];
    if (file && await stat(path.resolve(place.folder, file)).then(() => true, () => false)) return name;
  }
  return undefined;
}

async function readLocal(place: Place, branch: string, remote: string | undefined): Promise<BranchFacts['local']> {
  const here = await commitOf(place, `refs/heads/${branch}`);
  if (!here) return undefined;
  return remote && await commitOf(place, remote) ? countApart(place, here, remote) : { ahead: 0, behind: 0 };
}

export async function countApart(place: Place, here: string, there: string): Promise<{ ahead: number; behind: number }> {
  const out = await git(place, 'compare the branch with what was pushed', ['rev-list', '--left-right', '--count', '--end-of-options', `${here}...${there}`]);
  const [ahead = 0, behind = 0] = out.trim().split(/\s+/).map(Number);
  return { ahead, behind };
}

async function readRunning(place: Place, running: Asked['running'], line: string | undefined): Promise<BranchFacts['running']> {
  if (!running || !COMMIT.test(running.commit)) return undefined;
  const isHere = await commitOf(place, running.commit) !== undefined;
  const isOnProtected = isHere && line !== undefined && (await askGit(place, ['merge-base', '--is-ancestor', running.commit, line])).code === 0;
  return { ...running, isHere, isOnProtected };
}

async function worktreesOf(place: Place): Promise<{ folder: string; branch: string; isHere: boolean }[]> {
  const root = (await git(place, 'find the root of the clone', ['rev-parse', '--show-toplevel'])).trim();
  const out = await git(place, 'list the working trees', ['worktree', 'list', '--porcelain']);
  return out.split('\n\n').flatMap((block) => {
    const folder = /^worktree (.+)$/m.exec(block)?.[1];
    const branch = /^branch refs\/heads\/(.+)$/m.exec(block)?.[1];
    return folder && branch && !/^prunable/m.test(block) ? [{ folder, branch, isHere: folder === root }] : [];
  });
}
