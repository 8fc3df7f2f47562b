// Are all alerts of any deliveries carried, counted exactly, and never more at once than Temporal takes?
import fc from 'fast-check';
import { batchOf, piecesOf } from '../../api/gateway/alert-pieces';
import type { Alert } from '../../src/contracts/alert';
import { AlertBatch } from '../../src/contracts/alert';
import { anAlert } from '../support/builders';

const AT = '2026-03-02T09:00:00.000Z';
const alert: fc.Arbitrary<Alert> = fc.record({ fingerprint: fc.nat(5).map((n) => `f${n}`), status: fc.constantFrom('firing' as const, 'resolved' as const) }).map(anAlert);

test('a batch holds each alert once in the order of its first coming, and the counts of all', () => {
  fc.assert(fc.property(fc.array(fc.array(alert, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 20 }), (deliveries) => {
    const batch = AlertBatch.parse(batchOf(deliveries.flatMap(piecesOf), AT));
    const texts = deliveries.flat().map((one) => JSON.stringify(one));
    expect(batch.alerts.map((one) => JSON.stringify(one))).toEqual([...new Set(texts)]);
    batch.alerts.forEach((one, at) => expect(batch.times?.[at] ?? 1).toBe(texts.filter((text) => text === JSON.stringify(one)).length));
  }));
});

test('what came once needs no counts', () => {
  expect(batchOf(piecesOf([anAlert(), anAlert({ fingerprint: 'f2' })]), AT)).not.toHaveProperty('times');
});

test('a delivery of many small alerts is split below what one signal may weigh, in order', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 3000 }), fc.constantFrom('x', 'ü', '語'), (count, letter) => {
    const alerts = Array.from({ length: count }, (_, at) => anAlert({ fingerprint: `f${at}`, summary: letter.repeat(at % 400) }));
    const pieces = piecesOf(alerts);
    for (const { alerts: carried } of pieces) expect(Buffer.byteLength(JSON.stringify(carried.map((one) => one.alert)))).toBeLessThan(300 * 1024);
    expect(pieces.flatMap((piece) => piece.alerts.map((one) => one.alert))).toEqual(alerts);
  }), { numRuns: 15 });
});

test('labels that no view could show are left out, the first ones stay', () => {
  const labels = { region: 'eu', note: 'x'.repeat(600 * 1024), zone: 'a' };
  expect(piecesOf([anAlert({ labels })])[0]?.alerts[0]?.alert.labels).toEqual({ region: 'eu' });
  const usual = anAlert({ labels: { region: 'eu', note: 'x'.repeat(1000) } });
  expect(piecesOf([usual])[0]?.alerts[0]?.alert).toBe(usual);
});

test('one alert that is heavy by itself travels alone', () => {
  const heavy = anAlert({ fingerprint: 'heavy', summary: 'x'.repeat(600 * 1024) });
  expect(piecesOf([anAlert(), heavy, anAlert()]).map((piece) => piece.alerts.length)).toEqual([1, 1, 1]);
});
