// Who owns a file? GitHub's rules for CODEOWNERS: the last line that matches decides, and it may name nobody.
import { parse, type CodeOwnersEntry } from 'codeowners-utils';
import { git } from './git-command';

/** In the order in which GitHub looks; the first that exists is the only one. The last is GitLab's. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/**
 * codeowners-utils parses; its matching is not used, because it ignores case and lets `docs/*` reach into subfolders,
 * which GitHub does not.
 */
function compile(pattern: string): RegExp {
  const anchored = pattern.replace(/\/$/, '').includes('/'); // a slash before the end ties the pattern to the root
  const ofFolder = pattern.endsWith('/');
  const parts = pattern.replace(/^\/|\/$/g, '').split('/');
  const source = parts.map((part, at) => {
    const last = at === parts.length - 1;
    if (part === '**') return last ? '.+' : '(?:[^/]+/)*';
    const text = part.replace(/\*+|\?|[^*?]+/g, (piece) => (piece[0] === '*' ? '[^/]*' : piece === '?' ? '[^/]' : escapeText(piece)));
    return last ? text : `${text}/`;
  }).join('');
  const direct = anchored && parts.at(-1) === '*'; // `docs/*`: the files of the folder, not those of its subfolders
  const below = ofFolder ? '/.+' : direct ? '' : '(?:/.+)?';
  return new RegExp(`^${anchored ? '' : '(?:.+/)?'}${source}${below}$`, 's');
}

function escapeText(text: string): string {
  return text.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
}

/** Who owns each path, by a CODEOWNERS file's text. A line that GitHub refuses (`!`, `[a-z]`) owns nothing. */
export function ownersBy(text: string): (path: string) => string[] {
  const rules = parse(text) // the last line comes first
    .filter(({ pattern }: CodeOwnersEntry) => !/^!|[[\]]/.test(pattern))
    .map(({ pattern, owners }) => ({ matches: compile(pattern), owners }));
  return (path) => rules.find(({ matches }) => matches.test(path))?.owners ?? [];
}

/** The owners as the commit declares them; without a CODEOWNERS file nobody owns anything. */
export async function readOwners(gitFolder: string, commit: string): Promise<(path: string) => string[]> {
  for (const place of PLACES) {
    const answer = await git(['cat-file', 'blob', `${commit}:${place}`], { gitFolder });
    if (answer.code === 0) return ownersBy(answer.stdout.toString());
  }
  return () => [];
}
