// Are JUnit files of several tools read alike, and is nothing that is broken read as a success? The samples are the tools' own output.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createJunit } from '../../../integrations/junit';
import type { TestCase } from '../../../src/contracts/report';

const junit = createJunit();

function casesOf(text: string): TestCase[] {
  const report = junit.read(text);
  if (report.kind !== 'tests') throw new Error('not a report of tests');
  return report.cases;
}

function sample(name: string): TestCase[] {
  return casesOf(readFileSync(path.join(__dirname, '..', '..', 'samples', name), 'utf8'));
}

function short(cases: TestCase[]): string[] {
  return cases.map(({ name, status }) => `${status} ${name}`);
}

function suite(inner: string, attributes = 'name="login"'): string {
  return `<?xml version="1.0"?>\n<testsuites><testsuite ${attributes}>${inner}</testsuite></testsuites>`;
}

describe('the dialect of', () => {
  it('Playwright names the file as the suite, and three devices are three suites', () => {
    const cases = sample('junit-playwright-3-devices.xml');
    expect(cases).toHaveLength(6);
    expect(cases.filter(({ status }) => status === 'failed')).toHaveLength(2);
    expect(cases[3]).toMatchObject({ name: 'a.spec.js › wide layout @AC-2', status: 'failed', seconds: 1.543, message: 'expect(locator).toBeVisible() failed' });
  });

  it('Playwright joins describe and title itself', () => {
    expect(casesOf(suite('<testcase name="login › accepts the e-mail" classname="login.spec.ts"/>', 'name="login.spec.ts"'))[0]?.name).toBe('login › accepts the e-mail');
  });

  it('Jest, as jest-junit is out of the box', () => {
    expect(short(sample('junit-jest-default.xml'))).toEqual([
      'passed login › accepts the e-mail in any letter case',
      'failed login › on a phone keeps "quotes" & <angles>',
      'skipped login › on a phone later',
      'passed login › alone',
    ]);
  });

  it('Jest, with describe as the class', () => {
    const cases = sample('junit-jest-describe.xml');
    expect(short(cases)).toEqual([
      'passed login › accepts the e-mail in any letter case',
      'failed login › on a phone › keeps "quotes" & <angles>',
      'skipped login › on a phone › later',
      'passed alone',
    ]);
    expect(cases[1]?.message).toMatch(/^Error: expected 200, got 401\n +at Object.<anonymous>/);
  });

  it('pytest, whose suite says nothing and whose class says it', () => {
    const cases = sample('junit-pytest.xml');
    expect(short(cases)).toEqual([
      'passed test_login.TestLogin › test_accepts', 'failed test_login.TestLogin › test_refuses', 'skipped test_login › test_later', 'failed test_login › test_setup',
    ]);
    expect(cases[3]?.message).toBe('failed on setup with "RuntimeError: no database"');
  });

  it('Node, with suites in suites', () => {
    expect(short(sample('junit-node.xml'))).toEqual([
      'passed alone', 'passed login › accepts the e-mail', 'failed login › on a phone › keeps the case', 'skipped login › on a phone › later',
    ]);
  });

  it('Maven, with a root that is a suite, thousands and reruns', () => {
    const cases = sample('junit-maven-rerun.xml');
    expect(short(cases)).toEqual(['passed com.acme.LoginTest › accepts', 'passed com.acme.LoginTest › refuses', 'failed com.acme.LoginTest › expires']);
    expect(cases[0]?.seconds).toBe(1230.25);
    expect(cases[1]?.message).toBe('failed at first: timed out');
    expect(cases[2]?.message).toBe('expected: <true> but was: <false>');
  });
});

describe('a case', () => {
  it('is named alike in every checkout: a suite that is an absolute path is left out', () => {
    const text = '<testsuites><testsuite name="/build/7/phpunit.xml"><testsuite name="LoginTest"><testcase name="accepts" classname="LoginTest"/></testsuite></testsuite></testsuites>';
    expect(casesOf(text)[0]?.name).toBe('LoginTest › accepts');
  });

  it.each([
    ['<failure/>', 'failed'],
    ['<error/>', 'failed'],
    ['<skipped/>', 'skipped'],
    ['<system-out>&lt;failure/&gt;</system-out>', 'passed'],
    ['<system-out><![CDATA[<failure/> <!DOCTYPE html>]]></system-out>', 'passed'],
    ['<failure message="x"/><skipped/>', 'failed'],
  ])('with %s is %s', (inner, status) => {
    expect(casesOf(suite(`<testcase name="a">${inner}</testcase>`))[0]?.status).toBe(status);
  });

  it.each([['status="notrun"', 'skipped'], ['result="skipped"', 'skipped'], ['status="failed"', 'failed'], ['status="run" result="completed"', 'passed']])('with %s is %s', (attributes, status) => {
    expect(casesOf(suite(`<testcase name="a" ${attributes}/>`))[0]?.status).toBe(status);
  });

  it('keeps characters that XML escapes, and no colours or secrets in its message', () => {
    const [only] = casesOf(suite('<testcase name="&lt;a&gt; &amp;amp; &#8250; &#x1F600; "><failure>\u001b[31mtoken=abcdef12\u001b[39m</failure></testcase>'));
    expect(only?.name).toBe('<a> &amp; › 😀');
    expect(only?.message).toBe('token=***');
  });

  it('is the suite itself when that broke', () => {
    expect(casesOf(suite('<error message="the set-up broke"/>', 'name="login" errors="1"'))).toEqual([{ name: 'login', status: 'failed', seconds: 0, message: 'the set-up broke' }]);
  });

  it('is nobody in a report of no tests, which is for the verdict to judge', () => {
    expect(casesOf('<testsuites/>')).toEqual([]);
    expect(casesOf('<testsuites><testsuite/></testsuites>')).toEqual([]);
  });
});

