// Which tests does a JUnit file tell of? One case each, in the dialects of the tools that the readme names.
import type { TestCase, TestReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { createPlaces } from '../report-places';
import { checkSize, told, unreadable, type ReadOptions } from '../report-text';
import { joined, LONGEST_MESSAGE } from '../test-cases';
import { parseXml } from '../xml';
import { caseOf, type Around, type Reading } from './case';
import { faultOfCounts } from './counts';
import { JunitFile, LISTS, type JunitSuite } from './schema';
import { saidBy } from './status';

const FORMAT = 'junit';

/** A suite that broke by itself is a failed case of its own. */
function brokenSuite(suite: JunitSuite, { suites }: Around, { secrets }: Reading): TestCase[] {
  const mark = suite.error[0] ?? suite.failure[0];
  return mark === undefined ? [] : [{ name: joined(suites) || 'suite', status: 'failed', seconds: 0, message: told(saidBy(mark), LONGEST_MESSAGE, secrets) ?? 'the suite broke' }];
}

/** Mocha says the file at a suite of its own, before the suites of that file. */
function filesOf(suites: readonly JunitSuite[]): (string | undefined)[] {
  let root: string | undefined;
  return suites.map((suite) => {
    if (suite['@name'] === 'Root Suite') root = suite['@file'];
    return suite['@file'] ?? root;
  });
}

function casesOf(suite: JunitSuite, outer: Around, reading: Reading): TestCase[] {
  const name = suite['@name'];
  const around: Around = {
    suites: name ? [...outer.suites, name] : outer.suites,
    file: suite['@file'] ?? outer.file,
    properties: [...outer.properties, ...suite.properties],
    isPytest: outer.isPytest || name === 'pytest',
  };
  const files = filesOf(suite.testsuite);
  return [
    ...suite.testcase.map((test) => caseOf(test, around, reading)),
    ...brokenSuite(suite, around, reading),
    ...suite.testsuite.flatMap((inner, at) => casesOf(inner, { ...around, file: files[at] ?? around.file }, reading)),
  ];
}

/** The whole run's name names no suite. */
function topOf({ testsuites, testsuite }: JunitFile): { suite: JunitSuite; isPytest: boolean } | undefined {
  if (testsuites && testsuite) return undefined;
  if (testsuites) return { suite: { ...testsuites, '@name': undefined }, isPytest: testsuites['@name'] === 'pytest tests' };
  return testsuite?.[0] && { suite: testsuite[0], isPytest: false };
}

function read(text: string, { folder, secrets = [] }: ReadOptions): TestReport {
  checkSize(FORMAT, text);
  const file = JunitFile.safeParse(parseXml(FORMAT, text, LISTS));
  const top = file.success ? topOf(file.data) : undefined;
  if (!top) throw unreadable(FORMAT, 'its root is neither <testsuites> nor <testsuite>, or a <testcase> has no name', file.error);
  const around: Around = { suites: [], file: undefined, properties: [], isPytest: top.isPytest };
  const cases = casesOf(top.suite, around, { format: FORMAT, places: createPlaces(folder), secrets });
  const fault = faultOfCounts(top.suite, cases.some(({ status }) => status === 'failed'));
  if (fault) throw unreadable(FORMAT, fault);
  return { kind: 'tests', cases };
}

export function createJunit(options: ReadOptions = {}): ReportReader {
  return { read: (text) => read(text, options) };
}
