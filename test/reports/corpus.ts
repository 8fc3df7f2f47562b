// Which reports must be told apart, and what must each come to? Real-shaped files of `corpus/`, and texts that are made here because they are long or odd.
import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Verdict } from '../../src/domain/vocabulary';

export interface Row {
  what: string;
  format: 'junit' | 'ctrf' | 'tap';
  bytes: () => Uint8Array;
  verdict: Verdict;
  reason: RegExp;
}

export const CORPUS = path.join(__dirname, 'corpus');

export function corpusFile(name: string): Buffer {
  return readFileSync(path.join(CORPUS, name));
}

export function corpusFiles(): string[] {
  return readdirSync(CORPUS).filter((name) => /^[\w.-]+\.(?:xml|json|tap)$/.test(name)).sort();
}

export function formatOf(name: string): Row['format'] {
  if (name.endsWith('.tap')) return 'tap';
  return name.endsWith('.json') ? 'ctrf' : 'junit';
}

function file(name: string, verdict: Verdict, reason: RegExp): Row {
  return { what: name, format: formatOf(name), bytes: () => corpusFile(name), verdict, reason };
}

function text(what: string, format: Row['format'], made: () => string | Uint8Array, verdict: Verdict, reason: RegExp): Row {
  const bytes = (): Uint8Array => {
    const content = made();
    return typeof content === 'string' ? Buffer.from(content) : content;
  };
  return { what, format, bytes, verdict, reason };
}

function suite(inner: string, declaration = ''): string {
  return `${declaration}<testsuites><testsuite name="Größe"><testcase name="paßt">${inner}</testcase></testsuite></testsuites>`;
}

