// Functional gates fail closed: what was not shown to be good is not passed, and a pass after a failure asks a person.
import type { CellPlan } from '../../src/contracts/plan';
import type { TestReport } from '../../src/contracts/report';
import { judgeTests } from '../../src/domain/verdict-tests';
import { aCell, aTest, aTestReport } from '../support/builders';
import { aQuarantine } from '../support/a-quarantine';

const cell = aCell();
const judge = (...runs: TestReport[]) => judgeTests(cell, { runs, wanted: [] });
const judgeWanting = (report: TestReport, ...wanted: string[]) => judgeTests(cell, { runs: [report], wanted });

describe('one run', () => {
  test('passes when every test passed', () => {
    expect(judge(aTestReport(aTest('a'), aTest('b')))).toMatchObject({ verdict: 'passed', reason: '2 of 2 tests passed' });
  });

  test('with no test at all is errored, never passed', () => {
    expect(judge(aTestReport())).toMatchObject({ verdict: 'errored', reason: expect.stringContaining('ran no test') as string });
    expect(judge()).toMatchObject({ verdict: 'errored' });
  });

  test('with every test skipped is errored', () => {
    expect(judge(aTestReport(aTest('a', 'skipped'), aTest('b', 'skipped')))).toMatchObject({ verdict: 'errored', reason: expect.stringContaining('skipped all of its 2 tests') as string });
  });

  test('with some skipped passes and says how many', () => {
    expect(judge(aTestReport(aTest('a'), aTest('b', 'skipped')))).toMatchObject({ verdict: 'passed', reason: '1 of 2 tests passed, 1 skipped' });
  });

  test('fails by one failure and names the first in one sentence', () => {
    const report = aTestReport(aTest('a'), aTest('login › refuses', 'failed', { message: '\n  expected 200, found 401\n    at login.ts:3' }), aTest('c', 'failed'));
    expect(judge(report)).toMatchObject({ verdict: 'failed', reason: '2 of 3 tests failed, first “login › refuses”: expected 200, found 401' });
  });

  test('fails without a message too', () => {
    expect(judge(aTestReport(aTest('a', 'failed', { message: undefined }))).reason).toBe('1 of 1 tests failed, first “a”');
  });

  test('is flaky by the tool\'s own word, and that is no pass', () => {
    expect(judge(aTestReport(aTest('a'), aTest('b', 'passed', { flaky: true, message: 'failed at first: timeout' })))).toMatchObject({
      verdict: 'inconclusive', reason: '1 of 2 tests is flaky: passed when it was run again, first “b”: failed at first: timeout', flaky: ['b'],
    });
  });
});

