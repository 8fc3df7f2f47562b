// What did the running release change in a file? Both states from the local clone, side by side in the editor's own view.
import path from 'node:path';
import { commands, Uri } from 'vscode';
import type { TextDocumentContentProvider } from 'vscode';
import type { IncidentView } from '../../../../src/contracts/incident';
import { findClone } from '../fix/find-clone';
import { askGit, commitOf } from '../../../../clone/git';
import type { Place } from '../../../../clone/git';
import { inProgress } from '../fix/in-progress';
import { insideClone } from '../../../../clone/suspected-files';
import { readFileAt } from './file-at';
import { releaseBefore } from './incident-page';
import { shortId } from './reading';

export const SCHEME = 'dayshift-commit';

/** Throws, in words, when the commits cannot be had. */
export async function openDiff(view: IncidentView, file: string): Promise<void> {
  const change = view.related?.change;
  const inside = insideClone(file);
  if (!change || inside === undefined) throw new Error(`${file} is not a file of the suspected change.`);
  const clone = await findClone(view);
  if (!clone) return;
  const known = releaseBefore({ deployments: view.related?.deployments ?? [], environment: view.environment })?.commit;
  const [head, base] = await inProgress(`Looking for ${shortId(change.commit)}`, async (signal) => {
    const place = { ...clone.place, signal };
    const found = await bring(place, clone.remote, change.commit);
    return [found, known ? await bring(place, clone.remote, known) : await commitOf(place, `${found}~1`)];
  });
  if (base === undefined) throw new Error(`${shortId(head)} is the first commit of the clone: there is nothing to compare it with. Fetch its whole history, then try again.`);
  const at = (commit: string) => Uri.from({ scheme: SCHEME, path: `/${inside}`, query: JSON.stringify({ folder: clone.place.folder, commit }) });
  await commands.executeCommand('vscode.diff', at(base), at(head), `${path.posix.basename(inside)} (${shortId(base)} ↔ ${shortId(head)})`, { preview: true });
}

async function bring(place: Place, remote: string, commit: string): Promise<string> {
  if (!/^[0-9a-f]{7,64}$/.test(commit)) throw new Error('The change has no commit that git knows.');
  const here = await commitOf(place, commit);
  if (here) return here;
  await askGit(place, ['fetch', '--quiet', remote]);
  if (await commitOf(place, commit) === undefined) await askGit(place, ['fetch', '--quiet', '--no-tags', remote, commit]);
  const fetched = await commitOf(place, commit);
  if (fetched) return fetched;
  throw new Error(`${shortId(commit)} is not in ${place.folder}, and ${remote} does not hand it out. Fetch it, then try again.`);
}

export const filesAtCommits: TextDocumentContentProvider = {
  async provideTextDocumentContent(uri) {
    const { folder, commit } = JSON.parse(uri.query) as { folder: string; commit: string };
    return readFileAt({ folder }, commit, uri.path.slice(1));
  },
};
