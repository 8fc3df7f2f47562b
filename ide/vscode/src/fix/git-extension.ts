// What do we ask of the editor's own git? Which repositories are open, and to reach a remote where it has to ask for a password.
import { extensions } from 'vscode';
import type { Uri } from 'vscode';

/** Of the API `vscode.git`, version 1. */
export interface GitRepository {
  rootUri: Uri;
  fetch(options: { remote?: string; ref?: string }): Promise<void>;
  push(remote?: string, branch?: string, setUpstream?: boolean): Promise<void>;
  status(): Promise<void>;
}
export interface GitApi { git: { path: string }; repositories: GitRepository[] }
interface GitExtension { enabled: boolean; getAPI(version: 1): GitApi }

/** Undefined where the editor has no git, or it is switched off: then git itself is all there is. */
export async function editorsGit(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return undefined;
  const git = await extension.activate();
  return git.enabled ? git.getAPI(1) : undefined;
}
