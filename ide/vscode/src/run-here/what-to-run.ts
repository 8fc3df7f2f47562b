// Which check is to be run here? Read from whatever asked: a row of the tree, a fault, a test, a task; said as the command takes it.
import type { IncidentView } from '../../../../src/contracts/incident';

export interface Meant { check: string; at: Record<string, string> }
export interface Asked { folder?: string; incident?: string; cell?: string; meant?: Meant }

/** `{ incident, folder, check, at }`, `{ incident, cell }` or a row of the tree with `check` and `point`; anything else asks nothing. */
export function askedBy(argument: unknown): Asked {
  if (typeof argument !== 'object' || argument === null) return {};
  const given = argument as Record<string, unknown>;
  const text = (name: string): string | undefined => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : undefined);
  const check = text('check');
  const at = placeOf(given['at'] ?? given['point']);
  const asked: Asked = {};
  if (text('folder')) asked.folder = text('folder');
  if (text('incident')) asked.incident = text('incident');
  if (text('cell')) asked.cell = text('cell');
  return check === undefined ? asked : { ...asked, meant: { check, at } };
}

/** The check of a cell that is known by its id alone, of the newest attempt that has it. */
export function cellOf(view: Pick<IncidentView, 'attempts'>, id: string): Meant | undefined {
  const cells = view.attempts.flatMap(({ stages }) => stages.flatMap((stage) => stage.cells));
  const found = cells.findLast((cell) => cell.id === id);
  return found && { check: found.check, at: found.point };
}

/** What follows the command's name. */
export function argumentsFor({ check, at }: Meant): string[] {
  return ['pipeline', 'run', '--json', '--check', check, ...Object.entries(at).flatMap(([axis, value]) => ['--at', `${axis}=${value}`])];
}

/** `login (ipad, legacy-data)`. */
export function nameOf({ check, at }: Meant): string {
  const places = Object.values(at);
  return places.length > 0 ? `${check} (${places.join(', ')})` : check;
}

/** The setting as words: `npx dayshift`, `"C:\\my tools\\dayshift.cmd"`. */
export function wordsOfCommand(setting: string): string[] {
  return [...setting.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}

/** Every cell that a matrix may make, as choices; `include` and `exclude` are the command's to know. */
export function pointsOf(matrix: Record<string, unknown>): Record<string, string>[] {
  const axes = Object.entries(matrix).flatMap(([axis, values]): [string, string[]][] => (Array.isArray(values) ? [[axis, values.map(String)]] : []));
  return axes.reduce<Record<string, string>[]>((points, [axis, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [axis]: value }))), axes.length > 0 ? [{}] : []);
}

function placeOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([axis, place]) => (typeof place === 'string' ? [[axis, place]] : [])));
}
