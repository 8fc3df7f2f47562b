// Whatever is measured: a figure is good only when it is known and within its max, and less is never worse.
import fc from 'fast-check';
import type { Answer } from '../../src/domain/burn';
import { judgeFigure } from '../../src/domain/comparison';

const is = (value: number): Answer => ({ value });
const none: Answer = { value: null, reason: 'the query found no data' };
const value = fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: null }).map((number): Answer => (number === null ? none : is(number)));
const figure = fc.record({ max: fc.option(fc.double({ min: 0.001, max: 5, noNaN: true }), { nil: undefined }), regression: fc.double({ min: 0, max: 2, noNaN: true }) }).map((limits) => ({ name: 'f', query: 'f', ...limits }));

test('good means known and within max', () => {
  fc.assert(fc.property(figure, value, fc.option(value, { nil: undefined }), (plan, release, before) => {
    const { ok } = judgeFigure(plan, { release, before });
    expect(ok === true && (release.value === null || release.value > (plan.max ?? Infinity))).toBe(false);
    expect(release.value === null && ok !== null).toBe(false);
  }));
});

test('less is never worse', () => {
  const worth = (ok: boolean | null): number => (ok ? 2 : ok === null ? 1 : 0);
  fc.assert(fc.property(figure, fc.double({ min: 0, max: 10, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), value, (plan, more, share, before) => {
    const [less, much] = [more * share, more].map((each) => judgeFigure(plan, { release: is(each), before }).ok);
    expect(worth(less ?? null)).toBeGreaterThanOrEqual(worth(much ?? null));
  }));
});
