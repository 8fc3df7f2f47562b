// What must hold between the fields of a pipeline file, that no field can know alone? One function per rule.
import type { Check } from '../contracts/check';
import type { PipelineFile } from '../contracts/pipeline-file';
import { parseDuration } from '../domain/quantity';
import { STAGES } from '../domain/vocabulary';
import { nearest } from './did-you-mean';
import type { Fault, Path } from './faults';

const MOST_TESTS = 50; // as many cases as a cell's result keeps

/** The formats of reports, by what they hold. */
export const TESTS = ['junit', 'ctrf', 'tap'] as const;
export const LOADS = ['k6', 'autocannon', 'lighthouse'] as const;
export const METRICS = [...LOADS, 'lcov', 'cobertura'] as const;
export const FINDINGS = ['sarif', 'cyclonedx'] as const;

export interface PlacedCheck { stage: string; check: Check; path: Path }

export function eachCheck(file: PipelineFile): PlacedCheck[] {
  const further = Object.entries(file.furtherStages ?? {}).flatMap(([stage, { checks }]) => (checks ?? []).map((check, i) => ({ stage, check, path: ['furtherStages', stage, 'checks', i] })));
  return [...STAGES.flatMap((stage) => (file.stages?.[stage]?.checks ?? []).map((check, i) => ({ stage, check, path: ['stages', stage, 'checks', i] }))), ...further];
}

/** Whether the report has one of the formats. */
export function reports({ report }: Pick<Check, 'report'>, formats: readonly (keyof Check['report'])[]): boolean {
  return formats.some((format) => report[format] !== undefined);
}

/** The known word that was probably meant, or all of them. */
export function oneOf(written: string, known: readonly string[]): string {
  const meant = nearest(written, known);
  return meant ? `\`${meant}\`` : known.length === 0 ? 'nothing here' : `${known.length === 1 ? '' : 'one of '}${known.map((word) => `\`${word}\``).join(', ')}`;
}

/** The second and each later of those that bear the same name. */
export function repeated<T>(items: readonly T[], nameOf: (item: T) => string, pathOf: (item: T, index: number) => Path, what: string): Fault[] {
  return items.flatMap((item, i) => {
    const first = items.findIndex((other) => nameOf(other) === nameOf(item));
    return first < i ? [{ path: pathOf(item, i), found: `\`${nameOf(item)}\` for the second time`, write: `${what} that no other has` }] : [];
  });
}

export function checkNamesDiffer(file: PipelineFile): Fault[] {
  const checks = eachCheck(file);
  return [...new Set(checks.map(({ stage }) => stage))].flatMap((stage) => (
    repeated(checks.filter((one) => one.stage === stage), ({ check }) => check.name, ({ path }) => [...path, 'name'], 'a name')));
}

export function storyIdsDiffer(file: PipelineFile): Fault[] {
  return repeated(file.stories, ({ id }) => id, (_, i) => ['stories', i, 'id'], 'an id');
}

/** Tests name a criterion by its id alone, whichever story it is of. */
export function criterionIdsDiffer(file: PipelineFile): Fault[] {
  const named = file.stories.flatMap((story, i) => story.criteria.flatMap(({ id }, j) => (id === undefined ? [] : [{ id, path: ['stories', i, 'criteria', j, 'id'] }])));
  return repeated(named, ({ id }) => id, ({ path }) => path, 'an id');
}

/** Acceptance finds tests by their names or by a criterion's id, and a cell's result keeps fifty cases. */
export function criteriaNameTests(file: PipelineFile): Fault[] {
  const named = file.stories.flatMap((story, i) => story.criteria.flatMap((criterion, j) => (criterion.tests ?? []).map((test, k) => ({ test, path: ['stories', i, 'criteria', j, 'tests', k] }))));
  const unshown = file.stories.flatMap((story, i) => story.criteria.flatMap(({ id, tests }, j) => (id !== undefined || (tests ?? []).length > 0 ? [] : [
    { path: ['stories', i, 'criteria', j], found: 'a criterion that no test shows', write: 'its `tests`, or an `id` that tests name,' }])));
  const blank = named.filter(({ test }) => test.trim() === '').map(({ path }) => ({ path, found: 'an empty text', write: 'the name of a test, as its report says it' }));
  const count = new Set(named.map(({ test }) => test)).size;
  return count > MOST_TESTS ? [...unshown, ...blank, { path: ['stories'], found: `${count} different tests`, write: `at most ${MOST_TESTS}` }] : [...unshown, ...blank];
}

/** What a check or a build leaves lies in its own checkout. */
export function pathsStayInside(file: PipelineFile): Fault[] {
  const reports = [...eachCheck(file).map(({ check, path }) => ({ report: check.report, path })), ...verificationsOf(file).map(({ verify, path }) => ({ report: verify.report, path }))];
  const named = reports.flatMap(({ report, path }) => Object.entries(report).map(([format, text]) => ({ path: [...path, 'report', format], text })));
  const written = (path: Path, texts: readonly string[] = []): { path: Path; text: string }[] => texts.map((text, i) => ({ path: [...path, i], text }));
  const caches = [{ path: ['build', 'cache'] as Path, cache: file.build.cache }, ...eachCheck(file).flatMap(({ check, path }) => (check.cache ?? []).map((cache, i) => ({ path: [...path, 'cache', i], cache })))];
  const all = [
    ...named, { path: ['build', 'artifact'], text: file.build.artifact }, ...(file.build.sbom === undefined ? [] : [{ path: ['build', 'sbom'], text: file.build.sbom }]),
    ...caches.flatMap(({ path, cache }) => [...written([...path, 'key'], cache?.key), ...written([...path, 'paths'], cache?.paths)]), ...written(['reuse', 'inputs'], file.reuse?.inputs),
  ];
  return all.filter(({ text }) => /^([/\\~]|[A-Za-z]:)/.test(text) || text.split(/[/\\]/).includes('..'))
    .map(({ path, text }) => ({ path, found: `\`${text}\`, which leads out of the checkout`, write: 'a path below it, e.g. `results/junit.xml`' }));
}

export function verifyReportsTests(file: PipelineFile): Fault[] {
  return verificationsOf(file).filter(({ verify }) => !reports(verify, TESTS)).map(({ path }) => ({ path: [...path, 'report'], found: 'a report without tests', write: '`junit: results/smoke.xml`' }));
}

/** The verifications of a file, the earlier environments' among them. */
export function verificationsOf(file: PipelineFile): { verify: PipelineFile['verify']; path: Path }[] {
  const earlier = (file.environments ?? []).flatMap(({ verify }, i) => (verify ? [{ verify, path: ['environments', i, 'verify'] as Path }] : []));
  return [...earlier, { verify: file.verify, path: ['verify'] }];
}

export function watchFits({ watch }: PipelineFile): Fault[] {
  const [every, whole] = [parseDuration(watch.every), parseDuration(watch.for)];
  if (every > whole) return [{ path: ['watch', 'every'], found: `\`${watch.every}\`, longer than the watch itself`, write: `at most \`${watch.for}\`` }];
  const samples = Math.floor(whole / every) + 1; // one at the beginning, then every so often
  return watch.badSamples > samples ? [{ path: ['watch', 'badSamples'], found: `${watch.badSamples} samples, more than the watch has`, write: `at most ${samples}` }] : [];
}
