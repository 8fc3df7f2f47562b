// Which places of a matrix may a pipeline file name? Axes and values that exist, points that differ, cells that are left; one function per rule.
import type { Check, Point } from '../contracts/check';
import type { PipelineFile } from '../contracts/pipeline-file';
import { logId } from '../domain/ids';
import { pointsOf } from '../domain/plan';
import { isAt, writeAxes } from '../domain/point';
import { eachCheck, oneOf } from './cross-field';
import type { Fault, Path } from './faults';

type Axes = ReadonlyMap<string, ReadonlySet<string>>;
type Points = readonly Point[];

const MOST_CELLS = 500;
const RESERVED_AXES: readonly string[] = ['artifact', 'attempt', 'base-url', 'check', 'commit', 'digest', 'incident', 'level', 'seconds', 'side']; // DAYSHIFT_… of their own
const BESIDE: readonly string[] = ['include', 'exclude'];

export function cellsAreFew(file: PipelineFile): Fault[] {
  const count = eachCheck(file).reduce((sum, { check }) => sum + cellsIn(check), 0);
  return count > MOST_CELLS ? [{ path: ['stages'], found: `${count} cells`, write: `matrices of at most ${MOST_CELLS} cells in all` }] : [];
}

function cellsIn({ matrix = {}, include = [] }: Partial<Check>): number {
  const inMatrix = Object.values(matrix).reduce((cells, values) => cells * values.length, 1);
  return Object.keys(matrix).length === 0 && include.length > 0 ? include.length : inMatrix + include.length;
}

interface Unrolled { check: Check; stage: string; path: Path; points: Points; axes: Axes }

/** Each check with its points; nothing when there are too many of them to be looked at. */
function unrolled(file: PipelineFile): Unrolled[] {
  if (cellsAreFew(file).length > 0) return [];
  return eachCheck(file).map((placed) => {
    const { matrix = {}, include = [], exclude = [] } = placed.check;
    const points = pointsOf({ matrix, include, exclude });
    return { ...placed, points, axes: axesOf([...valuesIn(matrix), ...points]) };
  });
}

/** Each value of each axis, as a part of a point. */
function valuesIn(matrix: Check['matrix']): Points {
  return Object.entries(matrix).flatMap(([axis, values]) => values.map((value) => ({ [axis]: value })));
}

function axesOf(points: Points): Axes {
  const axes = new Map<string, Set<string>>();
  for (const [axis, value] of points.flatMap((point) => Object.entries(point))) axes.set(axis, (axes.get(axis) ?? new Set()).add(value));
  return axes;
}

/** The points that a criterion or an exception may name: those of the given checks, all together. */
export function placesOf(file: PipelineFile, name?: string): { points: Points; axes: Axes } {
  const points = unrolled(file).filter(({ check }) => name === undefined || check.name === name).flatMap((one) => one.points);
  return { points, axes: axesOf(points) };
}

/** What is strange in a part of a point: an axis or a value that is not there, or a combination that no cell has. */
export function strangeIn(at: Point, { points, axes }: { points: Points; axes: Axes }, path: Path): Fault[] {
  const strange = Object.entries(at).flatMap(([axis, value]): Fault[] => {
    const values = axes.get(axis);
    if (!values) return [{ path: [...path, axis], found: `the axis \`${axis}\`, which is not there`, write: oneOf(axis, [...axes.keys()]) }];
    return values.has(value) ? [] : [{ path: [...path, axis], found: `\`${value}\`, which is no value of \`${axis}\``, write: oneOf(value, [...values]) }];
  });
  if (strange.length > 0 || points.some((point) => isAt(point, at))) return strange;
  return [{ path, found: `a place at which there is no cell (${written(at)})`, write: 'values that some cell has together' }];
}

function written(point: Point): string {
  return writeAxes(point).join(', ') || 'no axis';
}

