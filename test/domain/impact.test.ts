// Is the impact judged by the written rules, and is the unknown never taken for zero?
import { figureOf, severityOf, troubleBegan } from '../../src/domain/impact';
import type { ImpactQuery } from '../../src/contracts/installation';
import type { Figure } from '../../src/contracts/result';
import { at, T0 } from '../support/builders';

const query = (about: Partial<ImpactQuery> = {}): ImpactQuery => ({ name: 'logins refused', unit: 'share', query: 'refused_share', headline: true, severity: {}, ...about });
const figure = (value: number | null, about: Partial<Figure> = {}): Figure => ({ name: 'logins refused', unit: 'share', query: 'refused_share', value, at: T0, ...about });
const samples = (...values: number[]) => values.map((value, second) => ({ at: at(second), value }));

describe('the trouble began', () => {
  it.each<[string, number[], string | null]>([
    ['with the first bad sample of the last run', [0.3, 0, 0.3, 0.4], at(2)],
    ['never, when the newest sample is good', [0.3, 0.3, 0], null],
    ['with the first sample, when all are bad', [0.2, 0.2], at(0)],
    ['never, when there is no sample', [], null],
  ])('%s', (_, values, began) => {
    expect(troubleBegan(samples(...values), 0.1)).toBe(began);
  });

  it('above the number, not at it', () => {
    expect(troubleBegan(samples(0.1), 0.1)).toBeNull();
  });
});

describe('the severity', () => {
  const queries = [query({ severity: { medium: 0.01, critical: 0.2 } }), query({ name: 'customers affected', severity: { high: 100 } })];

  it('is the highest that any figure has reached', () => {
    expect(severityOf(queries, [figure(0.2), figure(500, { name: 'customers affected' })])).toBe('critical');
    expect(severityOf(queries, [figure(0.05), figure(100, { name: 'customers affected' })])).toBe('high');
  });

  it('is not suggested when no rule applies, and an unknown figure reaches nothing', () => {
    expect(severityOf(queries, [figure(0.001), figure(null, { name: 'customers affected' })])).toBeUndefined();
    expect(severityOf([query()], [figure(1)])).toBeUndefined();
  });
});

describe('a figure', () => {
  const span = { from: at(0), to: at(10), stepSeconds: 10 };

  it('carries its query, its time and its course', () => {
    expect(figureOf(query(), { value: 0.3, at: at(10) }, { span, answer: { samples: samples(0.1) } })).toEqual({
      name: 'logins refused', unit: 'share', query: 'refused_share', value: 0.3, at: at(10), series: { from: at(0), stepSeconds: 10, values: [0.1, null] },
    });
  });

  it('that is unknown says why, and may still have a course', () => {
    const unknown = figureOf(query(), { value: null, reason: 'the query found no data', at: at(10) }, { span, answer: { samples: samples(0.1) } });
    expect(unknown).toMatchObject({ value: null, reason: 'the query found no data', series: { values: [0.1, null] } });
  });

  it('whose course cannot be had has none', () => {
    expect(figureOf(query(), { value: 0.3, at: at(10) }, { span, answer: { samples: null, reason: 'no data' } })).not.toHaveProperty('series');
    expect(figureOf(query(), { value: 0.3, at: at(10) })).not.toHaveProperty('series');
  });

  it('keeps a reason short enough for history', () => {
    expect(figureOf(query(), { value: null, reason: 'x'.repeat(5000), at: at(10) }).reason).toHaveLength(300);
  });
});
