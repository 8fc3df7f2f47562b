// A stress climbs until a threshold breaks; the highest level that held is the capacity.
import { judgeStress, nextLevel } from '../../src/domain/metrics-stress';
import { aLoad, aLoadCell } from '../support/builders';

const P95 = 'latency p95';
const stress = { kind: 'stress' as const, levels: [50, 100, 200, 400], holds: 100 };
const cell = aLoadCell({ [P95]: { max: '250ms' }, 'errors rate': { max: '1%' } }, { compare: false, profile: stress });
const at = (level: number, seconds: number, about: Record<string, number> = {}): { level: number; report: ReturnType<typeof aLoad> } => ({ level, report: aLoad({ [P95]: seconds, 'errors rate': 0, ...about }) });

describe('the next level', () => {
  test('rises from the lowest, in whatever order they are written', () => {
    const mixed = { ...cell, profile: { ...stress, levels: [400, 50, 200, 100] } };
    expect(nextLevel(mixed, [])).toBe(50);
    expect(nextLevel(mixed, [at(50, 0.1)])).toBe(100);
    expect(nextLevel(mixed, [at(100, 0.1), at(50, 0.1)])).toBe(200);
  });

  test('is none after one that broke, after the highest, and after a report that says nothing', () => {
    expect(nextLevel(cell, [at(50, 0.1), at(100, 0.3)])).toBeUndefined();
    expect(nextLevel(cell, [50, 100, 200, 400].map((level) => at(level, 0.1)))).toBeUndefined();
    expect(nextLevel(cell, [{ level: 50, report: aLoad({}) }])).toBeUndefined();
  });

  test('is none for another profile and where no limit could break', () => {
    expect(nextLevel({ ...cell, profile: { kind: 'load' } }, [])).toBeUndefined();
    expect(nextLevel({ ...cell, thresholds: { [P95]: { regression: '20%' } } }, [])).toBeUndefined();
  });
});

test('what holds where it must has passed, and the reason names capacity and limit', () => {
  const judged = judgeStress(cell, [at(50, 0.1), at(100, 0.15), at(200, 0.2), at(400, 0.6)]);
  expect(judged).toMatchObject({ verdict: 'passed', reason: 'held at 200, broke at 400: latency p95 is 600ms, allowed is max 250ms; it must hold at 100' });
  expect(judged.metrics).toEqual([
    { metric: P95, candidate: 0.6, limit: 'max 250ms', ok: false, rounds: { candidate: [0.1, 0.15, 0.2, 0.6], running: [] } },
    { metric: 'errors rate', candidate: 0, limit: 'max 1%', ok: true, rounds: { candidate: [0, 0, 0, 0], running: [] } },
  ]);
});

test('the highest level may hold too', () => {
  expect(judgeStress(cell, [50, 100, 200, 400].map((level) => at(level, 0.1)))).toMatchObject({ verdict: 'passed', reason: 'held at 400, the highest level; it must hold at 100' });
});

test('what breaks where it must hold, or below, has failed', () => {
  expect(judgeStress(cell, [at(50, 0.1), at(100, 0.3)])).toMatchObject({ verdict: 'failed', reason: 'held at 50, broke at 100: latency p95 is 300ms, allowed is max 250ms; it must hold at 100' });
  expect(judgeStress(cell, [at(50, 0.1, { 'errors rate': 0.2 })])).toMatchObject({ verdict: 'failed', reason: 'no level held, broke at 50: errors rate is 20%, allowed is max 1%; it must hold at 100' });
});

test('a level above one that broke does not count', () => {
  expect(judgeStress(cell, [at(50, 0.3), at(100, 0.1), at(200, 0.1)])).toMatchObject({ verdict: 'failed', reason: expect.stringContaining('no level held') });
});

test('a place between two levels is held when the level above it is', () => {
  const between = { ...cell, profile: { ...stress, holds: 150 } };
  expect(judgeStress(between, [at(50, 0.1), at(100, 0.1), at(200, 0.3)]).verdict).toBe('failed');
  expect(judgeStress(between, [at(50, 0.1), at(100, 0.1), at(200, 0.1), at(400, 0.3)]).verdict).toBe('passed');
});

test('a level at which nothing gets through is where it broke, when a lower one held', () => {
  const silent = { level: 200, report: aLoad({ 'requests total': 0, 'errors rate': 1 }) };
  expect(judgeStress(cell, [at(50, 0.1), at(100, 0.1), silent])).toMatchObject({ verdict: 'passed', reason: 'held at 100, broke at 200: no request got through; it must hold at 100' });
});

describe('fails closed', () => {
  test('without a level, a limit or the profile', () => {
    expect(judgeStress(cell, [])).toMatchObject({ verdict: 'errored', reason: 'load left no load report' });
    expect(judgeStress({ ...cell, thresholds: { [P95]: { regression: '20%' } } }, [at(50, 0.1)]).verdict).toBe('errored');
    expect(judgeStress({ ...cell, profile: { kind: 'load' } }, [at(50, 0.1)]).verdict).toBe('errored');
  });

  test('when the lowest level reached nobody, or a report lacks a figure', () => {
    expect(judgeStress(cell, [at(50, 0.1, { 'requests total': 0 })])).toMatchObject({ verdict: 'errored', reason: 'load made no request at level 50' });
    expect(judgeStress(cell, [at(50, 0.1), { level: 100, report: aLoad({ [P95]: 0.1 }) }])).toMatchObject({ verdict: 'errored', reason: 'the report of level 100 lacks “errors rate”' });
  });

  test('when it ended before the level that it must hold', () => {
    expect(judgeStress(cell, [at(50, 0.1)])).toMatchObject({ verdict: 'errored', reason: 'load was loaded up to 50 only and must hold at 100: give it that level' });
  });
});
