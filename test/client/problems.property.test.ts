// Whatever attempts an incident has: is each thing told once, by its newest answer, and is nothing that holds a gate left out?
import fc from 'fast-check';
import { problemsOf } from '../../client/problems';
import { repeatCommand as ours } from '../../client/repeat-command';
import type { CellResult } from '../../src/contracts/result';
import { repeatCommand } from '../../src/domain/gate-answer';
import { aCell, aRun, ofAttempts, stageOf } from './some-attempts';

const POINTS = [{ device: 'ipad' }, { device: 'pixel-8' }, { device: 'desktop' }];
const test = fc.record({ name: fc.constantFrom('a', 'b', 'c'), status: fc.constantFrom('passed' as const, 'failed' as const), seconds: fc.constant(1), file: fc.constantFrom('x.ts', undefined), line: fc.constantFrom(3, 9), quarantined: fc.boolean(), known: fc.boolean() });
const cell = (index: number): fc.Arbitrary<CellResult | { id: string }> => fc.oneof(
  { weight: 1, arbitrary: fc.constant({ id: `functional/login/${index}` }) },
  { weight: 3, arbitrary: fc.array(test, { maxLength: 4 }).map((cases) => {
    const failed = cases.filter(({ status, quarantined }) => status === 'failed' && !quarantined).length;
    return aCell({ id: `functional/login/${index}`, point: POINTS[index], verdict: failed ? 'failed' : 'passed', tests: { total: cases.length, passed: 0, failed, skipped: 0, known: 0, cases } });
  }) },
);
const attempt = fc.tuple(...POINTS.map((_, index) => cell(index))).map((cells) => {
  const isOver = cells.every((one) => 'verdict' in one);
  const isGreen = isOver && cells.every((one) => 'verdict' in one && one.verdict === 'passed');
  const verdict = isGreen ? 'passed' as const : isOver ? 'functional-failed' as const : 'superseded' as const;
  return aRun({ verdict, stages: [stageOf('functional', isGreen ? 'passed' : isOver ? 'failed' : 'cancelled', ...cells)] });
});
const incident = fc.array(attempt, { minLength: 1, maxLength: 4 }).map((runs) => ofAttempts(...runs));

/** The newest result of each cell. */
const answered = (view: ReturnType<typeof ofAttempts>): CellResult[] => {
  const newest = new Map<string, CellResult>();
  for (const { stages } of view.attempts) for (const { cells } of stages) for (const { id, result } of cells) if (result) newest.set(id, result);
  return [...newest.values()];
};

it('each thing is told once', () => {
  fc.assert(fc.property(incident, (view) => {
    const ids = problemsOf(view).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }));
});

it('every test that holds its gate is told, with each cell that found it, and none that is green', () => {
  fc.assert(fc.property(incident, (view) => {
    const told = problemsOf(view).filter(({ kind, blocks }) => kind === 'test' && blocks);
    const pairs = told.flatMap(({ name, cells }) => cells.map(({ id }) => `${name} ${id}`));
    const holding = answered(view).filter(({ verdict }) => verdict === 'failed').flatMap(({ id, tests }) => (tests?.cases ?? []).filter(({ status, quarantined }) => status === 'failed' && !quarantined).map(({ name }) => `${name} ${id}`));
    expect(new Set(pairs)).toEqual(new Set(holding));
  }));
});

it('those that hold a gate stand first, and each has a place', () => {
  fc.assert(fc.property(incident, (view) => {
    const problems = problemsOf(view);
    const blocking = problems.filter(({ blocks }) => blocks).length;
    expect(problems.slice(0, blocking).every(({ blocks }) => blocks)).toBe(true);
    expect(problems.every(({ file, line }) => file !== '' && line >= 1)).toBe(true);
  }));
});

it('a green attempt leaves nothing that holds a gate', () => {
  fc.assert(fc.property(incident, (view) => {
    const green = aRun({ verdict: 'passed', stages: [stageOf('functional', 'passed', ...POINTS.map((point, index) => aCell({ id: `functional/login/${index}`, point })))] });
    const after = { ...view, attempts: [...view.attempts, { ...ofAttempts(green).attempts[0] as (typeof view.attempts)[number], number: view.attempts.length + 1 }] };
    expect(problemsOf(after)).toEqual([]);
  }));
});

it('the command that repeats a check is the gate\'s own', () => {
  const words = fc.string({ minLength: 1, unit: 'grapheme' });
  fc.assert(fc.property(words, fc.dictionary(fc.constantFrom('device', 'environment'), words), (check, point) => { expect(ours({ check, point })).toBe(repeatCommand({ check, point })); }));
});
