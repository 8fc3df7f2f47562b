// What is shown at which line, while dayshift tells more and people type? One list a file, moved with every edit, made anew when a file is saved.
import { languages, Uri, workspace, type Disposable, type TextDocument } from 'vscode';
import type { CodeProblem } from '../../../../client/problem';
import type { Given } from '../feature';
import { asDiagnostic } from './as-diagnostic';
import { editBetween, lineAfter } from './edits';
import { placeOnDisk } from '../../../../clone/line-finder';
import type { Watched } from './watched';

/** `line` counts from 0, in the document as it is now. */
export interface Shown { problem: CodeProblem; incident: string; root: Uri; line: number; isEdited: boolean }

export interface ShownProblems extends Disposable {
  /** Takes the place of what was shown of the incident. */
  show(watched: Pick<Watched, 'incident' | 'root'>, problems: readonly CodeProblem[]): Promise<void>;
  remove(incident: string): void;
  /** What stands in a file, as it is now. */
  at(uri: Uri): readonly Shown[];
}

export function createShownProblems(log: Given['log']): ShownProblems {
  const collection = languages.createDiagnosticCollection('dayshift');
  const incidents = new Map<string, { root: Uri; problems: readonly CodeProblem[]; turn: number; files: Map<string, Shown[]> }>();

  const openDocument = (key: string): TextDocument | undefined => workspace.textDocuments.find(({ uri }) => uri.toString() === key);
  const at = (key: string): Shown[] => [...incidents.values()].flatMap(({ files }) => files.get(key) ?? []);

  function publish(key: string): void {
    const document = openDocument(key);
    const shown = at(key);
    collection.set(Uri.parse(key), shown.length > 0 ? shown.map(({ problem, line, isEdited, root }) => asDiagnostic(problem, { line, isEdited, root, document })) : undefined);
  }

  /** Only the newest of several that run at a time counts. */
  async function place(incident: string): Promise<void> {
    const entry = incidents.get(incident);
    if (!entry) return;
    const turn = (entry.turn += 1);
    const onDisk = await placeOnDisk({ folder: entry.root.fsPath }, entry.problems);
    const files = new Map<string, Shown[]>();
    for (const { problem, file, line, isEdited } of onDisk) {
      const key = Uri.joinPath(entry.root, file).toString();
      files.set(key, [...(files.get(key) ?? []), { problem, incident, root: entry.root, line: line - 1, isEdited }]);
    }
    for (const key of files.keys()) await moveUnsaved(key, files);
    if (entry.turn !== turn || incidents.get(incident) !== entry) return;
    const touched = new Set([...entry.files.keys(), ...files.keys()]);
    entry.files = files;
    for (const key of touched) publish(key);
  }

  /** What was typed and not saved is known by comparing with the disk. */
  async function moveUnsaved(key: string, files: Map<string, Shown[]>): Promise<void> {
    const document = openDocument(key);
    if (!document?.isDirty) return;
    const saved = await workspace.fs.readFile(document.uri).then((bytes) => new TextDecoder().decode(bytes), () => undefined); // not there yet
    const edit = saved === undefined ? undefined : editBetween(saved.split(/\r?\n/), document.getText().split(/\r?\n/));
    if (edit) files.set(key, (files.get(key) ?? []).map((one) => ({ ...one, line: lineAfter(one.line, edit) })));
  }

  const placeAll = (where: (root: Uri) => boolean): void => {
    for (const [incident, { root }] of incidents) if (where(root)) place(incident).catch((error: unknown) => { log.warn(`problems could not be placed: ${String(error)}`); });
  };

  const ends = [
    collection,
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const key = document.uri.toString();
      if (contentChanges.length === 0 || at(key).length === 0) return;
      for (const { files } of incidents.values()) {
        const shown = files.get(key);
        if (shown) files.set(key, shown.map((one) => ({ ...one, line: contentChanges.reduce((line, { range, text }) => lineAfter(line, { start: range.start, end: range.end, text: text.replace(/\r\n?/g, '\n') }), one.line) })));
      }
      publish(key);
    }),
    workspace.onDidSaveTextDocument(({ uri }) => { placeAll((root) => uri.toString().startsWith(`${root.toString()}/`)); }),
    workspace.onDidOpenTextDocument(({ uri }) => { if (at(uri.toString()).length > 0) publish(uri.toString()); }), // its text is known now
  ];

  return {
    async show({ incident, root }, problems) {
      const before = incidents.get(incident);
      incidents.set(incident, { root, problems, turn: (before?.turn ?? 0) + 1, files: before?.files ?? new Map<string, Shown[]>() });
      await place(incident);
    },
    remove(incident) {
      const files = incidents.get(incident)?.files;
      incidents.delete(incident);
      for (const key of files?.keys() ?? []) publish(key);
    },
    at: (uri) => at(uri.toString()),
    dispose() {
      incidents.clear();
      for (const end of ends) end.dispose();
    },
  };
}
