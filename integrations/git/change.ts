// What does a branch change, and who wrote it? Asked of git's plumbing, which no configuration bends.
import type { Change } from '../../src/contracts/result';
import { DayshiftError } from '../../src/errors';
import { readOwners } from './codeowners';
import { git, gitText, lastWords } from './git-command';

interface Counted {
  paths: string[]; // of a rename, both names
  additions: number;
  deletions: number;
}

const CO_AUTHOR = /^co-authored-by:[^<\n]*<([^>\n]+)>/gim;
const LOG = ['-c', 'log.showSignature=false', 'log', '--encoding=UTF-8'] as const;
const EMPTY_TREE = { 40: '4b825dc642cb6eb9a060e54bf8d69288fbee4904', 64: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321' } as const;

/** Where the branch left; the empty tree when the two have no history in common. */
async function mergeBase(gitFolder: string, base: string, head: string): Promise<string> {
  const answer = await git(['merge-base', base, head], { gitFolder });
  if (answer.code === 0) return answer.stdout.toString().trim();
  if (answer.code === 1) return EMPTY_TREE[head.length === 64 ? 64 : 40];
  throw new DayshiftError('source-control-broken', { what: 'find the merge base', reason: lastWords(answer) });
}

/** Reads `--numstat -z`: `added TAB deleted TAB path NUL`, and for a rename an empty path followed by `old NUL new NUL`. */
function readNumstat(text: string): Counted[] {
  const fields = text.split('\0');
  const counted: Counted[] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const [added, deleted, ...rest] = (fields[at] ?? '').split('\t');
    if (deleted === undefined) continue;
    const name = rest.join('\t');
    const paths = name === '' ? [fields[at + 1] ?? '', fields[at + 2] ?? ''] : [name];
    if (name === '') at += 2;
    counted.push({ paths, additions: Number(added) || 0, deletions: Number(deleted) || 0 }); // `-` stands for binary
  }
  return counted;
}

/** Author, committer and co-authors of the commits that only `head` has, and of `head` itself. As written in the commit: no mailmap. */
async function readAuthors(gitFolder: string, base: string, head: string): Promise<string[]> {
  const format = '--format=%ae%n%ce%n%B%x00';
  const branch = await gitText('read the commits', [...LOG, format, `${base}..${head}`], { gitFolder });
  const last = await gitText('read the commit', [...LOG, '--max-count=1', format, head], { gitFolder });
  const mails = `${branch}${last}`.split('\0').flatMap((commit) => {
    const [author, committer, ...body] = commit.replace(/^\n/, '').split('\n');
    return [author, committer, ...[...body.join('\n').matchAll(CO_AUTHOR)].map(([, mail]) => mail?.trim())];
  });
  return [...new Set(mails.filter((mail) => mail !== undefined && mail !== ''))] as string[];
}

/** The tag before `head`: what was released before it; without an earlier tag its first parent, or itself when it is the first commit. */
export async function releaseBefore(gitFolder: string, head: string): Promise<string> {
  const parent = await git(['rev-parse', '--verify', '--quiet', `${head}^`], { gitFolder });
  if (parent.code !== 0) return head;
  const tag = await git(['describe', '--tags', '--abbrev=0', `${head}^`], { gitFolder });
  const before = tag.code === 0 ? `${tag.stdout.toString().trim()}^{commit}` : `${head}^`;
  return (await gitText('know the release before', ['rev-parse', before], { gitFolder })).trim();
}

/** What `head` changes against its merge base with `base`; nothing when they are the same or `head` is merged already. */
export async function readChange(gitFolder: string, base: string, head: string): Promise<Change> {
  const from = await mergeBase(gitFolder, base, head);
  const [numstat, subject, authors, ownersOf] = await Promise.all([
    gitText('compare the commits', ['diff-tree', '-r', '--numstat', '-z', '-M', from, head], { gitFolder }),
    gitText('read the commit', [...LOG, '--max-count=1', '--format=%ae%n%s', head], { gitFolder }),
    readAuthors(gitFolder, base, head),
    readOwners(gitFolder, base),
  ]);
  const counted = readNumstat(numstat);
  const [author = '', title = ''] = subject.split('\n');
  return {
    commit: head, subject: title, author, authors,
    files: counted.flatMap(({ paths }) => paths).map((path) => ({ path, owners: ownersOf(path) })),
    additions: counted.reduce((sum, { additions }) => sum + additions, 0),
    deletions: counted.reduce((sum, { deletions }) => sum + deletions, 0),
  };
}
