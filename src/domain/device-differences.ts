// What differs between devices and environments? Tests that fail, flake or take long at some values of an axis only.
import type { TestCase } from '../contracts/report';
import type { CellResult } from '../contracts/result';

const MOST_SENTENCES = 5;
const SLOWER_TIMES = 2; // the quickest there against the slowest elsewhere: side by side on one machine, less is noise
const SLOWER_SECONDS = 0.5;

interface Place { axis: string; values: string[] }
interface Difference { key: string; names: string[]; say(who: string, isMany: boolean): string; weight: number }
type Run = { point: Record<string, string>; test: TestCase | undefined };

/**
 * Of one stage's cells: at most five sentences, most telling first; the more tests share a place, and the more surely it is that
 * place, the more telling. A test is compared within its check. Of a crowded cell a test that was not kept did not fail there.
 */
export function deviceDifferences(results: readonly CellResult[]): string[] {
  const differences = [...byCheck(results).values()].flatMap(differencesOf);
  return together(differences).sort((a, b) => b.weight - a.weight || b.names.length - a.names.length)
    .slice(0, MOST_SENTENCES).map(({ names, say }) => say(who(names), names.length > 1));
}

function byCheck(results: readonly CellResult[]): Map<string, CellResult[]> {
  const checks = new Map<string, CellResult[]>();
  for (const result of results) checks.set(result.check, [...(checks.get(result.check) ?? []), result]);
  return checks;
}

function differencesOf(cells: readonly CellResult[]): Difference[] {
  const names = new Set(cells.flatMap(({ tests }) => (tests?.cases ?? []).map(({ name }) => name)));
  return [...names].flatMap((name) => {
    const runs = cells.flatMap((cell) => runOf(name, cell));
    return [
      ...placed(name, runs, ({ test }) => test?.status === 'failed', ['fails', 'fail']),
      ...placed(name, runs, ({ test }) => test?.status === 'passed' && test.flaky === true, ['is flaky', 'are flaky']),
      ...slower(name, runs),
    ];
  });
}

/** The worst of the cases of that name; nothing where it did not run. */
function runOf(name: string, { point, tests }: CellResult): Run[] {
  const own = tests?.cases.filter((test) => test.name === name) ?? [];
  const test = own.find(({ status }) => status === 'failed') ?? own.find(({ flaky }) => flaky) ?? own.find(({ status }) => status === 'passed');
  if (test) return [{ point, test }];
  return own.length === 0 && tests && tests.total > tests.cases.length ? [{ point, test: undefined }] : [];
}

/** Where every run of that kind is, when that is fewer places than there are. */
function placed(name: string, runs: readonly Run[], isSuch: (run: Run) => boolean, [verb, verbs]: readonly [string, string]): Difference[] {
  const such = runs.filter(isSuch);
  if (such.length === 0 || such.length === runs.length) return [];
  const places = axesOf(runs).flatMap((axis): Place[] => {
    const values = valuesOf(such, axis);
    const all = valuesOf(runs, axis);
    return values.length <= Math.max(1, Math.floor(all.length / 2)) && values.length < all.length ? [{ axis, values }] : [];
  });
  if (places.length === 0) return [];
  const there = runs.filter(({ point }) => places.every(({ axis, values }) => values.includes(point[axis] ?? '')));
  const always = there.length === such.length;
  const count = `(${such.length} of ${runs.length} cells)`;
  const where = readPlaces(places, always);
  return [{
    key: `${verb} ${where} ${count}`, names: [name], weight: 4 + (always ? 2 : 0) - places.length,
    say: (tests, isMany) => `${tests} ${isMany ? verbs : verb} ${where} ${count}`,
  }];
}

/** `on device ipad only`; of what is no device, `wherever environment is legacy-data`. */
function readPlaces(places: readonly Place[], always: boolean): string {
  const [only] = places;
  if (places.length === 1 && only?.axis === 'device') return `on device ${list(only.values)} only${always ? '' : ', not each time'}`;
  const read = places.map(({ axis, values }) => `${axis} is ${list(values, 'or')}`).join(' and ');
  return always ? `wherever ${read}` : `only where ${read}, not each time`;
}

/** Passed everywhere, and at one value slower each time than anywhere else. */
function slower(name: string, runs: readonly Run[]): Difference[] {
  const passed = runs.flatMap(({ point, test }) => (test?.status === 'passed' && !test.flaky ? [{ point, seconds: test.seconds }] : []));
  if (passed.length < runs.length) return [];
  return axesOf(runs).flatMap((axis) => valuesOf(runs, axis).flatMap((value): Difference[] => {
    const there = passed.filter(({ point }) => point[axis] === value).map(({ seconds }) => seconds);
    const elsewhere = passed.filter(({ point }) => point[axis] !== value).map(({ seconds }) => seconds);
    const quickest = Math.min(...there);
    const slowest = Math.max(...elsewhere);
    if (quickest < slowest * SLOWER_TIMES || quickest - slowest < SLOWER_SECONDS) return [];
    const times = Math.round(median(there) / Math.max(median(elsewhere), 0.001));
    const where = axis === 'device' ? `on ${value}` : `where ${axis} is ${value}`;
    return [{
      key: `slower ${where}`, names: [name], weight: 1,
      say: (tests, isMany) => (isMany ? `${tests} take several times as long ${where}, the first ${times} times` : `${tests} takes ${times} times as long ${where} (${seconds(median(there))} against ${seconds(median(elsewhere))})`),
    }];
  }));
}

/** Tests that differ in the same way are one sentence. */
function together(differences: readonly Difference[]): Difference[] {
  const merged = new Map<string, Difference>();
  for (const one of differences) {
    const before = merged.get(one.key);
    merged.set(one.key, before ? { ...before, names: [...before.names, ...one.names] } : one);
  }
  return [...merged.values()];
}

function axesOf(runs: readonly Run[]): string[] {
  const axes = [...new Set(runs.flatMap(({ point }) => Object.keys(point)))];
  return axes.filter((axis) => valuesOf(runs, axis).length > 1);
}

function valuesOf(runs: readonly Run[], axis: string): string[] {
  return [...new Set(runs.map(({ point }) => point[axis] ?? ''))];
}

function who([first = '', ...more]: readonly string[]): string {
  return more.length === 0 ? `“${first}”` : `“${first}” and ${more.length} more`;
}

function list(values: readonly string[], joint = 'and'): string {
  const named = values.map((value) => value || 'none');
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} ${joint} ${named.at(-1)}`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function seconds(value: number): string {
  return value < 1 ? `${Math.round(value * 1000)} ms` : `${Number(value.toPrecision(2))} s`;
}
