// Who wrote a line, and which files does a commit have at a path? Asked of git's plumbing.
import { createHash } from 'node:crypto';
import type { Author, SourceHistory } from '../../src/ports/source-history';
import { git, gitText } from './git-command';
import { openMirror } from './mirror';
import { pathInside } from './path-inside';

const FORMAT = '%an%n%ae%n%H%n%cI';

function readAuthor(text: string): Author | undefined {
  const [name = '', email = '', commit = '', at = ''] = text.split('\n');
  return commit ? { name, email, commit, at } : undefined;
}

export function createHistory(root: string): SourceHistory {
  async function whoWrote(repository: string, commit: string, file: string, line?: number): Promise<Author | undefined> {
    const mirror = await openMirror(root, repository);
    const [head] = await mirror.resolve([commit]);
    const inside = pathInside(file);
    if (!inside) return undefined;
    const place = { gitFolder: mirror.folder };
    if (line !== undefined && line > 0) {
      const blame = await git(['blame', '--porcelain', '-L', `${line},${line}`, head, '--', inside], place);
      const found = blame.code === 0 ? blame.stdout.toString().split(' ', 1)[0]?.replace(/^\^/, '') : undefined;
      if (found) return readAuthor(await gitText('read a commit', ['show', '--no-patch', '--encoding=UTF-8', `--format=${FORMAT}`, found], place));
    }
    const log = await git(['log', '--max-count=1', '--encoding=UTF-8', `--format=${FORMAT}`, head, '--', inside], place);
    return log.code === 0 ? readAuthor(log.stdout.toString()) : undefined;
  }

  async function treeOf(repository: string, commit: string, paths: readonly string[]): Promise<string> {
    const mirror = await openMirror(root, repository);
    const [head] = await mirror.resolve([commit]);
    const insides = paths.flatMap((path) => pathInside(path) ?? []).sort();
    const listed = await gitText('list the files', ['ls-tree', '-r', '-z', '--full-tree', head, '--', ...insides], { gitFolder: mirror.folder });
    return createHash('sha256').update(listed).digest('hex').slice(0, 24);
  }

  return { whoWrote, treeOf };
}
