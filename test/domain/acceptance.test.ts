// A criterion is achieved only by what its tests have shown, in every cell that they belong to.
import { judgeAcceptance } from '../../src/domain/acceptance';
import type { CellResult } from '../../src/contracts/result';
import { aResult, aResultOn, aTest } from '../support/builders';

const CASE = 'login › accepts any letter case';
const stories = [{ id: 'LOGIN-1', story: 'As a customer I log in', criteria: [{ text: 'Any letter case', tests: [CASE], in: [] }] }];
const judge = (...results: CellResult[]): { achieved: boolean; why: string } | undefined => judgeAcceptance(stories, results)[0];

test('passed in every cell of its check, it is achieved', () => {
  expect(judgeAcceptance(stories, [aResultOn('ipad', [aTest(CASE)]), aResultOn('pixel-8', [aTest(CASE)])])).toEqual([
    { story: 'LOGIN-1', title: 'As a customer I log in', criterion: 'Any letter case', achieved: true, why: 'passed in 2 of 2 cells' },
  ]);
});

test('a test that ran nowhere achieves nothing, and its name is said', () => {
  expect(judge(aResultOn('ipad', [aTest('something else')]))).toMatchObject({ achieved: false, why: `“${CASE}” ran in no cell; compare its name with the reports` });
  expect(judge()).toMatchObject({ achieved: false });
});

test('failed in one cell, it is not achieved', () => {
  expect(judge(aResultOn('ipad', [aTest(CASE)]), aResultOn('pixel-8', [aTest(CASE, 'failed')]))).toMatchObject({
    achieved: false, why: `“${CASE}” passed in 1 of 2 cells; it failed in functional/login/device=pixel-8`,
  });
});

test('skipped in one cell, it is not achieved', () => {
  expect(judge(aResultOn('ipad', [aTest(CASE)]), aResultOn('pixel-8', [aTest(CASE, 'skipped')]))?.why).toContain('it was skipped in');
});

test('not run in one cell of its check, it is not achieved', () => {
  expect(judge(aResultOn('ipad', [aTest(CASE)]), aResultOn('pixel-8', [aTest('other')]))?.why).toContain('it did not run in functional/login/device=pixel-8');
});

test('a cell without any report counts as one in which it did not run', () => {
  expect(judge(aResultOn('ipad', [aTest(CASE)]), aResultOn('pixel-8', [], { tests: undefined, verdict: 'errored' }))?.achieved).toBe(false);
});

test('checks that do not have the test do not matter', () => {
  const other = aResult({ id: 'functional/basket', check: 'basket', tests: { total: 1, passed: 1, failed: 0, skipped: 0, cases: [aTest('basket')] } });
  expect(judge(aResultOn('ipad', [aTest(CASE)]), other)).toMatchObject({ achieved: true, why: 'passed in 1 of 1 cells' });
});

test('a security test counts, a performance test does not', () => {
  const security = aResultOn('any', [aTest(CASE)], { stage: 'security', check: 'sessions' });
  expect(judge(security)?.achieved).toBe(true);
  expect(judge({ ...security, stage: 'performance' })?.achieved).toBe(false);
});

test('checks of the same name in two stages are two checks', () => {
  const security = aResultOn('any', [aTest('other')], { stage: 'security' });
  expect(judge(aResultOn('ipad', [aTest(CASE)]), security)?.achieved).toBe(true);
});

test('every test of a criterion must have passed', () => {
  const both = [{ ...stories[0], id: 'L', story: 's', criteria: [{ text: 'both', tests: [CASE, 'logout'], in: [] }] }];
  expect(judgeAcceptance(both, [aResultOn('ipad', [aTest(CASE), aTest('logout')])])[0]).toMatchObject({ achieved: true, why: 'passed in 1 of 1 cells' });
  expect(judgeAcceptance(both, [aResultOn('ipad', [aTest(CASE)])])[0]).toMatchObject({ achieved: false, why: '“logout” ran in no cell; compare its name with the reports' });
});

test('the suites before a test\'s name may be left out, and then every test so named counts', () => {
  expect(judge(aResultOn('ipad', [aTest(`login.spec.ts › ${CASE}`)]))?.achieved).toBe(true);
  expect(judge(aResultOn('ipad', [aTest(`chrome › ${CASE}`), aTest(`safari › ${CASE}`, 'failed')]))?.achieved).toBe(false);
});

test('a name that only ends alike is another test', () => {
  expect(judge(aResultOn('ipad', [aTest(`not ${CASE}`)]))?.achieved).toBe(false);
});

test('a criterion without tests is not achieved', () => {
  expect(judgeAcceptance([{ id: 'L', story: 's', criteria: [{ text: 'c', tests: [], in: [] }] }], [aResultOn('ipad', [aTest(CASE)])])[0]).toMatchObject({ achieved: false, why: 'it names no test' });
});
