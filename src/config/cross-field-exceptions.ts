// What may be let through? Tests and findings of checks that exist, for a time that somebody will remember. One that has ended is no fault: it only counts no more.
import type { PipelineFile } from '../contracts/pipeline-file';
import { eachCheck, FINDINGS, oneOf, reports, TESTS } from './cross-field';
import { placesOf, strangeIn } from './cross-field-points';
import type { Fault, Path } from './faults';
import type { Rule } from './read-file';

const LONGEST_YEARS = 2;

export function exceptionsNameChecks(file: PipelineFile): Fault[] {
  const known = [...new Set(eachCheck(file).map(({ check }) => check.name))];
  const named = [...(file.quarantine ?? []).map(({ check }, i) => ({ check, path: ['quarantine', i, 'check'] })), ...(file.suppressions ?? []).map(({ check }, i) => ({ check, path: ['suppressions', i, 'check'] }))];
  return named.flatMap(({ check, path }) => (check === undefined || known.includes(check) ? [] : [{ path, found: `\`${check}\`, which is no check`, write: oneOf(check, known) }]));
}

/** A quarantine of tests needs tests, a suppression findings. */
export function exceptionsFitReports(file: PipelineFile): Fault[] {
  const checks = eachCheck(file);
  const leaves = (name: string | undefined, formats: typeof TESTS | typeof FINDINGS): boolean => {
    const named = checks.filter(({ check }) => check.name === name);
    return named.length === 0 || named.some(({ check }) => reports(check, formats));
  };
  return [
    ...(file.quarantine ?? []).flatMap(({ check }, i) => (leaves(check, TESTS) ? [] : [{ path: ['quarantine', i, 'check'], found: `\`${check}\`, whose report has no tests`, write: 'a check with a report of tests' }])),
    ...(file.suppressions ?? []).flatMap(({ check }, i) => (leaves(check, FINDINGS) ? [] : [{ path: ['suppressions', i, 'check'], found: `\`${check}\`, whose report has no findings`, write: 'a check with a report of findings' }])),
  ];
}

export function quarantineNamesCells(file: PipelineFile): Fault[] {
  return (file.quarantine ?? []).flatMap(({ check, at }, i) => {
    const places = placesOf(file, check);
    return places.points.length === 0 ? [] : at.flatMap((point, j) => strangeIn(point, places, ['quarantine', i, 'at', j]));
  });
}

/** What is let through for many years is let through for good. */
export function exceptionsEnd(today: Date): Rule<PipelineFile> {
  const last = new Date(today);
  last.setUTCFullYear(last.getUTCFullYear() + LONGEST_YEARS);
  const latest = last.toISOString().slice(0, 10);
  return (file) => daysOf(file).filter(({ day }) => day > latest).map(({ day, path }) => ({ path, found: `\`${day}\`, more than ${LONGEST_YEARS} years from now`, write: `\`${latest}\` or earlier` }));
}

function daysOf(file: PipelineFile): { day: string; path: Path; what: string }[] {
  return [
    ...(file.quarantine ?? []).map(({ review, check, test }, i) => ({ day: review, path: ['quarantine', i, 'review'], what: `the quarantine of "${test}" in ${check}` })),
    ...(file.suppressions ?? []).map(({ until, rule, file: where }, i) => ({ day: until, path: ['suppressions', i, 'until'], what: `the suppression of ${rule}${where === undefined ? '' : ` in ${where}`}` })),
  ];
}

/** What has ended on the day of asking: it holds the gate again, and should be renewed or taken out. */
export function endedExceptions(file: PipelineFile, today: string): { day: string; path: Path; what: string }[] {
  return daysOf(file).filter(({ day }) => day < today);
}
