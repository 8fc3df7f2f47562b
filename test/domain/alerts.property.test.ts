// Whatever happens to a stream of alert events on its way, the same alerts are open at the end.
import fc from 'fast-check';
import type { Alert } from '../../src/contracts/alert';
import { applyAlert, highestSeverity, lastResolvedAt, noAlerts, openAlerts, type AlertState } from '../../src/domain/alerts';
import { SEVERITIES } from '../../src/domain/vocabulary';
import { anAlert, at } from '../support/builders';

const NOW = at(100_000); // long after everything below

const offset = fc.integer({ min: 0, max: 4 }).map((n) => n * 100);
const event = fc.record({ fingerprint: fc.constantFrom('f1', 'f2', 'f3'), source: fc.constantFrom('a', 'b'), start: offset, end: offset, resolved: fc.boolean(), severity: fc.constantFrom(...SEVERITIES), summary: fc.constantFrom('x', 'y') })
  .map(({ start, end, resolved, ...rest }): Alert => anAlert({ ...rest, startsAt: at(start), ...(resolved ? { status: 'resolved', endsAt: at(end) } : {}) }));
const stream = fc.array(event, { maxLength: 25 });

function hear(events: readonly Alert[]): AlertState {
  return events.reduce((state, alert) => applyAlert(state, alert).state, noAlerts());
}

function ends(state: AlertState): unknown {
  return { open: openAlerts(state, NOW), severity: highestSeverity(state), resolvedAt: lastResolvedAt(state) };
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

test('a series is open when its latest episode fired and did not end', () => {
  fc.assert(fc.property(stream, (events) => {
    const open = openAlerts(hear(events), NOW).map(({ source, fingerprint }) => `${source} ${fingerprint}`).sort();
    const keys = [...new Set(events.map(({ source, fingerprint }) => `${source} ${fingerprint}`))];
    const expected = keys.filter((key) => {
      const own = events.filter(({ source, fingerprint }) => `${source} ${fingerprint}` === key);
      const latest = own.map(({ startsAt }) => startsAt).sort().at(-1);
      return own.filter(({ startsAt }) => startsAt === latest).every(({ status }) => status === 'firing');
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
    const opened = openAlerts(state, NOW).length - openAlerts(before, NOW).length;
    expect(opened).toBe(change === 'opened' || change === 'reopened' ? 1 : change === 'resolved' ? -1 : 0);
  }));
});
