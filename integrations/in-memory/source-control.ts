// Repositories that live in memory: commits with a parent and whole file trees. It knows only the commits that tests add.
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { matchFile, parse } from 'codeowners-utils';
import type { Change } from '../../src/contracts/result';
import { DayshiftError } from '../../src/errors';
import type { CheckoutOptions, SourceControl } from '../../src/ports/source-control';
import type { Author, SourceHistory } from '../../src/ports/source-history';

export interface NewCommit {
  repository: string;
  branch?: string; // default `main`; it moves to the new commit
  parent?: string; // default: the branch's tip, or `main`'s for a new branch
  files: Record<string, string | null>; // path -> text; null removes it
  author?: string; // e-mail
  coAuthors?: string[];
  subject?: string;
}
interface Commit { id: string; parent: string | undefined; tree: Map<string, string>; author: string; coAuthors: string[]; subject: string }
interface Repository { commits: Map<string, Commit>; branches: Map<string, string> }

export interface InMemorySourceControl extends SourceControl, SourceHistory {
  /** Adds a commit and gives its 40-digit id. */
  addCommit(commit: NewCommit): string;
  /** Every checkout that was asked for, with its options. */
  readonly checkouts: readonly { repository: string; commit: string; options: CheckoutOptions }[];
}

const OWNERS_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

function linesOf(text: string | undefined): string[] {
  return text ? text.replace(/\n$/, '').split('\n') : [];
}

function countLines(from: string | undefined, to: string | undefined): { additions: number; deletions: number } {
  const left = linesOf(from);
  const additions = linesOf(to).filter((line) => {
    const found = left.indexOf(line);
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  }).length;
  return { additions, deletions: left.length };
}

export function createInMemorySourceControl(): InMemorySourceControl {
  const repositories = new Map<string, Repository>();
  const checkouts: { repository: string; commit: string; options: CheckoutOptions }[] = [];

  function lookUp(repository: string, ref: string): Commit {
    const known = repositories.get(repository);
    const id = known?.branches.get(ref.replace(/^refs\/heads\//, '')) ?? ref;
    const commit = known?.commits.get(id);
    if (!commit) throw new DayshiftError('commit-unknown', { repository, commit: ref });
    return commit;
  }

  /** The commit and its ancestors, newest first. */
  function ancestry(repository: string, from: Commit): Commit[] {
    const all: Commit[] = [];
    for (let commit: Commit | undefined = from; commit; commit = commit.parent ? repositories.get(repository)?.commits.get(commit.parent) : undefined) all.push(commit);
    return all;
  }

  function addCommit({ repository, branch = 'main', parent, files, author = 'dev@example.com', coAuthors = [], subject = 'change' }: NewCommit): string {
    const known: Repository = repositories.get(repository) ?? { commits: new Map(), branches: new Map() };
    repositories.set(repository, known);
    const parentId = parent ?? known.branches.get(branch) ?? known.branches.get('main');
    const tree = new Map(parentId ? lookUp(repository, parentId).tree : []);
    for (const [path, text] of Object.entries(files)) if (text === null) tree.delete(path); else tree.set(path, text);
    const id = createHash('sha1').update(JSON.stringify([repository, parentId, [...tree], author, subject, known.commits.size])).digest('hex');
    known.commits.set(id, { id, parent: parentId, tree, author, coAuthors, subject });
    known.branches.set(branch, id);
    return id;
  }

  async function readFile(repository: string, ref: string, path: string): Promise<{ commit: string; text: string } | undefined> {
    const commit = lookUp(repository, ref);
    const text = commit.tree.get(path);
    return text === undefined ? undefined : { commit: commit.id, text };
  }

  async function change(repository: string, from: string | undefined, head: string): Promise<Change> {
    const tip = lookUp(repository, head);
    const base = from ?? tip.parent ?? tip.id;
    const trunk = new Set(ancestry(repository, lookUp(repository, base)).map((commit) => commit.id));
    const own = ancestry(repository, tip).filter((commit) => !trunk.has(commit.id));
    const mergeBase = ancestry(repository, tip).find((commit) => trunk.has(commit.id));
    const before = mergeBase?.tree ?? new Map<string, string>();
    const ownersText = OWNERS_PATHS.map((path) => lookUp(repository, base).tree.get(path)).find((text) => text !== undefined) ?? '';
    const rules = parse(ownersText);
    const paths = [...new Set([...before.keys(), ...tip.tree.keys()])].filter((path) => before.get(path) !== tip.tree.get(path)).sort();
    const counts = paths.map((path) => countLines(before.get(path), tip.tree.get(path)));
    return {
      commit: tip.id,
      subject: tip.subject,
      author: tip.author,
      authors: [...new Set(own.flatMap((commit) => [commit.author, ...commit.coAuthors]))],
      files: paths.map((path) => ({ path, owners: matchFile(path, rules)?.owners ?? [] })),
      additions: counts.reduce((sum, count) => sum + count.additions, 0),
      deletions: counts.reduce((sum, count) => sum + count.deletions, 0),
    };
  }

  async function checkout(repository: string, commit: string, folder: string, options: CheckoutOptions = {}): Promise<void> {
    const { tree } = lookUp(repository, commit);
    checkouts.push({ repository, commit, options });
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const [path, text] of tree) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  }

  /** The oldest commit in a row that has the line, or the file's latest change; every commit was made at the beginning of 2026. */
  async function whoWrote(repository: string, commit: string, path: string, line?: number): Promise<Author | undefined> {
    const all = ancestry(repository, lookUp(repository, commit));
    const wanted = line === undefined ? all[0]?.tree.get(path) : linesOf(all[0]?.tree.get(path))[line - 1];
    if (wanted === undefined) return undefined;
    const has = ({ tree }: Commit): boolean => (line === undefined ? tree.get(path) === wanted : linesOf(tree.get(path)).includes(wanted));
    const without = all.findIndex((one) => !has(one));
    const wrote = without < 0 ? all.at(-1) : all[without - 1];
    return wrote && { name: wrote.author.split('@')[0] ?? '', email: wrote.author, commit: wrote.id, at: '2026-01-01T00:00:00Z' };
  }

  async function treeOf(repository: string, commit: string, paths: readonly string[]): Promise<string> {
    const places = paths.map((one) => posix.normalize(one).replace(/\/+$/, ''));
    const files = [...lookUp(repository, commit).tree].filter(([file]) => places.some((one) => one === '.' || file === one || file.startsWith(`${one}/`)));
    return createHash('sha256').update(JSON.stringify(files.sort(([a], [b]) => (a < b ? -1 : 1)))).digest('hex').slice(0, 24);
  }

  return { addCommit, checkouts, readFile, change, checkout, whoWrote, treeOf };
}
