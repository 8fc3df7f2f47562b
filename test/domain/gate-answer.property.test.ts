// An answer is short and leaves no cell out: what it does not show, it counts.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import type { TestCase } from '../../src/contracts/report';
import type { CellResult } from '../../src/contracts/result';
import { answerOf, faultsOf, repeatCommand } from '../../src/domain/gate-answer';
import { VERDICTS } from '../../src/domain/vocabulary';
import { aResultOn, aTest } from '../support/builders';

const oneCase = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('passed' as const, 'failed' as const), fc.record({ flaky: fc.boolean(), quarantined: fc.boolean(), known: fc.boolean() }))
  .map(([name, status, marks]): TestCase => aTest(name, status, marks));
const results = fc.array(fc.tuple(fc.constantFrom(...VERDICTS), fc.array(oneCase, { maxLength: 20 }), fc.boolean()), { maxLength: 14 })
  .map((list): CellResult[] => list.map(([verdict, cases, isAsked], i) => {
    const result = aResultOn(`device-${i}`, cases, { verdict });
    return isAsked && result.tests ? { ...result, tests: { ...result.tests, known: 1 } } : result;
  }));

test('never more than ten, the rest is counted, and new ones stand before known ones', () => {
  fc.assert(fc.property(results, (cells) => {
    const { faults, more } = answerOf([], cells);
    expect(faults.length).toBeLessThanOrEqual(10);
    expect(faults.length + more).toBe(faultsOf([], cells).length);
    const ages = faults.map(({ isNew }) => (isNew === true ? 0 : isNew === undefined ? 1 : 2));
    expect(ages).toEqual([...ages].sort());
  }));
});

test('each cell that did not pass is told of, and none that passed', () => {
  fc.assert(fc.property(results, (cells) => {
    const faults = faultsOf([], cells);
    expect(faults.length === 0).toBe(cells.every(({ verdict }) => verdict === 'passed'));
    const passed = new Set(cells.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id));
    expect(faults.filter(({ cell }) => passed.has(cell))).toEqual([]);
    const untold = cells.filter(({ id, verdict, tests }) => verdict !== 'passed' && !faults.some(({ cell }) => cell === id)
      && !tests?.cases.some((test) => !test.quarantined && (test.status === 'failed' || test.flaky) && faults.some(({ what }) => what.startsWith(`${test.name}:`))));
    expect(untold).toEqual([]);
  }));
});

test('of up to ten cells that did not pass each has its part in the ten', () => {
  fc.assert(fc.property(results, (cells) => {
    const broken = cells.filter(({ verdict }) => verdict !== 'passed').slice(0, 10);
    const { faults } = answerOf([], broken);
    const untold = broken.filter(({ id, tests }) => !faults.some(({ cell, what }) => cell === id || tests?.cases.some(({ name }) => what.startsWith(`${name}:`))));
    expect(untold).toEqual([]);
  }));
});

test('a shell hands the command\'s words on as they were meant', () => {
  const value = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  fc.assert(fc.property(value, (device) => {
    const words = execFileSync('/bin/sh', ['-c', `${repeatCommand({ check: 'login', point: { device } }).replace('dayshift pipeline run', 'printf "%s\\n"')}; printf .`], { encoding: 'utf8' });
    expect(words).toBe(`--check\nlogin\n--at\ndevice=${device}\n.`);
  }), { numRuns: 25 });
});
