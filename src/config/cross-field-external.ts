// What must hold so that checks can run in other systems? Names that differ, addresses of the web, secrets that cannot be guessed; one function per rule.
import type { Installation } from '../contracts/installation';
import { repeated } from './cross-field';
import { positive } from './cross-field-numbers';
import { isOpen, isWeb } from './cross-field-telling';
import type { Fault, Path } from './faults';

const SHORTEST_SECRET = 16;

type Rows = NonNullable<Installation['integrations']['externalRunners']>;

/** A file whose shape is wrong is asked too, before its defaults are put in. */
function rowsOf({ integrations }: Installation): { row: Rows[number]; path: Path }[] {
  return ((integrations.externalRunners as Rows | undefined) ?? []).map((row, i) => ({ row, path: ['integrations', 'externalRunners', i] }));
}

export function externalRunnersDiffer(file: Installation): Fault[] {
  return repeated(rowsOf(file), ({ row }) => row.name, ({ path }) => [...path, 'name'], 'a name');
}

export function externalRunnersCanBeReached(file: Installation): Fault[] {
  return rowsOf(file).flatMap(({ row: { url, secret }, path }): Fault[] => [
    ...(isWeb(url) ? [] : [{ path: [...path, 'url'], found: 'an address that is no web address', write: 'where a job is asked for, e.g. `https://relay.example/jobs`' }]),
    ...(isOpen(secret) || secret.length >= SHORTEST_SECRET ? [] : [{ path: [...path, 'secret'], found: `a secret of ${secret.length} characters`, write: `one of at least ${SHORTEST_SECRET}, e.g. what \`openssl rand -hex 32\` prints` }]),
  ]);
}

export function externalRunnersAreAskedInTime(file: Installation): Fault[] {
  return positive(rowsOf(file).flatMap(({ row: { poll }, path }) => (typeof poll === 'string' ? [{ path: [...path, 'poll'], text: poll }] : [])));
}
