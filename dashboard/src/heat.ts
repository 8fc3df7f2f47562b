// Where do a service's checks fail? Cells of one check as a grid: rows and columns are the axes of its matrix, each place says how often.
import type { CellHistory } from '../../src/contracts/history';
import { plural } from './text';

type Cell = CellHistory['cells'][number];
export type Heat = 'none' | 'little' | 'some' | 'much';
export interface Place { heat: Heat; runs: number; words: string }
export interface Grid { key: string; stage: string; check: string; rowAxis: string; columnAxis: string; columns: string[]; rows: { name: string; places: (Place | undefined)[] }[]; trouble: number }

const EVERYWHERE = 'everywhere';

/** A grid for each check, the most troublesome first. The first axis makes the rows, the others together the columns. */
export function gridsOf(cells: readonly Cell[]): Grid[] {
  const checks = new Map<string, Cell[]>();
  for (const cell of cells) checks.set(`${cell.stage} ${cell.check}`, [...(checks.get(`${cell.stage} ${cell.check}`) ?? []), cell]);
  return [...checks].map(([key, some]) => gridOf(key, some)).sort((a, b) => b.trouble - a.trouble || (a.key < b.key ? -1 : 1));
}

function gridOf(key: string, cells: readonly Cell[]): Grid {
  const axes = [...new Set(cells.flatMap(({ point }) => Object.keys(point)))].sort();
  const [rowAxis = '', ...others] = axes;
  const rowOf = ({ point }: Cell): string => (rowAxis === '' ? EVERYWHERE : point[rowAxis] ?? `no ${rowAxis}`);
  const columnOf = ({ point }: Cell): string => others.map((axis) => point[axis] ?? `no ${axis}`).join(' · ');
  const columns = [...new Set(cells.map(columnOf))].sort();
  const rows = [...new Set(cells.map(rowOf))].sort();
  return {
    key, stage: cells[0]?.stage ?? '', check: cells[0]?.check ?? '', rowAxis, columnAxis: others.join(' · '), columns,
    rows: rows.map((name) => ({ name, places: columns.map((column) => placeOf(cells.filter((cell) => rowOf(cell) === name && columnOf(cell) === column))) })),
    trouble: cells.reduce((all, { failed, errored, flaky }) => all + failed + errored + flaky, 0),
  };
}

function placeOf(cells: readonly Cell[]): Place | undefined {
  if (cells.length === 0) return undefined;
  const sum = (of: (cell: Cell) => number): number => cells.reduce((all, cell) => all + of(cell), 0);
  const [runs, failed, errored, flaky, inconclusive] = [sum((cell) => cell.runs), sum((cell) => cell.failed), sum((cell) => cell.errored), sum((cell) => cell.flaky), sum((cell) => cell.inconclusive)];
  const told = [[failed, 'failed'], [errored, 'errored'], [flaky, 'flaky'], [inconclusive, 'inconclusive']] as const;
  const words = told.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(', ') || 'all well';
  return { heat: heatOf(failed + errored + flaky, runs), runs, words: `${words} of ${plural(runs, 'run')}` };
}

function heatOf(trouble: number, runs: number): Heat {
  if (trouble === 0) return 'none';
  const share = trouble / runs;
  if (share <= 0.1) return 'little';
  return share <= 0.33 ? 'some' : 'much';
}
