// Are closed incidents asked for by what the address says, are a day's steps placed where they were, and does a heat grid say what it shows?
import { gridsOf } from '../../dashboard/src/heat';
import { compared } from '../../dashboard/src/dora';
import { isNarrowed, partsOf, questionOf, readAsked, writeAsked } from '../../dashboard/src/past';
import { readDuration } from '../../dashboard/src/text';
import { barsOf, periodOf, weeksInWords } from '../../dashboard/src/weeks';
import { routeOf } from '../../dashboard/src/route';

const NONE = { detectSeconds: null, assignSeconds: null, fixSeconds: null, deploySeconds: null, recoverSeconds: null };

describe('what is asked for', () => {
  it('goes into the address and comes back from it, and what is not asked for is not there', () => {
    const asked = readAsked(new URLSearchParams('q=log+in&service=storefront&outcome=fixed&other=1'));
    expect(asked).toEqual({ q: 'log in', service: 'storefront', severity: '', outcome: 'fixed', from: '', to: '' });
    expect(writeAsked(asked).toString()).toBe('q=log+in&service=storefront&outcome=fixed');
    expect([isNarrowed(asked), isNarrowed(readAsked(new URLSearchParams()))]).toEqual([true, false]);
  });

  it('has days of the reader, the last one whole', () => {
    const question = questionOf(readAsked(new URLSearchParams('from=2026-11-01&to=2026-11-30')));
    expect([question.get('from'), question.get('to')]).toEqual([new Date(2026, 10, 1).toISOString(), new Date(2026, 11, 1).toISOString()]);
    expect(questionOf(readAsked(new URLSearchParams('from=someday'))).get('from')).toBe('someday');
  });
});

describe('the steps of a day', () => {
  it('stand one after the other, as long as they took; what lies between is left open', () => {
    const parts = partsOf({ detectSeconds: 100, assignSeconds: 100, fixSeconds: 400, deploySeconds: 100, recoverSeconds: 1000 }, 950);
    expect(parts.map(({ name, from, share }) => [name, from, share])).toEqual([['detect', 0, 0.1], ['assign', 0.1, 0.1], ['fix', 0.2, 0.4], ['deploy', 0.75, 0.1]]);
  });

  it('that no fix ended are as long as it was open', () => {
    expect(partsOf({ ...NONE, detectSeconds: 50 }, 450)).toMatchObject([{ name: 'detect', from: 0, share: 0.1 }]);
    expect(partsOf(NONE, 0)).toEqual([]);
  });

  it('never hang over, whatever their figures', () => {
    for (const recoverSeconds of [0, 10, 5000]) {
      for (const { from, share } of partsOf({ detectSeconds: -5, assignSeconds: 0, fixSeconds: 1000, deploySeconds: 3000, recoverSeconds }, 10)) expect(from + share).toBeLessThanOrEqual(1);
    }
  });

  it('are read as people say them', () => {
    expect([42, 1860, 3600, 19_200, 400_000].map(readDuration)).toEqual(['42 s', '31 min', '1 h', '5 h 20 min', '4.6 days']);
  });
});

describe('the cells of a check', () => {
  const cell = (point: Record<string, string>, change = {}) => ({ stage: 'functional', check: 'login', point, runs: 10, failed: 0, errored: 0, inconclusive: 0, flaky: 0, ...change });

  it('are a grid of device and environment, in words; one that there is not is no place', () => {
    const [grid] = gridsOf([cell({ device: 'ipad', environment: 'old' }, { failed: 4, flaky: 1 }), cell({ device: 'ipad', environment: 'new' }), cell({ device: 'pixel-8', environment: 'new' }, { errored: 1 })]);
    expect(grid).toMatchObject({ rowAxis: 'device', columnAxis: 'environment', columns: ['new', 'old'], rows: [{ name: 'ipad' }, { name: 'pixel-8' }] });
    expect(grid?.rows.map(({ places }) => places.map((place) => place && [place.heat, place.words]))).toEqual([
      [['none', 'all well of 10 runs'], ['much', '4 failed, 1 flaky of 10 runs']], [['little', '1 errored of 10 runs'], undefined],
    ]);
  });

  it('without a matrix are one place, and the check with most trouble is first', () => {
    const grids = gridsOf([cell({}), { ...cell({}, { failed: 2 }), check: 'basket' }]);
    expect(grids.map(({ check, rows }) => [check, rows[0]?.name, rows[0]?.places[0]?.heat])).toEqual([['basket', 'everywhere', 'some'], ['login', 'everywhere', 'none']]);
  });

  it('with a third axis, or with points that lack one, are all there', () => {
    const [grid] = gridsOf([cell({ browser: 'a', device: 'ipad', locale: 'de' }), cell({ browser: 'a' })]);
    expect(grid?.columns).toEqual(['ipad · de', 'no device · no locale']);
  });
});

describe('a figure beside the period before', () => {
  it('says better, worse or about the same; of deployments it says neither', () => {
    expect(compared('leadTimeSeconds', 1800, 2400)).toMatchObject({ text: 'before 40 min, better', tone: 'ok' });
    expect(compared('changeFailRate', 0.3, 0.1)).toMatchObject({ text: 'before 10 %, worse', tone: 'wait' });
    expect(compared('recoverySeconds', 1000, 1010)).toMatchObject({ text: 'before 17 min, about the same' });
    expect(compared('deployments', 9, 2)).toMatchObject({ text: 'before 2', tone: 'soft' });
    expect(compared('reworkRate', 0, 0)).toMatchObject({ text: 'before 0 %, about the same' });
  });

  it('is left alone where there is nothing to compare', () => {
    expect(compared('leadTimeSeconds', 1800, null)?.text).toBe('nothing to compare it with');
    expect([compared('leadTimeSeconds', null, 5), compared('leadTimeSeconds', 5, undefined)]).toEqual([undefined, undefined]);
  });
});

it('weeks are bars from the oldest on, said in words, and unknown is no zero', () => {
  const weeks = [{ week: '2026-W48', from: '2026-11-23', value: 4 }, { week: '2026-W47', from: '2026-11-16', value: null }, { week: '2026-W46', from: '2026-11-09', value: 1 }];
  const bars = barsOf(weeks, ({ value }) => value);
  expect(bars).toEqual([{ week: '2026-W46', value: 1, share: 0.25 }, { week: '2026-W47', value: null, share: 0 }, { week: '2026-W48', value: 4, share: 1 }]);
  expect(weeksInWords('New', bars, String)).toBe('New, 3 weeks: 2026-W46 1; 2026-W48 4');
  expect(weeksInWords('New', [], String)).toBe('New, 0 weeks: nothing to tell it by');
  expect(['weeks=26', 'weeks=27', ''].map((asked) => periodOf(new URLSearchParams(asked)))).toEqual([26, 12, 12]);
});

it('the findings of a service have an address', () => {
  expect(routeOf({ hash: '#/services/store%2Ffront/findings?weeks=4', pathname: '/' })).toEqual({ page: 'findings', service: 'store/front' });
});
