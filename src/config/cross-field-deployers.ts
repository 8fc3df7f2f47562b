// What must hold so that releases can run somewhere? Deployers whose names and ports differ, targets that exist; one function per rule.
import path from 'node:path';
import type { Installation } from '../contracts/installation';
import type { DeployerRow } from '../contracts/integrations';
import { oneOf, repeated } from './cross-field';
import { positive } from './cross-field-numbers';
import type { Fault, Path } from './faults';

/** A file whose shape is wrong is asked too, before its defaults are put in. */
function rowsOf({ integrations }: Installation): { row: DeployerRow; name: string; path: Path }[] {
  return integrations.deployers.map((row, i) => ({ row, name: (row.name as string | undefined) ?? row.use, path: ['integrations', 'deployers', i] }));
}

export function deployersDiffer(file: Installation): Fault[] {
  return repeated(rowsOf(file), ({ name }) => name, (one) => [...one.path, 'name'], 'a name');
}

interface Range { from: number; to: number; path: Path; name: string }

function rangesOf(file: Installation): Range[] {
  return rowsOf(file).flatMap(({ row, name, path: at }) => (row.use === 'processes' ? [{ ...row.ports, path: [...at, 'ports'], name }] : []));
}

/** Two releases stand side by side while the third one starts. */
export function releasePortsAreARange(file: Installation): Fault[] {
  return rangesOf(file).filter(({ from, to }) => !(from >= 1 && to <= 65_535 && to > from))
    .map(({ from, to, path: at }) => ({ path: at, found: `${from} to ${to}`, write: 'at least two ports between 1 and 65535, e.g. `{ from: 4100, to: 4119 }`' }));
}

export function releasePortsDiffer(file: Installation): Fault[] {
  const ranges = rangesOf(file);
  return ranges.flatMap(({ from, to, path: at }, i): Fault[] => {
    const other = ranges.slice(0, i).find((one) => from <= one.to && one.from <= to);
    return other ? [{ path: at, found: `${from} to ${to}, of which \`${other.name}\` has ${Math.max(from, other.from)} to ${Math.min(to, other.to)}`, write: 'ports that no other deployer has' }] : [];
  });
}

/** A relative folder would be another one for each process of dayshift. */
export function deployerFoldersAreAbsolute(file: Installation): Fault[] {
  return rowsOf(file).filter(({ row }) => !path.isAbsolute(row.folder))
    .map(({ row, path: at }) => ({ path: [...at, 'folder'], found: `\`${row.folder}\`, which is not absolute`, write: 'the whole path, e.g. `/var/lib/dayshift/releases`' }));
}

/** Two deployers with one folder would each take the other's releases for their own. */
export function deployerFoldersDiffer(file: Installation): Fault[] {
  return repeated(rowsOf(file).filter(({ row }) => row.use === 'processes'), ({ row }) => path.resolve(row.folder), (one) => [...one.path, 'folder'], 'a folder');
}

export function deployersAreInTime(file: Installation): Fault[] {
  return positive(rowsOf(file).flatMap(({ row, path: at }) => (row.use === 'command' && typeof row.timeout === 'string' ? [{ path: [...at, 'timeout'], text: row.timeout }] : [])));
}

export function targetsExist(file: Installation): Fault[] {
  const known = rowsOf(file).map(({ name }) => name);
  const named = file.services.flatMap(({ target, environments }, i) => [
    { target, path: ['services', i, 'target'] as Path },
    ...Object.entries(environments ?? {}).map(([name, earlier]) => ({ target: earlier.target, path: ['services', i, 'environments', name, 'target'] as Path })),
  ]);
  return named.flatMap(({ target, path: at }) => (target === undefined || known.includes(target) ? [] : [{ path: at, found: `\`${target}\`, which is no deployer`, write: oneOf(target, known) }]));
}
