// Whatever comes, a source answers with alerts that fit the contract, or refuses in words; it never breaks.
import fc from 'fast-check';
import { Alert } from '../../src/contracts/alert';
import { DayshiftError } from '../../src/errors';
import { DELIVERIES, everySource } from './alert-deliveries';
import { mutatedBody } from './mutations';

const RUNS = 500;

test.each([...everySource()])('%s: a mutated payload becomes alerts of the contract or is refused', (use, source) => {
  const became = { taken: 0, refused: 0 };
  fc.assert(fc.property(mutatedBody(DELIVERIES.filter((delivery) => delivery.use === use)), ({ delivery, body }) => {
    try {
      const { alerts, ignored } = source.decode(body, delivery.headers);
      became.taken += 1;
      expect(alerts.length + ignored.length).toBeGreaterThan(0);
      for (const alert of alerts) {
        expect(Alert.parse(alert)).toEqual(alert);
        expect(alert.source).toBe(use);
        expect(Number.isNaN(Date.parse(alert.startsAt))).toBe(false);
        expect(JSON.stringify(alert)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }
      for (const { fingerprint, name, why } of ignored) expect([fingerprint, name, why]).not.toContain('');
    } catch (error) {
      if (!(error instanceof DayshiftError)) throw error;
      became.refused += 1;
      expect(error.code).toBe('alert-malformed');
      expect(error.message.length).toBeLessThan(4000);
    }
  }), { numRuns: RUNS });
  expect(became.taken).toBeGreaterThan(0);
  expect(became.refused).toBeGreaterThan(0);
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});
