// When may it go out? Hours by the clock on the wall, freezes between two times, and when both end.
import type { Hours } from '../../src/contracts/release-rules';
import { shutAt } from '../../src/domain/hours';

const BERLIN: Hours = { zone: 'Europe/Berlin', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' };
const shut = (at: string, hours: Hours | undefined = BERLIN, freezes: Parameters<typeof shutAt>[3] = []) => shutAt('production', at, hours, freezes);
const YEARS_END = { name: 'end of the year', from: '2026-12-18T17:00:00.000Z', to: '2027-01-04T07:00:00.000Z', environments: [] };

describe('hours', () => {
  it('are half open', () => {
    expect(shut('2026-03-02T07:00:00.000Z')).toBeUndefined();
    expect(shut('2026-03-02T16:59:59.999Z')).toBeUndefined();
    expect(shut('2026-03-02T06:59:59.999Z')?.until).toBe('2026-03-02T07:00:00.000Z');
    expect(shut('2026-03-02T17:00:00.000Z')?.until).toBe('2026-03-03T07:00:00.000Z');
  });

  it('say when they are', () => {
    expect(shut('2026-03-02T20:00:00.000Z')?.why).toBe('it goes out mon, tue, wed, thu, fri from 08:00 to 18:00 (Europe/Berlin)');
  });

  it.each([
    ['over a weekend', BERLIN, '2026-03-06T19:30:00.000Z', '2026-03-09T07:00:00.000Z'],
    ['over a weekend on which clocks are put forward', BERLIN, '2026-03-27T20:00:00.000Z', '2026-03-30T06:00:00.000Z'],
    ['over a weekend on which clocks are put back', BERLIN, '2026-10-23T20:00:00.000Z', '2026-10-26T07:00:00.000Z'],
    ['in a zone of half hours', { ...BERLIN, zone: 'Asia/Kolkata' }, '2026-03-02T20:00:00.000Z', '2026-03-03T02:30:00.000Z'],
    ['on the other side of the date line', { ...BERLIN, zone: 'Pacific/Auckland' }, '2026-03-06T06:00:00.000Z', '2026-03-08T19:00:00.000Z'],
    ['that are a quarter of an hour once a week', { ...BERLIN, days: ['wed'], from: '12:00', to: '12:15' } satisfies Hours, '2026-03-05T00:00:00.000Z', '2026-03-11T11:00:00.000Z'],
    ['that clocks skip on that day', { ...BERLIN, days: ['sun'], from: '02:00', to: '02:45' } satisfies Hours, '2026-03-28T12:00:00.000Z', '2026-04-05T00:00:00.000Z'],
  ])('open again %s', (_, hours, at, until) => {
    expect(shut(at, hours)?.until).toBe(until);
  });

  it('that never open say so', () => {
    expect(shut('2026-03-02T12:00:00.000Z', { ...BERLIN, from: '18:00', to: '08:00' })).toMatchObject({ until: undefined });
  });

  it('of a zone that does not exist are an error', () => {
    expect(() => shut('2026-03-02T12:00:00.000Z', { ...BERLIN, zone: 'Europe/Atlantis' })).toThrow(RangeError);
  });
});

describe('a freeze', () => {
  it('is half open, and names itself', () => {
    const frozen = (at: string) => shutAt('production', at, undefined, [YEARS_END]);
    expect(frozen(YEARS_END.from)).toEqual({ why: `the freeze “end of the year” lasts until ${YEARS_END.to}`, until: YEARS_END.to });
    expect(frozen('2027-01-04T06:59:59.999Z')).toBeDefined();
    expect(frozen(YEARS_END.to)).toBeUndefined();
    expect(frozen('2026-12-18T16:59:59.999Z')).toBeUndefined();
  });

  it('holds only where it is meant to', () => {
    const elsewhere = { ...YEARS_END, environments: ['staging'] };
    expect(shutAt('production', YEARS_END.from, undefined, [elsewhere])).toBeUndefined();
    expect(shutAt('staging', YEARS_END.from, undefined, [elsewhere])).toBeDefined();
  });

  it('and the hours, and the freeze behind it, are waited for one after the other', () => {
    const behind = { ...YEARS_END, name: 'stocktaking', from: '2027-01-04T06:00:00.000Z', to: '2027-01-04T19:00:00.000Z' };
    expect(shut(YEARS_END.from, BERLIN, [behind, YEARS_END])).toEqual({ why: `the freeze “end of the year” lasts until ${YEARS_END.to}`, until: '2027-01-05T07:00:00.000Z' });
  });

  it('begins within what would open otherwise', () => {
    const morning = { ...YEARS_END, from: '2026-03-09T06:00:00.000Z', to: '2026-03-09T09:00:00.000Z' };
    expect(shut('2026-03-07T12:00:00.000Z', BERLIN, [morning])?.until).toBe(morning.to);
  });

  it('whose times cannot be read holds, and says no end', () => {
    expect(shutAt('production', YEARS_END.from, undefined, [{ ...YEARS_END, to: 'soon' }])).toMatchObject({ until: undefined });
  });
});

it('without hours and freezes it is never shut', () => {
  expect(shutAt('production', '2026-03-07T03:00:00.000Z', undefined, [])).toBeUndefined();
});
