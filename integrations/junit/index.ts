// Which tests does a JUnit file tell of? One case each, in the dialects of Playwright, Jest, pytest, Maven and Node.
import type { TestCase, TestReport } from '../../src/contracts/report';
import { mask } from '../../src/errors';
import type { ReportReader } from '../../src/ports/report-reader';
import { checkSize, unreadable } from '../report-text';
import { parseXml } from '../xml';
import { nameOf } from './name';
import { JunitFile, type JunitCase, type JunitSuite, type Mark } from './schema';

const FORMAT = 'junit';
const LISTS = new Set(['testsuite', 'testcase', 'failure', 'error', 'skipped', 'flakyFailure', 'flakyError']);
const LONGEST_MESSAGE = 1000;
const COLOUR = /\u001b\[[0-9;]*m/g;
const SKIPPED = ['skipped', 'notrun', 'disabled', 'ignored'];
const FAILED = ['failed', 'failure', 'error'];

function messageOf(mark: Mark | undefined): string | undefined {
  const said = typeof mark === 'string' ? mark : mark?.['@message'] || mark?.['#text'] || mark?.['@type'];
  return said?.trim() ? mask(said.replace(COLOUR, '').trim()).slice(0, LONGEST_MESSAGE) : undefined;
}

/** Maven writes thousands with a comma. */
function secondsOf(time: string | undefined): number {
  return Math.max(Number((time ?? '').replace(/,/g, '')) || 0, 0);
}

function statusOf(test: JunitCase): TestCase['status'] {
  const said = [test['@status'], test['@result']].map((word) => word?.toLowerCase() ?? '');
  if (test.failure.length + test.error.length > 0 || said.some((word) => FAILED.includes(word))) return 'failed';
  return test.skipped.length > 0 || said.some((word) => SKIPPED.includes(word)) ? 'skipped' : 'passed';
}

function caseOf(path: string[], test: JunitCase): TestCase {
  const status = statusOf(test);
  const flaky = messageOf(test.flakyFailure[0] ?? test.flakyError[0]);
  const message = status === 'passed' ? flaky && `failed at first: ${flaky}` : messageOf(test.failure[0] ?? test.error[0] ?? test.skipped[0]);
  return { name: nameOf(path, test), status, seconds: secondsOf(test['@time']), ...(message && { message }) };
}

/** A suite that broke by itself is a failed case of its own. */
function brokenSuite(path: string[], suite: JunitSuite): TestCase[] {
  const mark = suite.error[0] ?? suite.failure[0];
  return mark === undefined ? [] : [{ name: path.join(' › ') || 'suite', status: 'failed', seconds: 0, message: messageOf(mark) ?? 'the suite broke' }];
}

function casesOf(suite: JunitSuite, outer: string[]): TestCase[] {
  const path = suite['@name'] ? [...outer, suite['@name']] : outer;
  return [
    ...suite.testcase.map((test) => caseOf(path, test)),
    ...brokenSuite(path, suite),
    ...suite.testsuite.flatMap((inner) => casesOf(inner, path)),
  ];
}

function countsFailures(suite: JunitSuite): boolean {
  return Number(suite['@failures'] ?? 0) + Number(suite['@errors'] ?? 0) > 0 || suite.testsuite.some(countsFailures);
}

function topOf(file: JunitFile): JunitSuite | undefined {
  if (file.testsuites) return { ...file.testsuites, '@name': undefined }; // the whole run's name names no suite
  return file.testsuite?.[0];
}

function read(text: string): TestReport {
  checkSize(FORMAT, text);
  const file = JunitFile.safeParse(parseXml(FORMAT, text, LISTS));
  const top = file.success ? topOf(file.data) : undefined;
  if (!top) throw unreadable(FORMAT, 'its root is neither <testsuites> nor <testsuite>, or a <testcase> has no name', file.error);
  const cases = casesOf(top, []);
  if (countsFailures(top) && cases.every(({ status }) => status !== 'failed')) throw unreadable(FORMAT, 'its suites count failures that no case shows');
  return { kind: 'tests', cases };
}

export const junit: ReportReader = { read };
