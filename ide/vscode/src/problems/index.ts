// How does a developer see at the code what the gates found? Problems at their lines, and tests with their results, of the incidents whose branch is checked out.
import { commands, Disposable, Uri, workspace } from 'vscode';
import type { FindingList } from '../../../../src/contracts/result';
import { PIPELINE_FILE } from '../../../../client/problem-places';
import { readProblems } from '../../../../client/read-problems';
import type { Given } from '../feature';
import { addTests } from '../tests';
import { addCodeActions } from './code-actions';
import { createShownProblems } from './shown-problems';
import { watchIncidents, type Watched, type WatchListener } from './watched';

const MOST_LISTS = 50; // of findings that are kept: each is read once

export function addProblems(given: Given): Disposable {
  const { session, log } = given;
  const shown = createShownProblems(log);
  const lists = new Map<string, FindingList>();
  const newest = new Map<string, Watched>();

  /** A view that came meanwhile takes the place of an older one, however long its lists take. */
  async function show(watched: Watched): Promise<void> {
    newest.set(watched.incident, watched);
    const { problems, incomplete } = await readProblems(session.api(), watched.view, { known: lists, places: await placesIn(watched.root) });
    for (const key of [...lists.keys()].slice(0, Math.max(0, lists.size - MOST_LISTS))) lists.delete(key);
    for (const text of incomplete) log.warn(text);
    if (newest.get(watched.incident) === watched) await shown.show(watched, problems);
  }

  const tests = addTests(given);
  const listener: WatchListener = {
    changed: (watched) => { show(watched).catch((error: unknown) => { log.warn(`problems of ${watched.incident} cannot be shown: ${String(error)}`); }); },
    left: (incident) => {
      newest.delete(incident);
      shown.remove(incident);
    },
  };
  return Disposable.from(
    shown, addCodeActions(given, shown), tests.end, watchIncidents(given, [listener, tests.listener]),
    commands.registerCommand('dayshift.showProblems', () => commands.executeCommand('workbench.actions.view.problems')),
  );
}

async function placesIn(root: Uri): Promise<{ pipeline?: string }> {
  const file = Uri.joinPath(root, PIPELINE_FILE);
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (open) return { pipeline: open.getText() };
  return workspace.fs.readFile(file).then((bytes) => ({ pipeline: new TextDecoder().decode(bytes) }), () => ({})); // a clone may have none
}