function utf16(content: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(`\ufeff${content}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

function cut(name: string, share: number): Row {
  const bytes = (): Uint8Array => {
    const whole = corpusFile(name);
    return whole.subarray(0, Math.floor(whole.length * share));
  };
  return { what: `${name}, of which ${share * 100} % came`, format: formatOf(name), bytes, verdict: 'errored', reason: /cannot be read/ };
}

const failed = /tests failed|test failed|failed, first/;

export const ROWS: readonly Row[] = [
  file('jest-default.xml', 'passed', /2 of 2/),
  file('jest-suite-failed-to-run.xml', 'failed', /Cannot find module/),
  file('vitest.xml', 'failed', /login › refuses.*expected 200 to be 401/),
  file('playwright-attachments.xml', 'failed', /login › on a phone › keeps the letter case/),
  file('playwright-flaky.xml', 'inconclusive', /flaky/),
  file('pytest-xunit2.xml', 'failed', /assert 200 == 401/),
  file('pytest-xunit1.xml', 'failed', /no database/),
  file('gotestsum.xml', 'failed', /TestLogin\/refuses/),
  file('go-junit-report.xml', 'passed', /2 of 2/),
  file('go-build-failed.xml', 'failed', /Build failed/),
  file('maven-surefire.xml', 'failed', /com\.acme\.LoginTest › refuses.*expected: <401>/),
  file('maven-flaky.xml', 'inconclusive', /flaky/),
  file('maven-rerun-error-only.xml', 'failed', /no database/),
  file('gradle.xml', 'passed', /1 of 2.*1 skipped/),
  file('node-runner.xml', 'failed', /login › on a phone › keeps the case/),
  file('phpunit.xml', 'failed', /unit › LoginTest › testRefuses/),
  file('cypress-mocha.xml', 'failed', /login › on a phone › keeps the case/),
  file('dotnet.xml', 'failed', /Shop\.Tests\.LoginTests › Refuses/),
  file('rspec.xml', 'passed', /1 of 1/),
  file('all-skipped.xml', 'errored', /skipped all of its 2 tests/),
  file('suite-error.xml', 'failed', /the database did not start/),
  file('odd-times.xml', 'passed', /4 of 4/),
  file('same-name-passed-and-failed.xml', 'failed', failed),
  file('same-name-twice-passed.xml', 'passed', /2 of 2/),
  file('counts-failures-not-shown.xml', 'errored', /count failures that no case shows/),
  file('counts-tests-not-shown.xml', 'errored', /counts 14 tests and shows 2/),
  file('unknown-status.xml', 'errored', /has the status “quarantaine”/),
  file('control-characters.xml', 'failed', /expected 200.*found 401/),
  file('error-page.xml', 'errored', /web page/),
  file('web-page-without-type.xml', 'errored', /its root is neither/),
  file('billion-laughs.xml', 'errored', /document type/),
  file('external-entity.xml', 'errored', /document type/),
  file('external-dtd.xml', 'errored', /document type/),
  file('quadratic-blow-up.xml', 'errored', /document type/),
  file('undeclared-entity.xml', 'errored', /undefined entity/),
  file('two-roots.xml', 'errored', /cannot be read: (?:line 2|its root)/),
  file('no-case-name.xml', 'errored', /has no name/),
  file('zero-tests.xml', 'errored', /ran no test/),
  file('trx.xml', 'errored', /its root is neither/),
  file('names-of-objects.xml', 'passed', /2 of 2/),
  file('ctrf-passed.json', 'passed', /2 of 2/),
  file('ctrf-failed.json', 'failed', /login › accepts the e-mail.*expected 200, found 401/),
  file('ctrf-flaky.json', 'inconclusive', /flaky/),
  file('ctrf-other.json', 'failed', /interrupted/),
  file('ctrf-pending-only.json', 'errored', /skipped all of its 2 tests/),
  file('ctrf-no-tests.json', 'errored', /ran no test/),
  file('ctrf-counts-disagree.json', 'errored', /counts 40 tests and it shows 1/),
  file('jest-own.json', 'errored', /results/),
  file('node-runner.tap', 'failed', /login › on a phone › keeps the case.*expected 200/),
  file('tap-13.tap', 'passed', /2 of 3.*1 skipped/),
  file('tap-14-subtests.tap', 'passed', /2 of 2/),
  file('bats.tap', 'failed', /refuses a wrong password.*test\/login\.bats/),
  file('tap-todo-only.tap', 'errored', /skipped all of its 2 tests/),
  file('tap-bail-out.tap', 'errored', /bailed out: no database/),
  file('tap-plan-longer.tap', 'errored', /plans 4 tests and shows 2/),
  file('tap-no-plan.tap', 'errored', /no plan/),
  file('tap-skip-all.tap', 'errored', /ran no test/),
  file('not-tap.tap', 'errored', /no line of it/),

  cut('jest-default.xml', 0.05), cut('jest-default.xml', 0.5), cut('jest-default.xml', 0.95), cut('playwright-attachments.xml', 0.7), cut('maven-surefire.xml', 0.98),
  cut('ctrf-passed.json', 0.3), cut('ctrf-passed.json', 0.99), cut('node-runner.tap', 0.5), cut('tap-13.tap', 0.5), cut('tap-14-subtests.tap', 0.9),

  text('no bytes', 'junit', () => '', 'errored', /is empty/),
  text('white space', 'tap', () => ' \n\t\n', 'errored', /is empty/),
  text('UTF-8 with a mark', 'junit', () => `\ufeff${suite('')}`, 'passed', /1 of 1/),
  text('UTF-16, little end first', 'junit', () => utf16(suite('<failure message="zu groß"/>', '<?xml version="1.0" encoding="utf-16"?>'), 'le'), 'failed', /Größe › paßt.*zu groß/),
  text('UTF-16, big end first', 'junit', () => utf16(suite('<failure message="zu groß"/>'), 'be'), 'failed', /Größe › paßt.*zu groß/),
  text('UTF-16 without a mark', 'junit', () => Buffer.from(suite(''), 'utf16le'), 'errored', /NUL|not UTF-8/),
  text('UTF-16 that ends in the middle of a character', 'junit', () => utf16(suite(''), 'le').subarray(0, -1), 'errored', /not UTF-16/),
  text('UTF-32', 'junit', () => Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), 'errored', /utf-32/),
  text('ISO-8859-1 that says so', 'junit', () => Buffer.from(suite('<failure message="zu groß"/>', '<?xml version="1.0" encoding="ISO-8859-1"?>'), 'latin1'), 'failed', /Größe › paßt.*zu groß/),
  text('windows-1252 that says so', 'junit', () => Buffer.from(suite('<failure message="\u0080 5"/>', '<?xml version="1.0" encoding="windows-1252"?>'), 'latin1'), 'failed', /€ 5/),
  text('ISO-8859-1 that does not say so', 'junit', () => Buffer.from(suite(''), 'latin1'), 'errored', /not UTF-8/),
  text('UTF-8 that says to be UTF-16', 'junit', () => suite('<failure message="zu groß"/>', '<?xml version="1.0" encoding="utf-16"?>'), 'failed', /Größe › paßt.*zu groß/),
  text('an encoding that nobody knows', 'junit', () => suite('', '<?xml version="1.0" encoding="klingon"?>'), 'errored', /klingon/),
  text('NUL in a name', 'junit', () => suite('').replace('paßt', 'pa\0t'), 'errored', /NUL/),
  text('an archive', 'junit', () => Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c]), 'errored', /NUL|not UTF-8/),
  text('a hundred thousand elements in each other', 'junit', () => '<testsuite>'.repeat(100_000), 'errored', /deep/),
  text('an element with a hundred thousand attributes', 'junit', () => suite('').replace('<testcase', `<testcase ${Array.from({ length: 100_000 }, (_, at) => `a${at}="x"`).join(' ')}`), 'errored', /attributes/),
  text('the same attribute twice', 'junit', () => suite('').replace('<testcase', '<testcase name="a"'), 'errored', /duplicate attribute/),
  text('more than a million elements', 'junit', () => `<testsuites>${'<a/>'.repeat(1_000_001)}</testsuites>`, 'errored', /elements/),
  text('values a million deep', 'ctrf', () => '['.repeat(1_000_000), 'errored', /deep/),
  text('more than four million values', 'ctrf', () => `{"results":[${'0,'.repeat(4_000_001)}0]}`, 'errored', /values/),
  text('XML where JSON was promised', 'ctrf', () => suite(''), 'errored', /XML or a web page/),
  text('JSON where XML was promised', 'junit', () => '{"results":{}}', 'errored', /cannot be read/),
  text('ten thousand cases, of which one failed', 'junit', () => `<testsuites>${Array.from({ length: 100 }, (_, suiteAt) => `<testsuite name="suite ${suiteAt}" tests="100">${Array.from({ length: 100 }, (__, at) => `<testcase name="case ${at}" time="0.01">${suiteAt === 70 && at === 3 ? '<failure message="expected 200"/>' : ''}</testcase>`).join('')}</testsuite>`).join('')}</testsuites>`, 'failed', /1 of 10000 tests failed, first “suite 70 › case 3”: expected 200/),
  text('TAP where XML was promised', 'junit', () => '1..1\nok 1\n', 'errored', /cannot be read/),
];

/** 200 MB that take no room: a file whose end was set and nothing of it written. */
export function writeGigantic(folder: string): string {
  const place = path.join(folder, 'gigantic.xml');
  writeFileSync(place, '<testsuites><testsuite name="login"><testcase name="accepts"/></testsuite></testsuites>');
  truncateSync(place, 200 * 1024 * 1024);
  return place;
}
