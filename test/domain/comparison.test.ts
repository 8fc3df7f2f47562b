// Is a figure of the new release as good as before? Limits of its own, and growth against the release before; what is unknown is never good.
import type { Answer } from '../../src/domain/burn';
import { judgeFigure, readComparison } from '../../src/domain/comparison';

const none: Answer = { value: null, reason: 'the query found no data' };
const is = (value: number): Answer => ({ value });
const both = { name: 'errors', query: 'errors', max: 0.01, regression: 0.5 };
const maxAlone = { name: 'errors', query: 'errors', max: 0.01 };
const growthAlone = { name: 'latency', query: 'latency', regression: 0.5 };

it.each([
  ['within both limits', both, 0.003, 0.002, true, undefined],
  ['at its max', maxAlone, 0.01, 0.5, true, undefined],
  ['above its max, better than before though it is', both, 0.02, 0.3, false, 'above max 0.01'],
  ['exactly half as much again', growthAlone, 0.3, 0.2, true, undefined],
  ['more than that', growthAlone, 0.4, 0.2, false, '100% more than before'],
  ['three times next to nothing, which is less than a tenth of max', both, 0.0009, 0.0003, true, undefined],
  ['three times next to nothing, where no max says how much is much', growthAlone, 0.0009, 0.0003, false, '200% more than before'],
  ['zero as before', growthAlone, 0, 0, true, undefined],
  ['from zero to half of max', both, 0.005, 0, false, 'was 0 before'],
] as const)('%s', (_, figure, release, before, ok, reason) => {
  expect(judgeFigure(figure, { release: is(release), before: is(before) })).toMatchObject({ release, before, ok, ...(reason ? { reason } : {}) });
});

describe('unknown', () => {
  it('is what has no data of the new release', () => {
    expect(judgeFigure(both, { release: none, before: is(0) })).toMatchObject({ ok: null, release: null, reason: 'the query found no data' });
  });

  it('is a regression without data of the release before', () => {
    expect(judgeFigure(both, { release: is(0), before: none })).toMatchObject({ ok: null, before: null, reason: 'of the release before: the query found no data' });
  });

  it('is growth from zero that no max judges', () => {
    expect(judgeFigure(growthAlone, { release: is(0.1), before: is(0) })).toMatchObject({ ok: null, reason: expect.stringContaining('`max`') as string });
  });

  it('is a regression of the very first release, unless it has a max', () => {
    expect(judgeFigure(growthAlone, { release: is(0.1) })).toMatchObject({ ok: null, before: null });
    expect(judgeFigure(both, { release: is(0.009) })).toMatchObject({ ok: true, reason: expect.stringContaining('by max alone') as string });
    expect(judgeFigure(both, { release: is(0.011) })).toMatchObject({ ok: false });
  });
});

it('reads as people write it', () => {
  expect(readComparison(judgeFigure(both, { release: is(0.03), before: is(0.004) }))).toBe('errors: 0.03, 0.004 before (max 0.01, regression 50%), above max 0.01');
  expect(readComparison(judgeFigure(maxAlone, { release: none }))).toBe('errors: unknown (max 0.01), the query found no data');
});
