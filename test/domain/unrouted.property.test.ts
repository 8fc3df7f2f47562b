// Does the list of unrouted alerts lose a count, keep a condition twice, or grow without end?
import fc from 'fast-check';
import type { UnroutedList } from '../../src/contracts/http';
import { dismiss, MOST_UNROUTED, nothingUnrouted, setAside, shownAlert, unroutedKey, type SetAside } from '../../src/domain/unrouted';
import { anAlert, at } from '../support/builders';

const told: fc.Arbitrary<SetAside> = fc.record({ fingerprint: fc.nat(7).map((n) => `f${n}`), source: fc.constantFrom('alertmanager', 'grafana'), times: fc.integer({ min: 1, max: 5 }) })
  .map(({ fingerprint, source, times }) => ({ alert: anAlert({ fingerprint, source, service: undefined }), rule: 'it has no label `service`', times }));
const batches = fc.array(fc.array(told, { maxLength: 6 }), { maxLength: 12 });

const take = (all: SetAside[][], from = nothingUnrouted()): UnroutedList => all.reduce((list, batch, index) => setAside(list, batch, at(index)), from);
const total = ({ unrouted }: UnroutedList): number => unrouted.reduce((sum, { times }) => sum + times, 0);

test('every delivery is counted, each condition stands once, the newest first', () => {
  fc.assert(fc.property(batches, (all) => {
    const list = take(all);
    const flat = all.flat();
    expect(total(list)).toBe(flat.reduce((sum, { times }) => sum + times, 0));
    const keys = list.unrouted.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual([...new Set(flat.map(({ alert }) => unroutedKey(alert)).reverse())]);
    for (const { firstAt, lastAt } of list.unrouted) expect(firstAt <= lastAt).toBe(true);
  }));
});

test('how deliveries fall into batches changes nothing but the times', () => {
  fc.assert(fc.property(fc.array(told, { maxLength: 20 }), fc.nat(20), (all, cut) => {
    const counts = ({ unrouted }: UnroutedList) => unrouted.map(({ key, times }) => [key, times]);
    expect(counts(take([all.slice(0, cut), all.slice(cut)]))).toEqual(counts(take([all])));
  }));
});

test('what is dismissed is gone, everything else stays, and it may come again', () => {
  fc.assert(fc.property(batches, told, (all, one) => {
    const list = take([...all, [one]]);
    const key = unroutedKey(one.alert);
    const left = dismiss(list, key);
    expect(left.unrouted).toEqual(list.unrouted.filter((entry) => entry.key !== key));
    expect(dismiss(left, key)).toBe(left);
    expect(setAside(left, [one], at(99)).unrouted[0]).toMatchObject({ key, times: one.times, firstAt: at(99) });
  }));
});

test('the oldest make room, and how many did is known', () => {
  const many = Array.from({ length: MOST_UNROUTED + 20 }, (_, n): SetAside => ({ alert: anAlert({ fingerprint: `f${n}` }), rule: 'r', times: 1 }));
  const list = take([many.slice(0, 300), many.slice(300)]);
  expect(list.unrouted).toHaveLength(MOST_UNROUTED);
  expect(list.dropped).toBe(20);
  expect(list.unrouted[0]?.alert.fingerprint).toBe(`f${MOST_UNROUTED + 19}`);
});

test('large alerts make room by their size, so that the list always fits into one answer of Temporal', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.string({ unit: 'binary', maxLength: 40 }), (count, odd) => {
    const label = (n: number): string => `${odd}${'語'.repeat(400)}${n}`;
    const large = anAlert({ summary: 'ü'.repeat(500), labels: Object.fromEntries(Array.from({ length: 100 }, (_, n) => [label(n), label(n)])) });
    const list = setAside(nothingUnrouted(), Array.from({ length: count }, (_, n) => ({ alert: shownAlert({ ...large, fingerprint: `f${n}` }), rule: 'r', times: 1 })), at(0));
    expect(Buffer.byteLength(JSON.stringify(list))).toBeLessThan(2 * 1024 * 1024);
    expect(list.unrouted.length + list.dropped).toBe(count);
    expect(list.unrouted.length).toBeGreaterThan(0);
  }), { numRuns: 20 });
});

test('an alert of usual size is shown whole', () => {
  const alert = anAlert({ labels: { service: 'till', job: 'till' } });
  expect(shownAlert(alert)).toEqual(alert);
});
