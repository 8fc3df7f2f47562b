// Did a case pass, fail or not run, how long did it take, and what does it say? A word that nobody knows is no success.
import type { TestCase } from '../../src/contracts/report';
import { unreadable } from '../report-text';
import { timeOf } from '../test-cases';
import type { JunitCase, Mark } from './schema';

const PASSED = new Set(['', 'passed', 'pass', 'success', 'successful', 'succeeded', 'ok', 'run', 'completed', 'executed', 'finished', 'done', 'true']);
const SKIPPED = new Set(['skipped', 'skip', 'notrun', 'not_run', 'disabled', 'ignored', 'pending', 'todo', 'suppressed', 'filtered', 'excluded', 'untested', 'incomplete', 'inconclusive']);
const FAILED = new Set(['failed', 'fail', 'failure', 'error', 'errored', 'broken', 'timeout', 'timedout', 'timed_out', 'aborted', 'cancelled', 'canceled', 'interrupted', 'crashed', 'undefined', 'false']);

/** The marks of a failure that stands; what passed when run again has none. */
export function failuresOf(test: JunitCase): Mark[] {
  return [...test.failure, ...test.error, ...test.rerunFailure, ...test.rerunError];
}

export function flakesOf(test: JunitCase): Mark[] {
  return [...test.flakyFailure, ...test.flakyError];
}

/** Throws `report-unreadable` for a status that is neither known as good nor as bad. */
export function statusOf(format: string, test: JunitCase): TestCase['status'] {
  const said = [test['@status'], test['@result']].map((word) => word?.trim().toLowerCase() ?? '');
  if (failuresOf(test).length > 0 || said.some((word) => FAILED.has(word))) return 'failed';
  if (test.skipped.length > 0 || said.some((word) => SKIPPED.has(word))) return 'skipped';
  const strange = said.find((word) => !PASSED.has(word));
  if (strange !== undefined) throw unreadable(format, `the case “${test['@name'].slice(0, 200)}” has the status “${strange.slice(0, 40)}”, which says neither that it passed nor that it failed`);
  return 'passed';
}

/** Maven writes thousands with a comma, other tools decimals. */
export function secondsOf(time: string | undefined): number {
  const given = (time ?? '').trim();
  const isDecimal = /^(0|\d+),(\d+)$/.test(given) && (given.startsWith('0') || !/,\d{3}$/.test(given));
  return timeOf(Number(isDecimal ? given.replace(',', '.') : given.replace(/,/g, '')));
}

/** What a mark says: its message, else its text, else its type. */
export function saidBy(mark: Mark | undefined): string | undefined {
  if (mark === undefined || typeof mark === 'string') return mark;
  return [mark['@message'], stackOf(mark), mark['@type']].find((text) => text?.trim());
}

/** Maven puts the stack of a rerun into an element of its own. */
export function stackOf(mark: Mark | undefined): string | undefined {
  if (mark === undefined || typeof mark === 'string') return mark;
  return [mark['#text'], ...mark.stackTrace].filter((text) => text).join('\n') || undefined;
}
