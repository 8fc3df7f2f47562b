// Whatever the runs say: nothing passes that failed and was not run again to a pass, and a pass then is a label.
import fc from 'fast-check';
import type { TestCase } from '../../src/contracts/report';
import { mustRunAgain, settle, wantsBaseline } from '../../src/domain/flaky';
import { judgeTests } from '../../src/domain/verdict-tests';
import { aQuarantine } from '../support/a-quarantine';
import { aCell, aTest, aTestReport } from '../support/builders';

const NAMES = ['a', 'b', 'suite › c'] as const;
const oneCase = fc.record({ name: fc.constantFrom(...NAMES), status: fc.constantFrom('passed' as const, 'failed' as const, 'skipped' as const) }).map(({ name, status }) => aTest(name, status));
const report = fc.array(oneCase, { maxLength: 80 }).map((cases) => aTestReport(...cases));
const runs = fc.array(report, { minLength: 1, maxLength: 4 });
const quarantine = fc.subarray(['a', 'c']).map((names) => names.map((name) => aQuarantine(name)));
const named = ({ cases }: { cases: TestCase[] }, name: string, status: TestCase['status']): boolean => cases.some((test) => test.name === name && test.status === status);

test('one run passes only when one test passed and none failed', () => {
  fc.assert(fc.property(report, fc.subarray(['a', 'c']), (one, wanted) => {
    const judged = judgeTests(aCell(), { runs: [one], wanted });
    const shown = one.cases.some(({ status }) => status === 'passed') && one.cases.every(({ status }) => status !== 'failed');
    expect(judged.verdict === 'passed').toBe(shown);
  }));
});

test('a test that failed in any run and is in no quarantine never lets its cell pass, whatever came after', () => {
  fc.assert(fc.property(runs, quarantine, (all, held) => {
    const { verdict } = judgeTests(aCell({ quarantine: held }), { runs: all, wanted: [] });
    const free = NAMES.filter((name) => !held.some(({ test }) => name.endsWith(test)));
    fc.pre(all.some((run) => free.some((name) => named(run, name, 'failed'))));
    expect(verdict).not.toBe('passed');
  }));
});

test('a test that fails in every run fails its cell, in quarantine it does not', () => {
  fc.assert(fc.property(runs, (all) => {
    const broken = all.map(({ cases }) => aTestReport(...cases, aTest('broken', 'failed')));
    expect(judgeTests(aCell(), { runs: broken, wanted: [] }).verdict).toBe('failed');
    const others = NAMES.map((name) => aQuarantine(name));
    expect(judgeTests(aCell({ quarantine: [...others, aQuarantine('broken')] }), { runs: broken, wanted: [] }).verdict).toBe('passed');
  }));
});

test('the counts add up, at most fifty cases are kept, and a failure that holds the gate is among them', () => {
  fc.assert(fc.property(runs, quarantine, fc.subarray(['a', 'c', 'elsewhere']), (all, held, wanted) => {
    const { tests, verdict, flaky } = judgeTests(aCell({ quarantine: held }), { runs: all, wanted });
    expect((tests?.passed ?? 0) + (tests?.failed ?? 0) + (tests?.skipped ?? 0)).toBe(tests?.total);
    expect(tests?.cases.length).toBe(Math.min(50, tests?.total ?? 0));
    expect(verdict !== 'failed' || tests?.cases[0]?.status === 'failed').toBe(true);
    expect(verdict !== 'inconclusive' || flaky !== undefined).toBe(true);
    expect((flaky ?? []).filter((name) => !tests?.cases.some((test) => test.name === name && test.flaky))).toEqual([]);
  }));
});

test('what production fails too changes no verdict', () => {
  fc.assert(fc.property(runs, report, quarantine, (all, running, held) => {
    const cell = aCell({ quarantine: held });
    const told = judgeTests(cell, { runs: all, running, wanted: [] });
    expect(told.verdict).toBe(judgeTests(cell, { runs: all, wanted: [] }).verdict);
    expect(told.tests?.known).toBeLessThanOrEqual(told.tests?.failed ?? 0);
  }));
});

test('a cell is never run more often than it may, and only for failures that hold it', () => {
  fc.assert(fc.property(runs, quarantine, fc.nat(3), (all, held, retries) => {
    const cell = aCell({ quarantine: held, retries });
    const last = all.at(-1)?.cases ?? [];
    const fails = last.some(({ name, status }) => status === 'failed' && !held.some(({ test }) => name.endsWith(test)));
    expect(mustRunAgain(cell, all)).toBe(fails && all.length <= retries);
    expect(wantsBaseline({ ...cell, baseline: 'none' }, all)).toBe(false);
    expect(wantsBaseline({ ...cell, baseline: 'running' }, all)).toBe(settle(cell, all).some((test) => test.status === 'failed' && !test.quarantined));
  }));
});

test('the order in which runs list other tests plays no part', () => {
  fc.assert(fc.property(fc.uniqueArray(oneCase, { selector: ({ name }) => name }), fc.uniqueArray(oneCase, { selector: ({ name }) => name }), (one, other) => {
    const judge = (first: TestCase[], second: TestCase[]) => judgeTests(aCell(), { runs: [aTestReport(...first), aTestReport(...second)], wanted: [] }).verdict;
    expect(judge([...one].reverse(), [...other].reverse())).toBe(judge(one, other));
  }));
});
