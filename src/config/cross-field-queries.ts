// Which names may a query hold that dayshift puts in? Those that it knows; a name that stays would make monitoring answer something else, or nothing.
import type { PipelineFile } from '../contracts/pipeline-file';
import { parseDuration } from '../domain/quantity';
import { oneOf, repeated, verificationsOf } from './cross-field';
import { regressionFault, tryQuantity, unitFault } from './cross-field-numbers';
import type { Fault, Path } from './faults';

/** `$__rate_interval` and the like are a dashboard's, and `$` at the end of a pattern is the pattern's. */
const NAMED = /\$\{?(?!__)[A-Za-z_][A-Za-z0-9_]*\}?/g;
const KNOWN = ['$release', '$service', '$environment', '$window'] as const;
type Placeholder = (typeof KNOWN)[number];

export function placeholderFaults(query: string, known: readonly Placeholder[], path: Path): Fault[] {
  const strange = [...new Set(query.match(NAMED) ?? [])].filter((name) => !known.some((one) => one === name));
  return strange.map((name) => ({ path, found: KNOWN.some((one) => one === name) ? `\`${name}\`, which is not put in here` : `\`${name}\`, which nobody puts in`, write: oneOf(name.replace(/[{}]/g, ''), known) }));
}

type Compared = PipelineFile['verify']['compare'][number];

function eachComparison(file: PipelineFile): { figure: Compared; path: Path }[] {
  return verificationsOf(file).flatMap(({ verify, path }) => (verify.compare ?? []).map((figure, i) => ({ figure, path: [...path, 'compare', i] })));
}

export function queriesNameWhatIsKnown(file: PipelineFile): Fault[] {
  const written: { query: string; path: Path }[] = [
    ...eachComparison(file).map(({ figure, path }) => ({ query: figure.query, path: [...path, 'query'] })),
    { query: file.watch.query, path: ['watch', 'query'] },
    ...(file.watch.figures ?? []).map(({ query }, i) => ({ query, path: ['watch', 'figures', i, 'query'] })),
  ];
  return written.flatMap(({ query, path }) => placeholderFaults(query, KNOWN, path));
}

/** Without it the new release and the one before would be given the same figure. */
export function comparisonsNameTheRelease(file: PipelineFile): Fault[] {
  return eachComparison(file).filter(({ figure }) => !figure.query.includes('$release'))
    .map(({ path }) => ({ path: [...path, 'query'], found: 'a query without `$release`', write: 'one that is asked of each release, e.g. `{digest="$release"}` in its selectors' }));
}

export function figuresDiffer(file: PipelineFile): Fault[] {
  return [
    ...verificationsOf(file).flatMap(({ verify, path }) => repeated(verify.compare ?? [], ({ name }) => name, (_, i) => [...path, 'compare', i, 'name'], 'a name')),
    ...repeated(file.watch.figures ?? [], ({ name }) => name, (_, i) => ['watch', 'figures', i, 'name'], 'a name'),
  ];
}

export function figuresHaveLimits(file: PipelineFile): Fault[] {
  const written: { text: string | number | undefined; path: Path }[] = [
    ...eachComparison(file).flatMap(({ figure, path }) => [{ text: figure.max, path: [...path, 'max'] }, { text: figure.regression, path: [...path, 'regression'] }]),
    ...(file.watch.figures ?? []).flatMap(({ max, min }, i) => [{ text: max, path: ['watch', 'figures', i, 'max'] }, { text: min, path: ['watch', 'figures', i, 'min'] }]),
  ];
  const units = written.flatMap(({ text, path }) => unitFault(text, path));
  const regressions = eachComparison(file).flatMap(({ figure, path }) => regressionFault(figure.regression, [...path, 'regression']));
  const empty = (file.watch.figures ?? []).flatMap(({ max, min }, i): Fault[] => {
    const [highest, lowest] = [max, min].map((text) => (text === undefined ? undefined : tryQuantity(text)?.value));
    return highest !== undefined && lowest !== undefined && lowest > highest ? [{ path: ['watch', 'figures', i, 'min'], found: `\`${min}\`, more than \`max\` (\`${max}\`)`, write: `at most \`${max}\`` }] : [];
  });
  return [...units, ...regressions, ...empty];
}

/** Each row is asked over two windows, so that the query needs a place for them. */
export function burnRowsFit({ watch }: PipelineFile): Fault[] {
  const asksWindow = watch.query.includes('$window');
  const rows = (watch.burn ?? []).flatMap(({ long, short }, i): Fault[] => (parseDuration(short) < parseDuration(long) ? [] : [
    { path: ['watch', 'burn', i, 'short'], found: `\`${short}\`, not shorter than \`long: ${long}\``, write: 'a shorter time, e.g. a twelfth of it' }]));
  if (watch.burn && watch.burn.length > 0 && !asksWindow) return [...rows, { path: ['watch', 'query'], found: 'a query without `$window`, while `burn` asks over windows', write: 'the share of bad events over `$window`, or no `burn`' }];
  return watch.burn?.length === 0 && asksWindow ? [{ path: ['watch', 'burn'], found: 'no row, while the query asks over `$window`', write: 'nothing (there are rows by default), or a query without `$window`' }] : rows;
}
