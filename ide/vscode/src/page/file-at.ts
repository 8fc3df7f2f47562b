// What did a file hold at a commit? Nothing where it was not there yet, or no longer.
import { askGit, git } from '../../../../clone/git';
import type { Place } from '../../../../clone/git';

export async function readFileAt(place: Place, commit: string, file: string): Promise<string> {
  const object = `${commit}:${file}`;
  const kind = await askGit(place, ['cat-file', '-t', object]);
  if (kind.code !== 0 || kind.out.trim() !== 'blob') return '';
  const text = await git(place, `read ${file} at ${commit.slice(0, 7)}`, ['cat-file', 'blob', object]);
  return text.includes('\0') ? '(This file is not text.)\n' : text;
}
