// Who wrote a line, and which files does a commit have at a path? Asked of git's plumbing.
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Author, SourceHistory } from '../../src/ports/source-history';
import { git, gitText, isFile } from './git-command';
import { openMirror } from './mirror';
import { pathInside } from './path-inside';

const PLAIN = ['--literal-pathspecs', '-c', 'log.showSignature=false', '-c', 'log.follow=false', '-c', 'blame.ignoreRevsFile=', '-c', 'i18n.logOutputEncoding=UTF-8'] as const;
const FORMAT = '--format=%an%n%ae%n%H%n%aI';

function readAuthor(text: string): Author | undefined {
  const [name = '', email = '', commit = '', at = ''] = text.split('\n');
  return commit ? { name, email, commit, at } : undefined;
}

/** The commit that the line came from, also from a file of another name; undefined when there is no such line. */
async function blame(gitFolder: string, head: string, inside: string, line: number): Promise<string | undefined> {
  const answer = await git([...PLAIN, 'blame', '--porcelain', '-L', `${line},${line}`, head, '--', inside], { gitFolder });
  return answer.code === 0 ? /^[0-9a-f]+/.exec(answer.stdout.toString())?.[0] : undefined;
}

export function createHistory(root: string): SourceHistory {
  async function whoWrote(repository: string, commit: string, file: string, line?: number): Promise<Author | undefined> {
    const mirror = await openMirror(root, repository);
    const [head] = await mirror.resolve([commit]);
    const inside = file.endsWith('/') ? undefined : pathInside(file);
    if (!inside || (line !== undefined && !(Number.isInteger(line) && line > 0))) return undefined;
    const place = { gitFolder: mirror.folder };
    if (!await isFile(mirror.folder, `${head}:${inside}`)) return undefined;
    if (line === undefined) return readAuthor(await gitText('find who changed a file', [...PLAIN, 'log', '--max-count=1', FORMAT, head, '--', inside], place));
    const wrote = await blame(mirror.folder, head, inside, line);
    return wrote === undefined ? undefined : readAuthor(await gitText('read a commit', [...PLAIN, 'log', '--max-count=1', FORMAT, wrote], place));
  }

  async function treeOf(repository: string, commit: string, paths: readonly string[]): Promise<string> {
    const mirror = await openMirror(root, repository);
    const [head] = await mirror.resolve([commit]);
    const isWhole = paths.some((one) => path.posix.normalize(one).replace(/\/$/, '') === '.');
    const insides = isWhole ? [] : paths.flatMap((one) => pathInside(one) ?? []);
    const listed = isWhole || insides.length > 0 // without a path git lists everything
      ? await gitText('list the files', ['--literal-pathspecs', 'ls-tree', '-r', '-z', '--full-tree', head, '--', ...insides], { gitFolder: mirror.folder })
      : '';
    return createHash('sha256').update(listed).digest('hex').slice(0, 24);
  }

  return { whoWrote, treeOf };
}
