// How does a developer run a check without waiting for the pipeline? `Run this check here`: the same engine, on the clone as it is, in a task of the editor.
import { commands, Disposable, tasks, window, workspace, type Task } from 'vscode';
import type { Given } from '../feature';
import { findClone } from '../fix/find-clone';
import { told } from '../words/told';
import { taskOf, type CheckDefinition } from './check-task';
import { checksOfWorkspace, chooseCheck } from './choose-check';
import type { Chosen } from './choose-check';
import { askedBy, cellOf } from './what-to-run';

export function addRunHere({ session, log }: Given): Disposable {
  async function run(argument: unknown): Promise<void> {
    if (!workspace.isTrusted) {
      const trust = 'Manage trust';
      if (await window.showWarningMessage('A check runs commands of this workspace, which is in restricted mode. Trust it, then try again.', trust) === trust) await commands.executeCommand('workbench.trust.manage');
      return;
    }
    const chosen = await meantBy(argument);
    if (chosen) await tasks.executeTask(taskOf(chosen.meant, chosen.folder));
  }

  async function meantBy(argument: unknown): Promise<Chosen | undefined> {
    const { folder, incident, cell, meant } = askedBy(argument);
    if (folder !== undefined && meant) return { folder, meant };
    if (incident === undefined) return chooseCheck();
    const view = await session.api().incident(incident);
    const check = meant ?? (cell === undefined ? undefined : cellOf(view, cell));
    if (!check) return chooseCheck();
    const clone = await findClone(view);
    return clone && { folder: clone.place.folder, meant: check };
  }

  return Disposable.from(
    commands.registerCommand('dayshift.runCheckHere', told(log, 'Run this check here', run)),
    tasks.registerTaskProvider('dayshift', {
      async provideTasks() { return workspace.isTrusted ? (await checksOfWorkspace()).map(({ check, folder }) => taskOf({ check, at: {} }, folder)) : []; },
      resolveTask({ definition }: Task) {
        const { check, at = {}, folder = workspace.workspaceFolders?.[0]?.uri.fsPath } = definition as CheckDefinition;
        return folder === undefined ? undefined : taskOf({ check, at }, folder, definition as CheckDefinition); // the definition is handed back as it was, or it is not found again
      },
    }),
  );
}
