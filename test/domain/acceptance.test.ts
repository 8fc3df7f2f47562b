// A criterion is achieved only by what its tests have shown, in every cell that they belong to.
import { judgeAcceptance } from '../../src/domain/acceptance';
import type { Criterion } from '../../src/contracts/pipeline-file';
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

test('a security test and one of the team\'s own stages count, a performance test does not', () => {
  const security = aResultOn('any', [aTest(CASE)], { stage: 'security', check: 'sessions' });
  expect(judge(security)?.achieved).toBe(true);
  expect(judge({ ...security, stage: 'accessibility' })?.achieved).toBe(true);
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

test('a criterion with neither a test nor an id is not achieved', () => {
  expect(judgeAcceptance([{ id: 'L', story: 's', criteria: [{ text: 'c', tests: [], in: [] }] }], [aResultOn('ipad', [aTest(CASE)])])[0]).toMatchObject({ achieved: false, why: 'it names no test, and has no id that a test could name' });
});

describe('what is no pass achieves nothing', () => {
  test.each([
    ['flaky', aTest(CASE, 'passed', { flaky: true }), 'it is flaky in functional/login/device=pixel-8'],
    ['quarantined and failing', aTest(CASE, 'failed', { quarantined: true }), 'it is quarantined in functional/login/device=pixel-8'],
    ['quarantined and flaky', aTest(CASE, 'passed', { flaky: true, quarantined: true }), 'it is quarantined in functional/login/device=pixel-8'],
    ['a failure that production has too', aTest(CASE, 'failed', { known: true }), 'it failed in functional/login/device=pixel-8'],
  ])('%s', (_, test, why) => {
    expect(judge(aResultOn('ipad', [aTest(CASE)]), aResultOn('pixel-8', [test]))).toEqual(expect.objectContaining({ achieved: false, why: `“${CASE}” passed in 1 of 2 cells; ${why}` }));
  });

  test('a pass in a cell that is errored', () => {
    expect(judge(aResultOn('ipad', [aTest(CASE)], { verdict: 'errored' }))?.why).toContain('it is not judged in the errored functional/login/device=ipad');
  });

  test('a pass beside a failure of the same name', () => {
    expect(judge(aResultOn('ipad', [aTest(CASE), aTest(`safari › ${CASE}`, 'passed', { flaky: true })]))?.why).toContain('is flaky in');
  });
});

describe('a criterion with an id', () => {
  const judgeBy = (criterion: Partial<Criterion>, ...results: CellResult[]) => judgeAcceptance([{ id: 'L', story: 's', criteria: [{ id: 'L.1', text: 'c', tests: [], in: [], ...criterion }] }], results)[0];
  const claims = (name: string, status: 'passed' | 'failed' = 'passed') => aTest(name, status, { criteria: ['L.1', 'L.2'] });

  test('is achieved by the tests that name it', () => {
    expect(judgeBy({}, aResultOn('ipad', [claims('a'), claims('b'), aTest('c', 'failed')]))).toMatchObject({ achieved: true, why: 'passed in 1 of 1 cells' });
  });

  test('needs each of them, in every cell of their check', () => {
    expect(judgeBy({}, aResultOn('ipad', [claims('a'), claims('b', 'failed')]))?.why).toContain('“b” passed in 0 of 1 cells; it failed in');
    expect(judgeBy({}, aResultOn('ipad', [claims('a'), claims('b')]), aResultOn('pixel-8', [claims('a')]))?.why).toContain('“b” passed in 1 of 2 cells; it did not run in');
  });

  test('that no test names is not achieved, and the id is said', () => {
    expect(judgeBy({}, aResultOn('ipad', [aTest('a', 'passed', { criteria: ['other'] })]))).toMatchObject({ achieved: false, why: 'no test that ran names its id “L.1”' });
  });

  test('and with tests by name needs both', () => {
    expect(judgeBy({ tests: ['c'] }, aResultOn('ipad', [claims('a'), aTest('c')]))?.achieved).toBe(true);
    expect(judgeBy({ tests: ['c'] }, aResultOn('ipad', [claims('a', 'failed'), aTest('c')]))?.achieved).toBe(false);
    expect(judgeBy({ tests: ['c'] }, aResultOn('ipad', [claims('a')]))?.why).toContain('“c” ran in no cell');
    expect(judgeBy({ tests: ['c'] }, aResultOn('ipad', [aTest('c')]))?.achieved).toBe(true);
  });
});

describe('a criterion that names its cells', () => {
  const judgeIn = (points: Criterion['in'], ...results: CellResult[]) => judgeAcceptance([{ id: 'L', story: 's', criteria: [{ text: 'c', tests: [CASE], in: points }] }], results)[0];
  const onPad = aResultOn('ipad', [aTest(CASE)]);
  const onPixel = aResultOn('pixel-8', [aTest(CASE, 'failed')]);

  test('is judged by those alone', () => {
    expect(judgeIn([{ device: 'ipad' }], onPad, onPixel)).toMatchObject({ achieved: true, why: 'passed in 1 of 1 cells' });
    expect(judgeIn([{ device: 'ipad' }, { device: 'pixel-8' }], onPad, onPixel)?.why).toContain('passed in 1 of 2 cells; it failed in functional/login/device=pixel-8');
  });

  test('is not achieved at a point that has no cell', () => {
    expect(judgeIn([{ device: 'ipad' }, { device: 'iphone-15' }], onPad)).toMatchObject({ achieved: false, why: `“${CASE}” has no cell at device=iphone-15` });
    const elsewhere = aResultOn('iphone-15', [aTest('basket')], { check: 'basket' });
    expect(judgeIn([{ device: 'iphone-15' }], onPad, elsewhere)?.why).toContain('has no cell at device=iphone-15');
  });

  test('takes a part of a point for all that fit it', () => {
    const both = (environment: string, status: 'passed' | 'failed') => aResultOn('ipad', [aTest(CASE, status)], { id: `ipad/${environment}`, point: { device: 'ipad', environment } });
    expect(judgeIn([{ device: 'ipad' }], both('current', 'passed'), both('legacy', 'failed'))?.achieved).toBe(false);
    expect(judgeIn([{ device: 'ipad', environment: 'current' }], both('current', 'passed'), both('legacy', 'failed'))?.achieved).toBe(true);
    expect(judgeIn([{}], onPad, onPixel)?.achieved).toBe(false);
  });
});