/** A cell's log is named by its point in letters, digits and dashes: two cells must not share one. */
export function pointsDiffer(file: PipelineFile): Fault[] {
  return unrolled(file).flatMap(({ check, path, points }) => {
    const doubles = doubled(check, points);
    if (doubles.length > 0) return doubles.map((i) => ({ path: [...path, 'include', i], found: `a cell that is there already (${written(check.include[i] ?? {})})`, write: 'a point that no other cell has' }));
    const logs = points.map((point) => ({ log: logId('incident', 1, written(point)), point }));
    const double = logs.find(({ log }, i) => logs.findIndex((other) => other.log === log) < i);
    return double ? [{ path: [...path, 'matrix'], found: `two points that read alike (${Object.values(double.point).join(', ')})`, write: 'short values that differ in letters and digits' }] : [];
  });
}

/** Which of the included points are the same as one before them. */
function doubled({ include }: Check, points: Points): number[] {
  const first = points.length - (include ?? []).length; // the included ones come last
  const same = (a: Point, b: Point): boolean => isAt(a, b) && isAt(b, a);
  return (include ?? []).flatMap((point, i) => (points.slice(0, first + i).some((other) => same(other, point)) ? [i] : []));
}

export function axesAreFree(file: PipelineFile): Fault[] {
  return eachCheck(file).flatMap(({ check, path }) => [
    ...Object.keys(check.matrix ?? {}).map((axis) => ({ axis, path: [...path, 'matrix', axis] })),
    ...(check.include ?? []).flatMap((point, i) => Object.keys(point).map((axis) => ({ axis, path: [...path, 'include', i, axis] }))),
  ]).filter(({ axis }) => RESERVED_AXES.includes(axis)).map(({ axis, path }) => ({ path, found: `the axis \`${axis}\`, whose variable dayshift sets itself`, write: 'another name' }));
}

/** Other tools have them within; here an axis may have any name, so these would become axes. */
export function listsStandBeside(file: PipelineFile): Fault[] {
  return eachCheck(file).flatMap(({ check, path }) => Object.keys(check.matrix ?? {}).filter((axis) => BESIDE.includes(axis))
    .map((axis): Fault => ({ path: [...path, 'matrix', axis], found: `\`${axis}\` within the matrix`, write: `\`${axis}\` beside \`matrix\``, whole: true })));
}

/** A point that is included may have values of its own; where there is a matrix, its axes are the ones. */
export function pointsAreThere(file: PipelineFile): Fault[] {
  return unrolled(file).flatMap(({ check, path, points, axes }) => {
    const { matrix = {}, include = [], exclude = [], cells = [] } = check;
    const inMatrix = axesOf(valuesIn(matrix));
    const all = pointsOf({ matrix, include: [], exclude: [] });
    return [
      ...exclude.flatMap((at, i) => strangeIn(at, { points: all, axes: inMatrix }, [...path, 'exclude', i])),
      ...include.flatMap((at, i) => strangeAxes(at, inMatrix, [...path, 'include', i])),
      ...cells.flatMap(({ at }, i) => strangeIn(at, { points, axes }, [...path, 'cells', i, 'at'])),
    ];
  });
}

function strangeAxes(at: Point, axes: Axes, path: Path): Fault[] {
  if (Object.keys(at).length === 0) return [{ path, found: 'a point without an axis', write: 'a value for each axis' }];
  if (axes.size === 0) return [];
  return Object.keys(at).filter((axis) => !axes.has(axis)).map((axis) => ({ path: [...path, axis], found: `the axis \`${axis}\`, which the matrix has not`, write: oneOf(axis, [...axes.keys()]) }));
}

export function excludeLeavesCells(file: PipelineFile): Fault[] {
  return unrolled(file).filter(({ points }) => points.length === 0)
    .map(({ path }) => ({ path: [...path, 'exclude'], found: 'every cell, so that nothing would be run', write: 'points that leave at least one' }));
}

/** A criterion that asks for a cell that nobody runs could never be achieved. */
export function criteriaNameCells(file: PipelineFile): Fault[] {
  const places = placesOf(file);
  if (places.points.length === 0) return [];
  return file.stories.flatMap((story, i) => story.criteria.flatMap((criterion, j) => (criterion.in ?? []).flatMap((at, k) => strangeIn(at, places, ['stories', i, 'criteria', j, 'in', k]))));
}
