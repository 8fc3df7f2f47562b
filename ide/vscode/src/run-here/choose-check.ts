// Which check, when nobody said? Chosen from the pipeline files that are open, each with the places of its matrix.
import { workspace, window, type Uri } from 'vscode';
import { nameOf, pointsOf } from './what-to-run';
import type { Meant } from './what-to-run';

export interface Chosen { folder: string; meant: Meant }

const PIPELINE_FILES = '**/.dayshift/pipeline.yaml';
const MOST_FILES = 20;
const MOST_PLACES = 40;

export async function chooseCheck(): Promise<Chosen | undefined> {
  const all = await checksOfWorkspace();
  if (all.length === 0) {
    void window.showWarningMessage('No open folder has a .dayshift/pipeline.yaml that names checks and can be read. Open the clone of a service that has one, or mend its faults, then try again.');
    return undefined;
  }
  const several = new Set(all.map(({ folder }) => folder)).size > 1;
  const items = all.flatMap((one) => placesOf(one).map((meant) => ({ label: nameOf(meant), description: [one.stage, ...(several ? [one.folder] : [])].join(' · '), chosen: { folder: one.folder, meant } })));
  return (await window.showQuickPick(items, { title: 'Run a check here', placeHolder: 'It is run as the pipeline would, on the working copy as it is', matchOnDescription: true }))?.chosen;
}

export interface OneCheck { folder: string; stage: string; check: string; matrix: Record<string, unknown> }

export async function checksOfWorkspace(): Promise<OneCheck[]> {
  const files = await workspace.findFiles(PIPELINE_FILES, '**/node_modules/**', MOST_FILES);
  return (await Promise.all(files.map(checksOf))).flat();
}

function placesOf({ check, matrix }: OneCheck): Meant[] {
  const points = pointsOf(matrix).slice(0, MOST_PLACES);
  return [{ check, at: {} }, ...points.map((at) => ({ check, at }))];
}

/** What can be read of it: a file with faults still has checks to choose. */
async function checksOf(file: Uri): Promise<OneCheck[]> {
  const { parseDocument } = await import('yaml'); // late: activation does without
  const text = new TextDecoder().decode(await workspace.fs.readFile(file));
  const document = parseDocument(text, { logLevel: 'silent' });
  const read: unknown = document.errors.length > 0 ? {} : document.toJS({ maxAliasCount: 100 });
  const { fsPath: folder } = file.with({ path: file.path.replace(/\/\.dayshift\/pipeline\.yaml$/, '') || '/' });
  return [...entriesOf(fieldOf(read, 'stages')), ...entriesOf(fieldOf(read, 'furtherStages'))].flatMap(([stage, { checks }]) => (Array.isArray(checks) ? checks : []).flatMap((one: unknown): OneCheck[] => {
    const check = fieldOf(one, 'name');
    return typeof check === 'string' ? [{ folder, stage, check, matrix: Object.fromEntries(Object.entries(Object(fieldOf(one, 'matrix')) as object)) }] : [];
  }));
}

function entriesOf(value: unknown): [string, Record<string, unknown>][] {
  return typeof value === 'object' && value !== null ? Object.entries(value).filter((entry): entry is [string, Record<string, unknown>] => typeof entry[1] === 'object' && entry[1] !== null) : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
