// What does this machine know of a repository? A bare mirror of its branches and tags, brought up to date when something new may be asked.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { DayshiftError } from '../../src/errors';
import { isUrl, withoutCredentials } from './address';
import { git, gitText, lastWords } from './git-command';
import { withLock } from './lock';

export interface Mirror {
  folder: string; // the bare repository
  source: string; // an address, or a path made absolute
  /** The full commits of branches, tags or commits; fetches at most once. Throws `commit-unknown`, `source-control-broken`. */
  resolve<const Refs extends readonly string[]>(refs: Refs): Promise<{ [Index in keyof Refs]: string }>;
}

const FULL_COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const SHORT_COMMIT = /^[0-9a-f]{7,63}$/;
/** A branch, tag or commit by its name alone: no options, no ranges, no `~1`, no `@{…}`. */
const NAME = /^(?![-./])(?!.*(\.\.|\/\/|\.lock$|[./]$))[^\s\0-\x1f\x7f~^:?*[\\@]([^\s\0-\x1f\x7f~^:?*[\\]*)$/;
const REFS = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
const STALE_MILLISECONDS = 10_000; // git holds its own locks for the moment of a rename

/** Where it is fetched from: an address as it stands, a path made absolute. Throws for what git would read as an option. */
function sourceOf(repository: string): string {
  if (repository === '' || repository.startsWith('-')) {
    throw new DayshiftError('source-control-broken', { what: `open "${repository}"`, reason: 'it is neither a path nor an address' });
  }
  return isUrl(repository) ? repository : path.resolve(repository);
}

async function create(folder: string, source: string): Promise<void> {
  const partial = `${folder}.${randomUUID()}.partial`;
  await gitText('make a mirror', ['init', '--quiet', '--bare', '--template=', partial]);
  const settings = [
    ['remote.origin.url', source],
    ['gc.pruneExpire', 'never'], // a commit once asked for stays, whatever becomes of its branch; checkouts borrow its objects
    ['gc.autoDetach', 'false'],
    ['core.hooksPath', '/dev/null'],
  ] as const;
  for (const [name, value] of settings) await gitText('make a mirror', ['config', name, value], { gitFolder: partial });
  await rename(partial, folder);
}

/** Removes git's own locks when their holder was ended with the machine. Only for who holds the mirror's lock. */
async function removeStaleLocks(folder: string): Promise<void> {
  const names = [...(await readdir(folder)), ...(await readdir(path.join(folder, 'refs'), { recursive: true })).map((name) => path.join('refs', name))];
  for (const file of names.filter((name) => name.endsWith('.lock')).map((name) => path.join(folder, name))) {
    const held = await stat(file).catch(() => undefined);
    if (held && Date.now() - held.mtimeMs > STALE_MILLISECONDS) await rm(file, { force: true });
  }
}

async function bringUpToDate(folder: string, source: string): Promise<void> {
  await withLock(`${folder}.lock`, async () => {
    if (!existsSync(folder)) await create(folder, source);
    await removeStaleLocks(folder);
    const answer = await git(['fetch', '--quiet', '--prune', '--no-write-fetch-head', '--no-tags', 'origin', ...REFS], { gitFolder: folder });
    if (answer.code !== 0) throw new DayshiftError('source-control-broken', { what: `fetch ${withoutCredentials(source)}`, reason: lastWords(answer) });
  });
}

/** The commit that the mirror has under a name now. Branches come before tags, tags before abbreviated commits. */
async function find(folder: string, name: string): Promise<string | undefined> {
  const places = FULL_COMMIT.test(name) ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`, ...(name.startsWith('refs/') ? [name] : []), ...(SHORT_COMMIT.test(name) ? [name] : [])];
  for (const place of places) {
    const answer = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${place}^{commit}`], { gitFolder: folder });
    const commit = answer.stdout.toString().trim();
    if (answer.code === 0 && FULL_COMMIT.test(commit)) return commit;
  }
  return undefined;
}

export async function openMirror(root: string, repository: string): Promise<Mirror> {
  const source = sourceOf(repository);
  const name = path.basename(source).replace(/\.git$/, '').replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40);
  const folder = path.join(root, `${name}-${createHash('sha256').update(source).digest('hex').slice(0, 16)}.git`);
  await mkdir(root, { recursive: true });

  async function resolve<const Refs extends readonly string[]>(refs: Refs): Promise<{ [Index in keyof Refs]: string }> {
    const strange = refs.find((ref) => !NAME.test(ref));
    if (strange !== undefined) throw new DayshiftError('commit-unknown', { repository: withoutCredentials(repository), commit: strange });
    const known = existsSync(folder) && refs.every((ref) => FULL_COMMIT.test(ref)) ? await Promise.all(refs.map((ref) => find(folder, ref))) : [];
    if (known.length === 0 || known.includes(undefined)) await bringUpToDate(folder, source);
    const commits: string[] = [];
    for (const ref of refs) {
      const commit = await find(folder, ref);
      if (!commit) throw new DayshiftError('commit-unknown', { repository: withoutCredentials(repository), commit: ref });
      commits.push(commit);
    }
    return commits as { [Index in keyof Refs]: string };
  }

  return { folder, source, resolve };
}
