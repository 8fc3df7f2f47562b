// Which clones are open, and what is checked out in each? By the editor's own git, which watches them; told again after each change.
import { Disposable, extensions, type Event, type Uri } from 'vscode';

/** What we ask of the extension `vscode.git` (version 1 of its API). */
interface Repository { rootUri: Uri; state: { HEAD?: { name?: string; commit?: string }; onDidChange: Event<void> } }
interface GitApi { repositories: Repository[]; onDidOpenRepository: Event<Repository>; onDidCloseRepository: Event<Repository> }
interface GitExtension { enabled: boolean; onDidChangeEnablement: Event<boolean>; getAPI(version: 1): GitApi }

/** `commit`: of HEAD; it changes when somebody commits or pulls. */
export interface OpenBranch { root: Uri; branch: string; commit?: string }

/** Tells at once when git is ready, and never when the editor has none. */
export function watchOpenBranches(tell: (open: OpenBranch[]) => void, fail: (error: unknown) => void): Disposable {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  const ends: { dispose(): unknown }[] = [];
  let isOver = false;
  if (extension) void Promise.resolve(extension.activate()).then((git) => { if (!isOver) begin(git); }, fail);

  function begin(git: GitExtension): void {
    if (!git.enabled) {
      const once = git.onDidChangeEnablement((isEnabled) => { if (isEnabled) { once.dispose(); begin(git); } });
      ends.push(once);
      return;
    }
    const api = git.getAPI(1);
    const heard = new Map<Repository, Disposable>();
    let last = '';
    const say = (): void => {
      const open = api.repositories.flatMap(({ rootUri, state }) => (state.HEAD?.name ? [{ root: rootUri, branch: state.HEAD.name, commit: state.HEAD.commit }] : []));
      const now = JSON.stringify(open.map(({ root, branch, commit }) => [root.toString(), branch, commit]));
      if (now === last) return; // git tells of every change of a file's state
      last = now;
      tell(open);
    };
    const add = (repository: Repository): void => { heard.set(repository, repository.state.onDidChange(say)); say(); };
    const remove = (repository: Repository): void => { heard.get(repository)?.dispose(); heard.delete(repository); say(); };
    ends.push(api.onDidOpenRepository(add), api.onDidCloseRepository(remove), new Disposable(() => { for (const one of heard.values()) one.dispose(); }));
    for (const repository of api.repositories) heard.set(repository, repository.state.onDidChange(say));
    say();
  }

  return new Disposable(() => {
    isOver = true;
    for (const end of ends) end.dispose();
  });
}
