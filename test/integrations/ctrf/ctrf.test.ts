// Are CTRF reports read as their specification says, and does a report that lost tests on its way pass for none?
import { createCtrf } from '../../../integrations/ctrf';
import type { TestCase } from '../../../src/contracts/report';

type Json = Record<string, unknown>;

function aReport(tests: Json[], summary: Json = {}, about: Json = {}): string {
  const counts = { tests: tests.length, passed: 0, failed: 0, skipped: 0, pending: 0, other: 0, start: 1, stop: 2, ...summary };
  return JSON.stringify({ reportFormat: 'CTRF', specVersion: '0.0.0', results: { tool: { name: 'playwright' }, summary: counts, tests }, ...about });
}

function casesOf(text: string): TestCase[] {
  const report = createCtrf().read(text);
  if (report.kind !== 'tests') throw new Error('not a report of tests');
  return report.cases;
}

function only(test: Json): TestCase | undefined {
  return casesOf(aReport([{ name: 'accepts', status: 'passed', duration: 12, ...test }]))[0];
}

it('reads a failure with its place, message and attachments', () => {
  expect(only({
    suite: ['login', 'on a phone'], status: 'failed', message: '\u001b[31mexpected 200\u001b[39m', trace: 'at test/login.spec.ts:12:3', filePath: 'test/login.spec.ts', line: 10,
    attachments: [{ name: 'screenshot', contentType: 'image/png', path: 'results/shot.png' }, { name: 'x', contentType: 'text/plain', path: '../../etc/passwd' }],
  })).toEqual({
    name: 'login › on a phone › accepts', status: 'failed', seconds: 0.012, message: 'expected 200', file: 'test/login.spec.ts', line: 10, attachments: ['results/shot.png'],
  });
});

it.each([['passed', 'passed'], ['failed', 'failed'], ['skipped', 'skipped'], ['pending', 'skipped'], ['other', 'failed']])('%s is %s', (status, expected) => {
  expect(only({ status })?.status).toBe(expected);
});

it('says which status a tool gave that is none', () => {
  expect(only({ status: 'other', rawStatus: 'timedOut' })?.message).toBe('the tool\'s own status is “timedOut”');
});

it.each([
  [{ flaky: true }, true],
  [{ retries: 1 }, true],
  [{ retries: 0 }, undefined],
  [{ retries: 1, flaky: false }, undefined], // a run again for another reason
  [{ flaky: false, retryAttempts: [{ attempt: 1, status: 'failed' }] }, true],
  [{ retryAttempts: [{ attempt: 1, status: 'passed' }] }, undefined],
  [{ status: 'failed', flaky: true }, undefined], // failed in the end
])('with %j is flaky: %p', (about, expected) => {
  expect(only(about)?.flaky).toBe(expected);
});

it('tells of a flaky test what its first attempt said', () => {
  expect(only({ flaky: true, retryAttempts: [{ attempt: 1, status: 'failed', message: 'timed out' }] })?.message).toBe('failed at first: timed out');
});

it('takes the line from the stack when the tool says none', () => {
  expect(only({ status: 'failed', trace: 'Error: no\n    at accepts (src/other.ts:1:1)\n    at test/login.spec.ts:12:3', filePath: 'test/login.spec.ts' })).toMatchObject({ file: 'test/login.spec.ts', line: 12 });
});

it.each<[Json, string[] | undefined]>([
  [{ tags: ['@smoke', 'criterion:LOGIN-1.1', '@criteria=LOGIN-1.2'] }, ['LOGIN-1.1', 'LOGIN-1.2']],
  [{ labels: { requirement: ['LOGIN-1.1', 'LOGIN-1.3'], owner: 'maya' } }, ['LOGIN-1.1', 'LOGIN-1.3']],
  [{ extra: { criteria: 'LOGIN-1.1, LOGIN-1.1' } }, ['LOGIN-1.1']],
  [{ tags: ['smoke'], labels: { criterion: 7 } }, undefined],
])('%j names the criteria %j', (about, expected) => {
  expect(only(about)?.criteria).toEqual(expected);
});

it.each([
  ['login > on a phone', 'login › on a phone › accepts'], [['/build/7/login.spec.ts', 'login'], 'login › accepts'], [null, 'accepts'],
])('names a suite %j', (suite, expected) => {
  expect(only({ suite })?.name).toBe(expected);
});

it.each([-5, Number.MAX_VALUE, null])('takes a time of %p for a time or none', (duration) => {
  const seconds = only({ duration })?.seconds ?? -1;
  expect(Number.isFinite(seconds) && seconds >= 0).toBe(true);
});

const passed = { name: 'a', status: 'passed', duration: 1 };
it.each([
  ['nothing', '', /empty/],
  ['an error page', '<!DOCTYPE html><html></html>', /XML or a web page/],
  ['what is cut short', aReport([passed]).slice(0, -30), /cut short/],
  ['what is no JSON', 'passed', /not JSON/],
  ['another format', aReport([passed], {}, { reportFormat: 'JEST' }), /reportFormat/],
  ['Jest\'s own JSON', '{"numPassedTests":3,"testResults":[]}', /results/],
  ['an unknown status', aReport([{ ...passed, status: 'fine' }]), /tests\.0\.status/],
  ['more tests counted than shown', aReport([passed], { tests: 12 }), /counts 12 tests and it shows 1/],
  ['failures counted and not shown', aReport([passed], { failed: 1 }), /counts failures/],
  ['an outcome counted and not shown', aReport([passed], { other: 2 }), /another outcome/],
  ['values without end', `{"results":${'['.repeat(100_000)}`, /deep/],
])('refuses %s', (_, text, reason) => {
  expect(() => casesOf(text)).toThrow(expect.objectContaining({ code: 'report-unreadable', message: expect.stringMatching(reason) }) as Error);
});
