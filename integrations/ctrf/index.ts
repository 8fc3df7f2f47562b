// Which tests does a CTRF report tell of? One case each; a test that passed when it was tried again is flaky.
import type { TestCase, TestReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { criteriaOf, criteriaOfTag, listed } from '../report-claims';
import { createPlaces, type Places } from '../report-places';
import { parseJson, told, unreadable, type ReadOptions } from '../report-text';
import { isStable, joined, JOINT, LONGEST_MESSAGE, NAMELESS, timeOf } from '../test-cases';
import { CtrfReport, type CtrfStatus, type CtrfTest } from './schema';

const FORMAT = 'ctrf';
/** `other` is what the tool could not call passed, e.g. timed out or interrupted. */
const STATUS: Record<CtrfStatus, TestCase['status']> = { passed: 'passed', failed: 'failed', other: 'failed', skipped: 'skipped', pending: 'skipped' };

function nameOf({ name, suite }: CtrfTest): string {
  const suites = typeof suite === 'string' ? suite.split(' > ') : suite ?? [];
  const named = suites.map((part) => part.trim()).filter((part) => part !== '' && isStable(part));
  const title = name.trim() || NAMELESS;
  return joined(title.includes(JOINT) ? [title] : [...named, title]);
}

/** A failed attempt says so whatever the tool concludes; a bare count of retries does when the tool concludes nothing. */
function isFlaky(test: CtrfTest): boolean {
  if (test.status !== 'passed') return false;
  return test.flaky === true || test.retryAttempts.some(({ status }) => STATUS[status] === 'failed') || (test.flaky === undefined && (test.retries ?? 0) > 0);
}

function messageOf(test: CtrfTest, flaky: boolean): string | undefined {
  if (flaky) {
    const first = test.retryAttempts.find(({ status }) => STATUS[status] === 'failed');
    const said = first?.message ?? first?.trace ?? test.message;
    return said ? `failed at first: ${said}` : 'failed at first';
  }
  if (test.status === 'passed') return undefined;
  return test.message ?? test.trace ?? (test.status === 'other' ? `the tool's own status is “${test.rawStatus ?? 'other'}”` : undefined);
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => (typeof one === 'string' ? [one] : []));
}

function criteriaOfTest({ tags, labels, extra }: CtrfTest): string[] | undefined {
  const named = [...Object.entries(labels), ...Object.entries(extra)].flatMap(([name, value]) => textsOf(value).flatMap((text) => criteriaOf(name, text)));
  return listed([...tags.flatMap(criteriaOfTag), ...named]);
}

function caseOf(test: CtrfTest, places: Places, secrets: readonly string[]): TestCase {
  const flaky = isFlaky(test);
  const message = told(messageOf(test, flaky), LONGEST_MESSAGE, secrets);
  const attached = [test, ...test.retryAttempts].flatMap(({ attachments }) => attachments);
  const attachments = listed(attached.map((one) => (one.path ? places.attachmentOf(one.path) : undefined)));
  const criteria = criteriaOfTest(test);
  const stack = STATUS[test.status] === 'failed' ? [test.trace, test.message].join('\n') : undefined;
  return {
    name: nameOf(test),
    status: STATUS[test.status],
    seconds: timeOf((test.duration ?? 0) / 1000),
    ...(message && { message }),
    ...places.placeOf({ file: test.filePath ?? undefined, line: test.line ?? undefined, stack }),
    ...(attachments && { attachments }),
    ...(criteria && { criteria }),
    ...(flaky && { flaky }),
  };
}

/** What the summary counts beyond what is shown was lost on the way. */
function faultOf({ results: { summary, tests } }: CtrfReport): string | undefined {
  const shown = (...statuses: CtrfStatus[]): number => tests.filter(({ status }) => statuses.includes(status)).length;
  if ((summary.tests ?? 0) > tests.length) return `its summary counts ${summary.tests} tests and it shows ${tests.length}`;
  if ((summary.failed ?? 0) > 0 && shown('failed', 'other') === 0) return 'its summary counts failures that no test shows';
  if ((summary.other ?? 0) > 0 && shown('failed', 'other') === 0) return 'its summary counts tests of another outcome that it does not show';
  return undefined;
}

function read(text: string, { folder, secrets = [] }: ReadOptions): TestReport {
  const report = parseJson(FORMAT, text, CtrfReport);
  const fault = faultOf(report);
  if (fault) throw unreadable(FORMAT, fault);
  const places = createPlaces(folder);
  return { kind: 'tests', cases: report.results.tests.map((test) => caseOf(test, places, secrets)) };
}

export function createCtrf(options: ReadOptions = {}): ReportReader {
  return { read: (text) => read(text, options) };
}