describe('a case is named', () => {
  it.each([
    ['by every describe of Mocha', '<testsuites><testsuite name="on a phone"><testcase name="login on a phone keeps it" classname="keeps it"/></testsuite></testsuites>', 'login › on a phone › keeps it'],
    ['as Mocha\'s title, when that is in no describe', '<testsuites><testsuite name="Root Suite"><testcase name="keeps it" classname="keeps it"/></testsuite></testsuites>', 'keeps it'],
    ['by .NET\'s class, not its library', '<testsuites><testsuite name="Shop.Tests.dll"><testcase name="Accepts" classname="Shop.LoginTests"/></testsuite></testsuites>', 'Shop.LoginTests › Accepts'],
    ['by Vitest\'s describes', '<testsuites><testsuite name="test/a.test.ts"><testcase name="login &gt; keeps it" classname="test/a.test.ts"/></testsuite></testsuites>', 'login › keeps it'],
    ['by Vitest\'s file, outside every describe', '<testsuites><testsuite name="test/a.test.ts"><testcase name="keeps it" classname="test/a.test.ts"/></testsuite></testsuites>', 'test/a.test.ts › keeps it'],
    ['somehow, when it has an empty name', '<testsuites><testsuite><testcase name=""/></testsuite></testsuites>', 'a test without a name'],
  ])('%s', (_, text, name) => {
    expect(casesOf(text)[0]?.name).toBe(name);
  });

  it('in at most a thousand characters', () => {
    expect(casesOf(suite(`<testcase name="${'x'.repeat(5000)}"/>`))[0]?.name).toHaveLength(1000);
  });
});

describe('a case names criteria', () => {
  it('by its own properties and by those of the suites around it, each once', () => {
    const inner = '<properties><property name="Requirement" value="LOGIN-1.1"/></properties><testcase name="a"><properties><property name="criterion">LOGIN-1.2</property><property name="criteria" value=" LOGIN-1.3,,LOGIN-1.1 "/><property name="owner" value="maya"/></properties></testcase>';
    expect(casesOf(suite(inner))[0]?.criteria).toEqual(['LOGIN-1.1', 'LOGIN-1.2', 'LOGIN-1.3']);
  });
});

describe('a case attaches', () => {
  it('what its output and its properties say, relative to the checkout, and nothing outside of it', () => {
    const output = '<system-out>[[ATTACHMENT|/build/7/results/shot.png]]\n[[ATTACHMENT|../../etc/passwd]] [[ATTACHMENT|results/trace.zip]]</system-out><system-err>[[ATTACHMENT|/etc/shadow]]</system-err>';
    const report = createJunit({ folder: '/build/7' }).read(suite(`<testcase name="a"><properties><property name="attachment" value="./results/video.webm"/></properties>${output}</testcase>`));
    expect(report).toMatchObject({ cases: [{ attachments: ['results/shot.png', 'results/trace.zip', 'results/video.webm'] }] });
  });
});

it.each([['1,230.25', 1230.25], ['1,230', 1230], ['0,005', 0.005], ['2,5', 2.5], ['1e3', 1000], ['-1', 0], ['NaN', 0], ['Infinity', 0], ['', 0], ['12 s', 0]])('a time of %p is %p seconds', (time, seconds) => {
  expect(casesOf(suite(`<testcase name="a" time="${time}"/>`))[0]?.seconds).toBe(seconds);
});

it.each([
  ['tests of nested suites', '<testsuites tests="2"><testsuite name="a" tests="2"><testsuite name="b" tests="2"><testcase name="1"/><testcase name="2"/></testsuite></testsuite></testsuites>'],
  ['nested suites among the tests, as Node does', '<testsuites><testsuite name="a" tests="2"><testcase name="1"/><testsuite name="b" tests="1"><testcase name="2"/></testsuite></testsuite></testsuites>'],
  ['skipped tests that it does not show', '<testsuites><testsuite name="a" tests="5" skipped="3" disabled="1"><testcase name="1"/></testsuite></testsuites>'],
  ['what is no number', '<testsuites tests="many" failures=""><testsuite name="a"><testcase name="1"/></testsuite></testsuites>'],
])('is read when its suites count %s', (_, text) => {
  expect(casesOf(text).every(({ status }) => status === 'passed')).toBe(true);
});

it.each([
  ['nothing', ' '],
  ['no XML', 'Tests passed!'],
  ['JSON', '{"tests": 4}'],
  ['XML cut short', suite('<testcase name="a"/>').slice(0, -20)],
  ['another root', '<html><body/></html>'],
  ['two roots', '<testsuite name="a"/><testsuite name="b"/>'],
  ['a case without a name', suite('<testcase time="1"/>')],
  ['a document type', `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${suite('<testcase name="&f;"/>')}`],
  ['a document type behind a comment', `<?xml version="1.0"?><!-- c --><!DOCTYPE x>${suite('')}`],
  ['a status that nobody knows', suite('<testcase name="a" status="fine?"/>')],
  ['both kinds of root', '<testsuites/><testsuite name="a"/>'],
  ['more tests counted than shown', suite('<testcase name="a"/>', 'name="login" tests="9"')],
  ['failures that are counted and not shown', suite('<testcase name="a"/>', 'name="login" failures="1"')],
])('refuses %s', (_, text) => {
  expect(() => junit.read(text)).toThrow(expect.objectContaining({ code: 'report-unreadable' }) as Error);
});
