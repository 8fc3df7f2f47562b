// Whatever happens to a stream of alert events on its way, the same alerts are open at the end.
import fc from 'fast-check';
import type { Alert } from '../../src/contracts/alert';
import { applyAlert, highestSeverity, lastResolvedAt, nextExpiry, noAlerts, openAlerts, suppressedAlerts, type AlertState } from '../../src/domain/alerts';
import { SEVERITIES } from '../../src/domain/vocabulary';
import { anAlert, at } from '../support/builders';

const NOW = at(100_000); // long after everything below

const offset = fc.integer({ min: 0, max: 4 }).map((n) => n * 100);
const status = fc.constantFrom('firing' as const, 'firing' as const, 'suppressed' as const, 'resolved' as const);
const expiry = fc.constantFrom(undefined, at(90_000), at(200_000)); // before and after NOW
const event = fc.record({ fingerprint: fc.constantFrom('f1', 'f2', 'f3'), source: fc.constantFrom('a', 'b'), start: offset, end: offset, status, expiresAt: expiry, severity: fc.constantFrom(...SEVERITIES), summary: fc.constantFrom('x', 'y') })
  .map(({ start, end, expiresAt, ...rest }): Alert => anAlert({ ...rest, startsAt: at(start), ...(expiresAt ? { expiresAt } : {}), ...(rest.status === 'resolved' ? { endsAt: at(end) } : {}) }));
const stream = fc.array(event, { maxLength: 25 });

function hear(events: readonly Alert[]): AlertState {
  return events.reduce((state, alert) => applyAlert(state, alert).state, noAlerts());
}

function ends(state: AlertState): unknown {
  return { open: openAlerts(state, NOW), suppressed: suppressedAlerts(state, NOW), expiry: nextExpiry(state, NOW), severity: highestSeverity(state), resolvedAt: lastResolvedAt(state) };
}

test('order does not matter', () => {
  fc.assert(fc.property(stream.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))), ([events, shuffled]) => {
    expect(ends(hear(shuffled))).toEqual(ends(hear(events)));
  }));
});

test('what is heard twice, at any place, changes nothing but the count', () => {
  fc.assert(fc.property(stream.chain((events) => fc.tuple(fc.constant(events), fc.subarray(events))), ([events, again]) => {
    const state = hear([...events, ...again]);
    expect(ends(state)).toEqual(ends(hear(events)));
    expect(state.received).toBe(events.length + again.length);
  }));
});

test('what was lost and is repeated later is as if it had never been lost', () => {
  fc.assert(fc.property(stream, fc.infiniteStream(fc.boolean()), (events, lost) => {
    const heard = events.filter(() => lost.next().value !== true);
    expect(ends(hear([...heard, ...events]))).toEqual(ends(hear(events)));
  }));
});

test('a series is open when its latest episode fired, did not end and is not over by time', () => {
  fc.assert(fc.property(stream, (events) => {
    const open = openAlerts(hear(events), NOW).map(({ source, fingerprint }) => `${source} ${fingerprint}`).sort();
    const keys = [...new Set(events.map(({ source, fingerprint }) => `${source} ${fingerprint}`))];
    const expected = keys.filter((key) => {
      const own = events.filter(({ source, fingerprint }) => `${source} ${fingerprint}` === key);
      const latest = own.map(({ startsAt }) => startsAt).sort().at(-1);
      const told = own.filter(({ startsAt }) => startsAt === latest);
      const lasts = told.some((alert) => alert.status === 'firing' && (alert.expiresAt ?? at(200_000)) > NOW);
      return lasts && told.every((alert) => alert.status !== 'resolved');
    });
    expect(open).toEqual(expected.sort());
  }));
});

test('severity never falls', () => {
  fc.assert(fc.property(stream, event, (events, next) => {
    const before = hear(events);
    expect(SEVERITIES.indexOf(highestSeverity(applyAlert(before, next).state))).toBeGreaterThanOrEqual(SEVERITIES.indexOf(highestSeverity(before)));
  }));
});

test('the state survives being written and read', () => {
  fc.assert(fc.property(stream, event, (events, next) => {
    const state = hear(events);
    const read = JSON.parse(JSON.stringify(state)) as AlertState;
    expect(ends(applyAlert(read, next).state)).toEqual(ends(applyAlert(state, next).state));
  }));
});

test('the change tells whether an alert opened or closed', () => {
  fc.assert(fc.property(stream, event, (events, next) => {
    const before = hear(events);
    const { state, change } = applyAlert(before, next);
    const opened = openAlerts(state, at(0)).length - openAlerts(before, at(0)).length; // before anything is over by time
    const wasOpen = openAlerts(before, at(0)).some(({ source, fingerprint }) => source === next.source && fingerprint === next.fingerprint);
    const silenced = wasOpen ? -1 : 0; // a later episode that began in silence: the one before is over
    expect(opened).toBe(change === 'opened' || change === 'reopened' ? 1 : change === 'resolved' ? -1 : change === 'suppressed' ? silenced : 0);
  }));
});

test('hearing it some times at once is hearing it so often', () => {
  fc.assert(fc.property(stream, event, fc.integer({ min: 1, max: 9 }), (events, next, times) => {
    const often = Array.from({ length: times }, () => next).reduce((state, alert) => applyAlert(state, alert).state, hear(events));
    expect(applyAlert(hear(events), next, times).state).toEqual(often);
  }));
});
