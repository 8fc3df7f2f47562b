// Whatever monitoring answers: a sample is good only when everything is known and inside its limits.
import fc from 'fast-check';
import { judgeLook, windowsOf, type Answer, type Answers } from '../../src/domain/burn';
import { aWatch, T0 } from '../support/builders';

const answer = fc.oneof(fc.constant<Answer>({ value: null, reason: 'no data' }), fc.constantFrom(0, 0.005, 0.02, 0.15, 1, -1, Number.NaN).map((value): Answer => ({ value })));
const rule = aWatch({ burn: [{ rate: 14.4, longSeconds: 3600, shortSeconds: 300 }, { rate: 6, longSeconds: 21_600, shortSeconds: 1800 }], figures: [{ name: 'p95', query: 'p95', max: 0.1 }] });
const rows = fc.tuple(answer, answer).map(([long, short]) => ({ long, short }));
const answers: fc.Arbitrary<Answers> = fc.record({ share: answer, rows: fc.tuple(rows, rows), figures: fc.tuple(answer) });
const isKnown = ({ value }: Answer): boolean => value !== null && Number.isFinite(value);

test('good means that every answer is a number, and not good means that it says why', () => {
  fc.assert(fc.property(answers, (given) => {
    const { state, why } = judgeLook(T0, rule, given);
    const all = [...given.rows.flatMap(({ long, short }) => [long, short]), ...given.figures];
    expect(state === 'good' && !all.every(isKnown)).toBe(false);
    expect(why === undefined).toBe(state === 'good');
  }));
});

test('bad means that a row burns in both windows or a figure is outside', () => {
  fc.assert(fc.property(answers, (given) => {
    const { state, burns = [], figures = [] } = judgeLook(T0, rule, given);
    const burnt = burns.some(({ rate, long, short }) => long !== null && short !== null && long >= rate && short >= rate);
    expect(state === 'bad').toBe(burnt || figures.some(({ ok }) => ok === false));
  }));
});

test('a sample that lacks an answer is never good', () => {
  fc.assert(fc.property(answers, fc.nat(4), (given, place) => {
    const lost: Answer = { value: null, reason: 'lost' };
    const after: Answers = {
      ...given, figures: place === 4 ? [lost] : given.figures,
      rows: given.rows.map(({ long, short }, row) => ({ long: place === row * 2 ? lost : long, short: place === row * 2 + 1 ? lost : short })),
    };
    expect(judgeLook(T0, rule, after).state).not.toBe('good');
  }));
});

test('no window is longer than the release has lived, than its row says, or shorter than the other', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 100_000 }), (live, shortSeconds, longSeconds) => {
    const windows = windowsOf({ rate: 1, shortSeconds, longSeconds }, live, 'x[$window]');
    expect(Math.max(windows.longSeconds, windows.shortSeconds)).toBeLessThanOrEqual(live);
    expect(windows.shortSeconds).toBeLessThanOrEqual(Math.min(shortSeconds, windows.longSeconds));
  }));
});
