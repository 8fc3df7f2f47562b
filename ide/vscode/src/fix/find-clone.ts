// In which clone is the fix made? Of all that is open in the window; people are asked where it is not certain, and helped where there is none.
import { commands, window, workspace } from 'vscode';
import type { IncidentView } from '../../../../src/contracts/incident';
import { editorsGit } from './git-extension';
import type { GitApi, GitRepository } from './git-extension';
import type { Place } from '../../../../clone/git';
import { readClones } from '../../../../clone/read-clones';
import { placeOf, shownAddress } from '../../../../clone/remote-address';
import { whichClone } from '../../../../clone/which-clone';
import type { Clone, Found, WhichClone } from '../../../../clone/which-clone';

export interface InClone { place: Place; remote: string; repository: GitRepository | undefined }

/** Without a word to the person. */
export async function lookForClone({ repository, branch }: Pick<IncidentView, 'repository' | 'branch'>, signal?: AbortSignal): Promise<WhichClone> {
  const api = await editorsGit();
  return whichClone(await openClones(api, signal), { repository, branch });
}

/** Undefined when there is none or the person chose none; what can be done about it was offered. */
export async function findClone(view: Pick<IncidentView, 'repository' | 'branch' | 'service'>, signal?: AbortSignal): Promise<InClone | undefined> {
  if (!workspace.isTrusted) throw new Error('This window is in restricted mode, and a fix runs git. Trust the workspace, then try again.');
  const api = await editorsGit();
  const which = whichClone(await openClones(api, signal), view);
  if (which.kind === 'none') return void offerClone(view);
  const found = which.kind === 'one' ? which.found : await choose(which.found, view.service);
  if (!found) return undefined;
  const { folder } = found.clone;
  return { place: { folder, ...programOf(api), ...(signal ? { signal } : {}) }, remote: found.remote, repository: api?.repositories.find(({ rootUri }) => rootUri.fsPath === folder) };
}

async function openClones(api: GitApi | undefined, signal: AbortSignal | undefined): Promise<Clone[]> {
  const folders = [...(workspace.workspaceFolders ?? []).map(({ uri }) => uri), ...(api?.repositories ?? []).map(({ rootUri }) => rootUri)];
  const paths = [...new Set(folders.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath))];
  const read = await Promise.all(paths.map((folder) => readClones({ folder, ...programOf(api), ...(signal ? { signal } : {}) })));
  return read.flat();
}

function programOf(api: GitApi | undefined): { program?: string } {
  return api ? { program: api.git.path } : {};
}

async function choose(found: readonly Found[], service: string): Promise<Found | undefined> {
  const rows = found.map((one) => ({ one, label: one.clone.folder, description: one.clone.branch ?? 'no branch', detail: `remote ${one.remote}` }));
  return (await window.showQuickPick(rows, { title: `Several clones of ${service} are open`, placeHolder: 'In which one is the fix made?' }))?.one;
}

async function offerClone({ repository, service, branch }: Pick<IncidentView, 'repository' | 'branch' | 'service'>): Promise<void> {
  if (repository === undefined) return void window.showWarningMessage(`No open folder has ${branch} checked out, and the incident does not tell its repository. Check the branch out, then try again.`);
  const isAddress = placeOf(repository)?.kind === 'network';
  const [clone, open] = ['Clone it', 'Open a folder'];
  const text = `No open folder is a clone of ${service} (${shownAddress(repository)}).`;
  const chosen = await window.showWarningMessage(text, ...(isAddress || placeOf(repository) ? [clone] : []), open);
  if (chosen === clone) await commands.executeCommand('git.clone', repository);
  if (chosen === open) await commands.executeCommand('vscode.openFolder');
}
