// How are budgets, rates, lengths and DORA's figures read? Unknown is said, overspent is more than empty.
import { budgetLeft, objectiveInWords } from '../../dashboard/src/budget';
import { barsInWords, readDora, weekBars } from '../../dashboard/src/dora';
import { readBounds, readLimits, readValue } from '../../dashboard/src/live-figures';
import { pageOfIncident, routeOf } from '../../dashboard/src/route';
import { percent, readLength } from '../../dashboard/src/text';
import { burnRows, ruleOf } from '../../dashboard/src/watch';
import type { IncidentView } from '../../src/contracts/incident';
import { viewsOf } from './fixture/day';
import { NAMES } from './fixture/people';
import { DORA } from './fixture/services';
import { eventsOf, inputOf } from './fixture/tales';

describe('a budget', () => {
  it.each([
    [1, '100 % left', 'ok', 1], [0.38, '38 % left', 'ok', 0.38], [0.1, '10 % left', 'wait', 0.1], [0, 'used up', 'bad', 0], [-0.35, 'overspent by 35 %', 'bad', 1], [1.2, '100 % left', 'ok', 1],
  ] as const)('of %d is read as %s', (left, text, tone, share) => {
    expect(budgetLeft({ left })).toEqual({ text, tone, share });
  });

  it('that is unknown says why, and has no bar', () => {
    expect(budgetLeft({ left: null, reason: 'monitoring has no data' })).toEqual({ text: 'unknown: monitoring has no data', tone: 'none', share: 0 });
    expect(budgetLeft({ left: null }).text).toBe('unknown: monitoring gave no reason');
  });

  it('names its objective and its window', () => {
    expect(objectiveInWords({ objective: 0.995, windowSeconds: 30 * 86_400 })).toBe('99.5 % good over 30 days');
  });
});

it('shares and lengths are read without digits that tell nothing', () => {
  expect([0.995, 0.999, 0.38, 0.0012, 0.05, 0, 1].map(percent)).toEqual(['99.5 %', '99.9 %', '38 %', '0.12 %', '5 %', '0 %', '100 %']);
  expect([15, 300, 3600, 21_600, 86_400, 172_800, 90].map(readLength)).toEqual(['15 s', '5 min', '1 h', '6 h', '24 h', '2 days', '90 s']);
});

it('figures of a release are read by their limit, else by their name', () => {
  expect(readValue(0.0012, 'errors', 'max 1%, regression 50%')).toBe('0.12 %');
  expect(readValue(0.141, 'latency p95', 'max 250ms')).toBe('141 ms');
  expect(readValue(0.141, 'latency p95', 'regression 50%')).toBe('141 ms');
  expect(readValue(0.02, 'error rate', 'regression 50%')).toBe('2 %');
  expect(readValue(3, 'sessions dropped', 'max 10')).toBe('3');
  expect(readLimits('max 1%, regression 50%')).toBe('at most 1 %, at most 50 % worse');
  expect([readBounds('latency p95', { max: 0.25 }), readBounds('logins', { min: 20 }), readBounds('logins', {})]).toEqual(['at most 250 ms', 'at least 20', '']);
});

describe('the burn', () => {
  it('has the windows of its rate, also when the rows stand in another order', () => {
    const plan = [{ rate: 6, longSeconds: 21_600, shortSeconds: 1800 }, { rate: 14.4, longSeconds: 3600, shortSeconds: 300 }];
    expect(burnRows({ at: '', bad: 0, burns: [{ rate: 14.4, long: 17, short: 21 }] }, plan)).toMatchObject([{ state: 'burns', long: { seconds: 3600, isOver: true }, short: { seconds: 300 } }]);
    expect(burnRows({ at: '', bad: 0, burns: [{ rate: 2, long: 1, short: null }] }, plan)).toMatchObject([{ state: 'calm', long: { seconds: undefined } }]);
    expect(burnRows(undefined)).toEqual([]);
  });

  it('is judged by the rule of the attempt that went out', () => {
    const views = viewsOf(eventsOf('release', 0), NAMES, inputOf('release'));
    expect(ruleOf(views.at(-1) as IncidentView)).toMatchObject({ onBurn: 'ask', forSeconds: 3600 });
    expect(ruleOf(views.find(({ watch }) => watch?.environment === 'staging') as IncidentView)?.forSeconds).toBe(600);
  });
});

describe('DORA’s figures', () => {
  const [storefront, checkout] = DORA.services;

  it('are read by their kind, and null is never a zero', () => {
    expect([readDora('deployments', 9), readDora('leadTimeSeconds', 48), readDora('leadTimeSeconds', 1860), readDora('recoverySeconds', 19_200), readDora('recoverySeconds', 400_000), readDora('changeFailRate', 0.222), readDora('reworkRate', 0)])
      .toEqual(['9', '48 s', '31 min', '5 h 20 min', '4.6 days', '22 %', '0 %']);
    expect(readDora('reworkRate', null)).toBe('nothing to tell it by');
  });

  it('have a bar a week, the oldest first; a rate is a share of one', () => {
    const bars = weekBars(storefront?.weeks ?? [], 'changeFailRate');
    expect(bars.map(({ week, value }) => [week, value])).toEqual([['2026-W05', 0], ['2026-W06', 0], ['2026-W07', 0.5], ['2026-W08', null], ['2026-W09', 0], ['2026-W10', 0.333]]);
    expect(bars[2]?.share).toBe(0.5);
    expect(weekBars(storefront?.weeks ?? [], 'leadTimeSeconds')[0]?.share).toBe(1);
    expect(weekBars(checkout?.weeks ?? [], 'deployments')).toMatchObject([{ value: 0, share: 0 }]);
  });

  it('are told in words to those who do not see the bars', () => {
    expect(barsInWords('Lead time', 'leadTimeSeconds', weekBars(storefront?.weeks.slice(0, 3) ?? [], 'leadTimeSeconds'))).toBe('Lead time, 3 weeks: 2026-W09 40 min; 2026-W10 27 min');
    expect(barsInWords('Lead time', 'leadTimeSeconds', weekBars(checkout?.weeks ?? [], 'leadTimeSeconds'))).toBe('Lead time, 1 week: nothing to tell it by');
  });
});

it('services and numbers have addresses', () => {
  const page = (hash: string) => routeOf({ hash, pathname: '/' }).page;
  expect(['#/services', '#/services/', '#/numbers', '#/services/storefront/tests', '#/services/storefront'].map(page)).toEqual(['services', 'services', 'numbers', 'tests', 'unknown']);
});

it('the address of an incident leads back to it, whatever its id', () => {
  for (const id of ['storefront.LoginRefused.1a2b3c4d', 'a/b c%?#']) expect(routeOf({ hash: pageOfIncident(id), pathname: '/' })).toEqual({ page: 'incident', id });
});
