// Is what is let through on purpose told with its day, and what must be looked at marked?
import { exceptionsOf } from '../../src/domain/exceptions';

const quarantine = (test: string, review: string) => ({ check: 'login', test, at: [{ device: 'ipad' }], owner: 'maya', reason: 'the clock', review });
const suppression = (rule: string, until: string) => ({ rule, owner: 'deniz', reason: 'not reachable', until });

test('the nearest day is first; one that has passed is due, and one within a week is soon', () => {
  const file = { quarantine: [quarantine('c', '2027-01-31'), quarantine('a', '2026-11-24'), quarantine('b', '2026-11-25')], suppressions: [suppression('x', '2026-12-02'), suppression('z', '2026-12-03'), suppression('y', '2026-12-02')] };
  const { quarantines, suppressions } = exceptionsOf('storefront', '2026-11-25', file, []);
  expect(quarantines.map(({ test: name, state }) => [name, state])).toEqual([['a', 'due'], ['b', 'soon'], ['c', 'open']]);
  expect(suppressions.map(({ rule, state }) => [rule, state])).toEqual([['x', 'soon'], ['y', 'soon'], ['z', 'open']]);
});

test('what a person gave at a gate is told with who and when, until the pipeline file has it', () => {
  const given = (test: string) => ({ incident: 'i', by: 'olga', at: '2026-11-20T10:00:00.000Z', quarantine: quarantine(test, '2026-12-31') });
  const { quarantines } = exceptionsOf('storefront', '2026-11-25', { quarantine: [quarantine('a', '2026-12-01')], suppressions: [] }, [given('a'), given('b')]);
  expect(quarantines).toEqual([{ ...quarantine('a', '2026-12-01'), state: 'soon' }, { ...quarantine('b', '2026-12-31'), state: 'open', given: { incident: 'i', by: 'olga', at: '2026-11-20T10:00:00.000Z' } }]);
});
