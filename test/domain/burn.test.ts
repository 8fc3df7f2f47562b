// One look at production: which windows are asked, and what do the answers come to?
import { burnRate, judgeLook, nothingKnown, questionsOf, windowsOf, type Answer, type Answers, type Look } from '../../src/domain/burn';
import { aWatch, DIGEST, T0 } from '../support/builders';

const FAST = { rate: 14.4, longSeconds: 3600, shortSeconds: 300 };
const SLOW = { rate: 6, longSeconds: 21_600, shortSeconds: 1800 };
const QUERY = 'bad[$window]';
const rule = aWatch({ objective: 0.99, query: QUERY, burn: [FAST, SLOW] });
const is = (value: number): Answer => ({ value });
const none: Answer = { value: null, reason: 'the query found no data' };
const over = (long: Answer, short: Answer) => ({ long, short });
const answers = (about: Partial<Answers> = {}): Answers => ({ share: is(0), rows: [over(is(0), is(0)), over(is(0), is(0))], figures: [], ...about });
const aLook = (about: Partial<Look> = {}): Look => ({ service: 'storefront', environment: 'production', digest: DIGEST, rule, liveSeconds: 100_000, ...about });

describe('a rate', () => {
  it.each([[0, 0.99, 0], [0.01, 0.99, 1], [0.144, 0.99, 14.4], [0.5, 0.995, 100]])('of %s bad against %s is %s', (share, objective, rate) => {
    expect(burnRate(share, objective)).toBeCloseTo(rate, 6);
  });

  it('stays a number when the objective leaves no budget', () => {
    expect(burnRate(0, 1)).toBe(0);
    expect(Number.isFinite(burnRate(0.1, 1))).toBe(true);
  });
});

describe('windows', () => {
  it('are the row\'s own once the release is old enough', () => {
    expect(windowsOf(FAST, 3600, QUERY)).toEqual({ longSeconds: 3600, shortSeconds: 300 });
  });

  it.each([[1000, 1000, 300], [300, 300, 300], [60, 60, 60]])('of a release that has lived %s s are %s and %s: what was before it does not count', (live, longSeconds, shortSeconds) => {
    expect(windowsOf(FAST, live, QUERY)).toEqual({ longSeconds, shortSeconds });
  });

  it('of a query that names the release stay whole, for it counts nothing else', () => {
    expect(windowsOf(FAST, 60, 'bad{digest="$release"}[$window]')).toEqual({ longSeconds: 3600, shortSeconds: 300 });
  });
});

describe('the questions', () => {
  it('are one for each window, the share over the shortest, and one for each figure', () => {
    const figures = [{ name: 'p95', query: 'p95[$window]', max: 1 }];
    expect(questionsOf(aLook({ rule: { ...rule, figures } }))).toEqual({
      share: 'bad[300s]', rows: [{ long: 'bad[3600s]', short: 'bad[300s]' }, { long: 'bad[21600s]', short: 'bad[1800s]' }], figures: ['p95[300s]'],
    });
  });

  it('of a young release reach back to its beginning', () => {
    expect(questionsOf(aLook({ liveSeconds: 400 }))).toMatchObject({ share: 'bad[300s]', rows: [{ long: 'bad[400s]' }, { long: 'bad[400s]', short: 'bad[400s]' }] });
  });

  it('are none in its first moment, when no window has any length', () => {
    expect(questionsOf(aLook({ liveSeconds: 0.4 }))).toBeUndefined();
    expect(questionsOf(aLook({ liveSeconds: 0, rule: aWatch() }))).toMatchObject({ share: 'bad_share' });
  });
});

