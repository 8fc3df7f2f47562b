// Whatever comes, a source answers with alerts that fit the contract, or refuses in words; it never breaks.
import fc from 'fast-check';
import type { IncomingHttpHeaders } from 'node:http';
import { Alert } from '../../src/contracts/alert';
import { DayshiftError } from '../../src/errors';
import type { AlertSource, Decoded } from '../../src/ports/alert-source';
import { DELIVERIES, everySource } from './alert-deliveries';
import { mutatedBody } from './mutations';

const RUNS = 500;

function attempt(source: AlertSource, body: unknown, headers: IncomingHttpHeaders): Decoded | DayshiftError {
  try {
    return source.decode(body, headers);
  } catch (error) {
    if (error instanceof DayshiftError) return error;
    throw error;
  }
}

/** What is wrong with an answer, in words. */
function wrongWith(use: string, outcome: Decoded | DayshiftError): string[] {
  if (outcome instanceof DayshiftError) return outcome.code === 'alert-malformed' && outcome.message.length < 4000 ? [] : [`it was refused as ${outcome.code} in ${outcome.message.length} characters`];
  const { alerts, ignored } = outcome;
  return [
    ...(alerts.length + ignored.length === 0 ? ['it became nothing'] : []),
    ...alerts.flatMap((alert) => Alert.safeParse(alert).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []),
    ...alerts.filter(({ source }) => source !== use).map(({ source }) => `it is of ${source}`),
    ...alerts.flatMap(({ startsAt, endsAt, expiresAt }) => [startsAt, endsAt ?? startsAt, expiresAt ?? startsAt]).filter((time) => Number.isNaN(Date.parse(time))),
    ...alerts.map((alert) => JSON.stringify(alert)).filter((text) => /\\u0000|\\ud[89a-f]/.test(text)),
    ...ignored.filter(({ fingerprint, name, why }) => !fingerprint || !name || !why).map(() => 'what is ignored has no name or reason'),
  ];
}

test.each([...everySource()])('%s: a mutated payload becomes alerts of the contract or is refused', (use, source) => {
  const became = { taken: 0, refused: 0 };
  fc.assert(fc.property(mutatedBody(DELIVERIES.filter((delivery) => delivery.use === use)), ({ delivery, body }) => {
    const outcome = attempt(source, body, delivery.headers);
    became[outcome instanceof DayshiftError ? 'refused' : 'taken'] += 1;
    expect(wrongWith(use, outcome)).toEqual([]);
  }), { numRuns: RUNS });
  expect(became.taken).toBeGreaterThan(0);
  expect(became.refused).toBeGreaterThan(0);
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});
