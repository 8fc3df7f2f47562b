// What must hold between the fields of a pipeline file, that no field can know alone? One function per rule.
import type { Check } from '../contracts/check';
import type { PipelineFile } from '../contracts/pipeline-file';
import type { Person } from '../contracts/people';
import { unsatisfiable } from '../domain/approval';
import { logId } from '../domain/ids';
import { cellsOf, parseDuration } from '../domain/plan';
import { STAGES } from '../domain/vocabulary';
import type { Fault, Path } from './faults';
import type { Rule } from './read-file';

/** What the installation knows of the service; an incident's input has it too. */
export interface ServiceContext { service: string; environment: string; team: readonly Person[] }

const MOST_CELLS = 500;
const MOST_TESTS = 50; // as many cases as a cell's result keeps
const RESERVED_AXES: readonly string[] = ['artifact', 'attempt', 'base-url', 'check', 'commit', 'digest', 'incident', 'side']; // DAYSHIFT_… of their own

export interface PlacedCheck { stage: string; check: Check; path: Path }

export function eachCheck(file: PipelineFile): PlacedCheck[] {
  const further = Object.entries(file.furtherStages ?? {}).flatMap(([stage, { checks }]) => (checks ?? []).map((check, i) => ({ stage, check, path: ['furtherStages', stage, 'checks', i] })));
  return [...STAGES.flatMap((stage) => (file.stages?.[stage]?.checks ?? []).map((check, i) => ({ stage, check, path: ['stages', stage, 'checks', i] }))), ...further];
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

/** Acceptance finds tests by their names or by a criterion's id, and a cell's result keeps fifty cases. */
export function criteriaNameTests(file: PipelineFile): Fault[] {
  const named = file.stories.flatMap((story, i) => story.criteria.flatMap((criterion, j) => (criterion.tests ?? []).map((test, k) => ({ test, path: ['stories', i, 'criteria', j, 'tests', k] }))));
  const unshown = file.stories.flatMap((story, i) => story.criteria.flatMap(({ id, tests }, j) => (id !== undefined || (tests ?? []).length > 0 ? [] : [
    { path: ['stories', i, 'criteria', j], found: 'a criterion that no test shows', write: 'its `tests`, or an `id` that tests name,' }])));
  const blank = named.filter(({ test }) => test.trim() === '').map(({ path }) => ({ path, found: 'an empty text', write: 'the name of a test, as its report says it' }));
  const count = new Set(named.map(({ test }) => test)).size;
  return count > MOST_TESTS ? [...unshown, ...blank, { path: ['stories'], found: `${count} different tests`, write: `at most ${MOST_TESTS}` }] : [...unshown, ...blank];
}

export function cellsAreFew(file: PipelineFile): Fault[] {
  const count = eachCheck(file).map(({ check }) => Object.values(check.matrix ?? {}).reduce((cells, values) => cells * values.length, 1)).reduce((sum, cells) => sum + cells, 0);
  return count > MOST_CELLS ? [{ path: ['stages'], found: `${count} cells`, write: `matrices of at most ${MOST_CELLS} cells in all` }] : [];
}

/** A cell's log is named by its point in letters, digits and dashes: two cells must not share one. */
export function pointsDiffer(file: PipelineFile): Fault[] {
  if (cellsAreFew(file).length > 0) return [];
  return eachCheck(file).flatMap(({ stage, check, path }) => {
    const logs = cellsOf(stage, check).map(({ id, point }) => ({ log: logId('incident', 1, id), point }));
    const double = logs.find(({ log }, i) => logs.findIndex((other) => other.log === log) < i);
    return double ? [{ path: [...path, 'matrix'], found: `two points that read alike (${Object.values(double.point).join(', ')})`, write: 'short values that differ in letters and digits' }] : [];
  });
}

export function axesAreFree(file: PipelineFile): Fault[] {
  return eachCheck(file).flatMap(({ check, path }) => Object.keys(check.matrix ?? {}).filter((axis) => RESERVED_AXES.includes(axis)).map((axis) => (
    { path: [...path, 'matrix', axis], found: `the axis \`${axis}\`, whose variable dayshift sets itself`, write: 'another name' })));
}

/** What a check or a build leaves lies in its own checkout. */
export function pathsStayInside(file: PipelineFile): Fault[] {
  const reports = [...eachCheck(file).map(({ check, path }) => ({ report: check.report, path })), { report: file.verify.report, path: ['verify'] }];
  const named = reports.flatMap(({ report, path }) => Object.entries(report).map(([format, text]) => ({ path: [...path, 'report', format], text })));
  const all = [...named, { path: ['build', 'artifact'], text: file.build.artifact }, ...(file.build.cache?.paths ?? []).map((text, i) => ({ path: ['build', 'cache', 'paths', i], text }))];
  return all.filter(({ text }) => /^([/\\~]|[A-Za-z]:)/.test(text) || text.split(/[/\\]/).includes('..'))
    .map(({ path, text }) => ({ path, found: `\`${text}\`, which leads out of the checkout`, write: 'a path below it, e.g. `results/junit.xml`' }));
}

export function verifyReportsTests(file: PipelineFile): Fault[] {
  return file.verify.report.junit ? [] : [{ path: ['verify', 'report'], found: 'a report without tests', write: '`junit: results/smoke.xml`' }];
}

export function watchFits({ watch }: PipelineFile): Fault[] {
  const [every, whole] = [parseDuration(watch.every), parseDuration(watch.for)];
  if (every > whole) return [{ path: ['watch', 'every'], found: `\`${watch.every}\`, longer than the watch itself`, write: `at most \`${watch.for}\`` }];
  const samples = Math.floor(whole / every) + 1; // one at the beginning, then every so often
  return watch.badSamples > samples ? [{ path: ['watch', 'badSamples'], found: `${watch.badSamples} samples, more than the watch has`, write: `at most ${samples}` }] : [];
}

/** The rules that need the installation: the service's name and environment, and a team that can satisfy the sign-off. */
export function fitsService({ service, environment, team }: ServiceContext): Rule<PipelineFile> {
  return (file) => [
    ...(file.service === service ? [] : [{ path: ['service'], found: `\`${file.service}\``, write: `\`${service}\`, as dayshift.yaml calls it` }]),
    ...(file.deploy.environment === environment ? [] : [{ path: ['deploy', 'environment'], found: `\`${file.deploy.environment}\``, write: `\`${environment}\`, the service's environment in dayshift.yaml` }]),
    ...[unsatisfiable(file.signOff, team) ?? []].flat().map((why) => ({ path: ['signOff'], found: `a gate that nobody can satisfy (${why})`, write: 'roles that enough people of the team have' })),
  ];
}