describe('run again on the same bytes', () => {
  const failing = aTestReport(aTest('a'), aTest('b', 'failed'));

  test('what fails each time has failed', () => {
    expect(judge(failing, failing)).toMatchObject({ verdict: 'failed', reason: '1 of 2 tests failed, first “b”: expected 200, found 401', tests: { total: 2, failed: 1 } });
    expect(judge(failing, failing).flaky).toBeUndefined();
  });

  test('what passes then is flaky, asks a person, and keeps the failure\'s message', () => {
    const judged = judge(failing, aTestReport(aTest('a'), aTest('b')));
    expect(judged).toMatchObject({ verdict: 'inconclusive', flaky: ['b'], tests: { total: 2, passed: 2, failed: 0, cases: [{ name: 'b', status: 'passed', flaky: true, message: 'expected 200, found 401' }, { name: 'a' }] } });
    expect(judged.reason).toContain('flaky: passed when it was run again');
  });

  test('what passed first and fails then is flaky too, and not said to have passed again', () => {
    const judged = judge(aTestReport(aTest('a', 'failed'), aTest('b')), aTestReport(aTest('a'), aTest('b', 'failed')));
    expect(judged).toMatchObject({ verdict: 'inconclusive', flaky: ['a', 'b'], reason: expect.stringContaining('2 of 2 tests are flaky: passed and failed of the same bytes') as string });
  });

  test('one that fails each time fails the cell, and the flaky ones are still named', () => {
    const judged = judge(aTestReport(aTest('a', 'failed'), aTest('b', 'failed')), aTestReport(aTest('a'), aTest('b', 'failed')));
    expect(judged).toMatchObject({ verdict: 'failed', flaky: ['a'], reason: '1 of 2 tests failed, first “b”: expected 200, found 401' });
  });

  test('a test that failed and is gone then is errored; one that passed may be gone', () => {
    expect(judge(failing, aTestReport(aTest('a')))).toMatchObject({ verdict: 'errored', reason: expect.stringContaining('“b” failed, and was not there when it was run again') as string });
    expect(judge(failing, aTestReport(aTest('b')))).toMatchObject({ verdict: 'inconclusive', tests: { total: 2, passed: 2 } });
  });

  test('no test at all then is errored, not passed', () => {
    expect(judge(failing, aTestReport()).verdict).toBe('errored');
  });

  test('skipped then is not passed then', () => {
    expect(judge(failing, aTestReport(aTest('a'), aTest('b', 'skipped'))).verdict).toBe('failed');
  });

  test('a failure that only the repeat has counts', () => {
    expect(judge(failing, aTestReport(aTest('a'), aTest('b'), aTest('c', 'failed')))).toMatchObject({ verdict: 'failed', reason: expect.stringContaining('1 of 3 tests failed, first “c”') as string });
  });
});

describe('several tests of one name', () => {
  test('are told apart by their order', () => {
    const judged = judge(aTestReport(aTest('a'), aTest('a', 'failed')), aTestReport(aTest('a'), aTest('a')));
    expect(judged).toMatchObject({ verdict: 'inconclusive', flaky: ['a'], tests: { total: 2, passed: 2 } });
  });

  test('are not flaky when one of them fails each time, whatever their order', () => {
    expect(judge(aTestReport(aTest('a'), aTest('a', 'failed')), aTestReport(aTest('a', 'failed'), aTest('a'))).verdict).toBe('failed');
  });
});

describe('in quarantine', () => {
  const held: CellPlan = aCell({ quarantine: [aQuarantine('b', { owner: 'maya', review: '2026-12-01' })] });
  const judgeHeld = (...runs: TestReport[]) => judgeTests(held, { runs, wanted: [] });

  test('a failure does not hold the gate, is marked and told with who answers for it', () => {
    const report = aTestReport(aTest('a'), aTest('login › b', 'failed'));
    expect(judgeHeld(report)).toMatchObject({
      verdict: 'passed', reason: '1 of 2 tests passed; quarantined: “login › b” failed (maya, until 2026-12-01)',
      tests: { failed: 1, cases: [{ name: 'login › b', status: 'failed', quarantined: true }, { name: 'a' }] },
    });
  });

  test('a flaky one does not hold it either, and is not named among those that do', () => {
    const judged = judgeHeld(aTestReport(aTest('a'), aTest('b', 'failed')), aTestReport(aTest('a'), aTest('b')));
    expect(judged).toMatchObject({ verdict: 'passed', reason: expect.stringContaining('quarantined: “b” is flaky') as string });
    expect(judged.flaky).toBeUndefined();
  });

  test('one that is gone when run again does not make the cell errored', () => {
    expect(judgeHeld(aTestReport(aTest('a'), aTest('b', 'failed')), aTestReport(aTest('a'))).verdict).toBe('passed');
  });

  test('one that simply passes is not marked', () => {
    expect(judgeHeld(aTestReport(aTest('b'))).tests?.cases[0]).toEqual(aTest('b'));
  });

  test('others still hold it', () => {
    const judged = judgeHeld(aTestReport(aTest('b', 'failed'), aTest('c', 'failed')));
    expect(judged).toMatchObject({ verdict: 'failed', reason: expect.stringMatching(/^1 of 2 tests failed, first “c”.*; quarantined: “b” failed/) as string });
  });
});