describe('a sample', () => {
  const state = (about: Partial<Answers>, by = rule): string | undefined => judgeLook(T0, by, answers(about)).state;

  it('is bad when one row burns in both of its windows', () => {
    const sample = judgeLook(T0, rule, answers({ share: is(0.2), rows: [over(is(0.2), is(0.2)), over(is(0.01), is(0.01))] }));
    expect(sample).toEqual({
      at: T0, bad: 0.2, state: 'bad', burns: [{ rate: 14.4, long: 20, short: 20 }, { rate: 6, long: 1, short: 1 }],
      why: 'the budget burns 20 and 20 times as fast as it may over 1h and 5m (too fast from 14.4 on)',
    });
  });

  it('burns at the row\'s rate, and not a little below', () => {
    expect(state({ rows: [over(is(0.144), is(0.144)), over(is(0), is(0))] })).toBe('bad');
    expect(state({ rows: [over(is(0.1439), is(0.144)), over(is(0), is(0))] })).toBe('good');
  });

  it.each([['over', 0.2, 0.01], ['only a moment old', 0.01, 0.2]])('is good when the burn is %s', (_, long, short) => {
    expect(state({ rows: [over(is(long), is(short)), over(is(0), is(0))] })).toBe('good');
  });

  it('is unknown when a window has no data and nothing is bad', () => {
    expect(judgeLook(T0, rule, answers({ rows: [over(is(0), none), over(is(0), is(0))] }))).toMatchObject({
      state: 'unknown', burns: [{ long: 0, short: null }, { long: 0, short: 0 }], why: 'how fast the budget burns over 1h and 5m is unknown: the query found no data',
    });
  });

  it('is bad all the same when another row burns', () => {
    expect(state({ rows: [over(none, none), over(is(0.07), is(0.07))] })).toBe('bad');
  });

  it('of nothing known says the reason once', () => {
    expect(judgeLook(T0, aWatch({ figures: [] }), nothingKnown(aWatch(), 'too young'))).toEqual({ at: T0, bad: null, state: 'unknown', why: 'too young' });
  });

  it('without rows is judged by its share and the objective', () => {
    const plain = aWatch({ objective: 0.99 });
    expect(judgeLook(T0, plain, answers({ share: is(0.01), rows: [] }))).toEqual({ at: T0, bad: 0.01, state: 'good' });
    expect(judgeLook(T0, plain, answers({ share: is(0.05), rows: [] }))).toMatchObject({ state: 'bad', why: '5% bad, at most 1% is allowed' });
    expect(judgeLook(T0, plain, answers({ share: none, rows: [] }))).toMatchObject({ bad: null, state: 'unknown', why: 'the query found no data' });
  });

  it.each([[-0.2, 'a share is 0 to 1'], [Number.NaN, 'not a number'], [Infinity, 'not a number']])('with a share of %s has no data: %s', (share, why) => {
    expect(judgeLook(T0, aWatch(), answers({ share: is(share), rows: [] }))).toMatchObject({ bad: null, state: 'unknown', why: expect.stringContaining(why) as string });
  });
});

describe('a figure', () => {
  const withFigure = (about: { max?: number; min?: number }) => aWatch({ figures: [{ name: 'p95', query: 'p95', ...about }] });
  const judge = (about: { max?: number; min?: number }, answer: Answer) => judgeLook(T0, withFigure(about), answers({ rows: [], figures: [answer] }));

  it('at its limit is inside of it', () => {
    expect(judge({ max: 0.5, min: 0.5 }, is(0.5))).toMatchObject({ state: 'good', figures: [{ name: 'p95', value: 0.5, ok: true }] });
  });

  it.each([[{ max: 0.5 }, 0.6, 'p95 is 0.6 (max 0.5)'], [{ min: 10 }, 3, 'p95 is 3 (min 10)']])('outside of %o makes the sample bad', (limits, value, why) => {
    expect(judge(limits, is(value))).toMatchObject({ state: 'bad', figures: [{ value, ok: false }], why });
  });

  it('without data makes it unknown, never good', () => {
    expect(judge({ max: 0.5 }, none)).toMatchObject({ state: 'unknown', figures: [{ value: null, ok: null }], why: 'p95: the query found no data' });
  });
});