describe('compared with the running release', () => {
  const failing = aTestReport(aTest('a', 'failed'), aTest('b', 'failed'), aTest('c', 'failed'), aTest('d'));

  test('known failures are told apart, still block, and new ones come first', () => {
    const judged = judgeTests(cell, { runs: [failing, failing], running: aTestReport(aTest('a', 'failed'), aTest('d', 'failed')), wanted: [] });
    expect(judged).toMatchObject({ verdict: 'failed', reason: '3 of 4 tests failed (2 new, 1 fails in production too), first “b”: expected 200, found 401', tests: { known: 1 } });
    expect(judged.tests?.cases.map(({ name, known }) => [name, known])).toEqual([['b', undefined], ['c', undefined], ['a', true], ['d', undefined]]);
  });

  test('failures that production has too, all of them, still block', () => {
    const judged = judgeTests(cell, { runs: [aTestReport(aTest('a', 'failed'))], running: failing, wanted: [] });
    expect(judged).toMatchObject({ verdict: 'failed', reason: '1 of 1 tests failed (1 fails in production too), first “a”: expected 200, found 401' });
  });

  test('not asked is not known, and zero is zero', () => {
    expect(judge(failing).tests).not.toHaveProperty('known');
    expect(judgeTests(cell, { runs: [failing], running: aTestReport(aTest('a')), wanted: [] }).tests?.known).toBe(0);
  });

  test('of two failures of one name, production has as many as it has', () => {
    const judged = judgeTests(cell, { runs: [aTestReport(aTest('a', 'failed'), aTest('a', 'failed'))], running: aTestReport(aTest('a', 'failed'), aTest('a')), wanted: [] });
    expect(judged.tests?.known).toBe(1);
  });
});

describe('the cases that are kept', () => {
  test('are failures, then the wanted, then others', () => {
    const { tests } = judgeWanting(aTestReport(aTest('plain'), aTest('left out', 'skipped'), aTest('suite › wanted'), aTest('broken', 'failed')), 'wanted');
    expect(tests).toMatchObject({ total: 4, passed: 2, failed: 1, skipped: 1 });
    expect(tests?.cases.map(({ name }) => name)).toEqual(['broken', 'suite › wanted', 'left out', 'plain']);
  });

  test('are at most fifty, and a wanted one is not crowded out by failures', () => {
    const failures = Array.from({ length: 80 }, (_, i) => aTest(`broken ${i}`, 'failed'));
    const { tests } = judgeWanting(aTestReport(...failures, aTest('wanted')), 'wanted');
    expect(tests?.cases).toHaveLength(50);
    expect(tests?.cases.at(-1)?.name).toBe('wanted');
    expect(tests?.failed).toBe(80);
  });

  test('have a failure that nobody asked after beside a crowd that names criteria', () => {
    const crowd = Array.from({ length: 200 }, (_, i) => aTest(`case ${i}`, 'passed', { criteria: ['LOGIN-1.1'] }));
    const { tests } = judge(aTestReport(...crowd, aTest('broken', 'failed')));
    expect(tests?.cases).toHaveLength(50);
    expect(tests?.cases[0]?.name).toBe('broken');
  });

  test('have the worst of those that bear a wanted name', () => {
    const crowd = Array.from({ length: 60 }, (_, i) => aTest(`browser ${i} › wanted`));
    expect(judgeWanting(aTestReport(...crowd, aTest('last › wanted', 'skipped')), 'wanted').tests?.cases[0]).toMatchObject({ name: 'last › wanted', status: 'skipped' });
  });

  test('have their messages cut, because the whole is evidence', () => {
    const { tests, reason } = judge(aTestReport(aTest('a', 'failed', { message: 'x'.repeat(5000) })));
    expect(tests?.cases[0]?.message).toHaveLength(300);
    expect(reason.length).toBeLessThan(400);
  });
});
