// The same trouble is one thing: duplicates, lateness and disorder of an alert's events.
import type { Alert } from '../../src/contracts/alert';
import { applyAlert, highestSeverity, lastingAlerts, lastResolvedAt, nextExpiry, noAlerts, openAlerts, suppressedAlerts, type AlertChange, type AlertState } from '../../src/domain/alerts';
import { anAlert, at, itsEnd } from '../support/builders';

const NOW = at(100_000); // long after everything below

function hear(...events: Alert[]): { state: AlertState; changes: AlertChange[] } {
  let state = noAlerts();
  const changes = events.map((event) => {
    const heard = applyAlert(state, event);
    state = heard.state;
    return heard.change;
  });
  return { state, changes };
}

const first = anAlert();
const second = anAlert({ startsAt: at(600) });

test('an alert that fires for the first time is open', () => {
  const { state, changes } = hear(first);
  expect(changes).toEqual(['opened']);
  expect(openAlerts(state, NOW)).toEqual([first]);
});

test('the same alert again is counted and opens nothing', () => {
  const { state, changes } = hear(first, first, first);
  expect(changes).toEqual(['opened', 'repeated', 'repeated']);
  expect(openAlerts(state, NOW)).toHaveLength(1);
  expect(state.received).toBe(3);
});

test('its end closes it', () => {
  const { state, changes } = hear(first, itsEnd(first));
  expect(changes).toEqual(['opened', 'resolved']);
  expect(openAlerts(state, NOW)).toEqual([]);
  expect(lastResolvedAt(state)).toBe(at(60));
});

test('its end, heard before its firing, still wins', () => {
  const { state, changes } = hear(itsEnd(first), first);
  expect(changes).toEqual(['ignored', 'ignored']);
  expect(openAlerts(state, NOW)).toEqual([]);
  expect(state.received).toBe(2);
});

test('a later episode reopens it', () => {
  const { state, changes } = hear(first, itsEnd(first), second);
  expect(changes).toEqual(['opened', 'resolved', 'reopened']);
  expect(openAlerts(state, NOW)).toEqual([second]);
});

test('the end of an earlier episode does not close a later one', () => {
  const { state, changes } = hear(first, second, itsEnd(first));
  expect(changes).toEqual(['opened', 'repeated', 'ignored']);
  expect(openAlerts(state, NOW)).toEqual([second]);
});

test('the end of a later episode whose firing was lost closes the earlier one', () => {
  const { state, changes } = hear(first, itsEnd(second));
  expect(changes).toEqual(['opened', 'resolved']);
  expect(openAlerts(state, NOW)).toEqual([]);
});

test('a firing of an earlier episode that arrives late changes nothing', () => {
  const { state, changes } = hear(second, first);
  expect(changes).toEqual(['opened', 'ignored']);
  expect(openAlerts(state, NOW)).toEqual([second]);
});

test('the same instant in another offset is the same episode', () => {
  const { state } = hear(first, itsEnd({ ...first, startsAt: '2026-03-02T11:00:00+02:00' }));
  expect(openAlerts(state, NOW)).toEqual([]);
});

test('two sources with the same fingerprint are two alerts', () => {
  const { state } = hear(first, itsEnd(anAlert({ source: 'grafana' })));
  expect(openAlerts(state, NOW)).toEqual([first]);
});

test('a fingerprint is only a name, whatever it spells', () => {
  const { state } = hear(anAlert({ fingerprint: '__proto__' }), anAlert({ fingerprint: 'constructor' }), itsEnd(anAlert({ fingerprint: '__proto__' })));
  expect(openAlerts(state, NOW).map(({ fingerprint }) => fingerprint)).toEqual(['constructor']);
});

describe('clocks that disagree', () => {
  test('an end before its beginning counts as ended when it began', () => {
    const { state } = hear(first, itsEnd(first, at(-3600)));
    expect(openAlerts(state, NOW)).toEqual([]);
    expect(lastResolvedAt(state)).toBe(first.startsAt);
  });

  test('an end without a time counts as ended when it began', () => {
    expect(lastResolvedAt(hear({ ...first, status: 'resolved' }).state)).toBe(first.startsAt);
  });

  test('the latest end is kept, in whatever order ends are heard', () => {
    const other = anAlert({ fingerprint: 'f2' });
    expect(lastResolvedAt(hear(itsEnd(first, at(90)), itsEnd(other, at(30))).state)).toBe(at(90));
  });

  test('a time that is none is taken for the oldest', () => {
    const { state } = hear(anAlert({ startsAt: 'yesterday' }), first, itsEnd(first));
    expect(openAlerts(state, NOW)).toEqual([]);
  });
});

describe('severity', () => {
  test('rises and does not fall', () => {
    const { state } = hear(anAlert({ severity: 'critical' }), anAlert({ fingerprint: 'f2', severity: 'low' }));
    expect(highestSeverity(state)).toBe('critical');
  });

  test('is kept when the severe alert has ended', () => {
    const severe = anAlert({ severity: 'critical' });
    expect(highestSeverity(hear(severe, itsEnd(severe), anAlert({ fingerprint: 'f2', severity: 'low' })).state)).toBe('critical');
  });

  test('is low when nothing was heard', () => {
    expect(highestSeverity(noAlerts())).toBe('low');
    expect(lastResolvedAt(noAlerts())).toBeUndefined();
  });

  test('of an open alert is the highest of its episode', () => {
    const severe = anAlert({ severity: 'critical' });
    expect(openAlerts(hear(severe, anAlert({ severity: 'low' })).state, NOW)).toEqual([severe]);
  });
});

test('open alerts are told oldest first', () => {
  const { state } = hear(anAlert({ fingerprint: 'late', startsAt: at(20) }), anAlert({ fingerprint: 'early', startsAt: at(10) }));
  expect(openAlerts(state, NOW).map(({ fingerprint }) => fingerprint)).toEqual(['early', 'late']);
});

test('hearing an event leaves the state before it as it was', () => {
  const { state } = hear(first);
  const before = JSON.stringify(state);
  applyAlert(state, itsEnd(first));
  expect(JSON.stringify(state)).toBe(before);
});

test('ten thousand series are heard, kept and told', () => {
  const storm = Array.from({ length: 10_000 }, (_, i) => anAlert({ fingerprint: `pod-${i}` }));
  const { state } = hear(...storm, ...storm.filter((_, i) => i % 2 === 0).map((alert) => itsEnd(alert)));
  expect(openAlerts(state, NOW)).toHaveLength(5_000);
  expect(state.received).toBe(15_000);
});

describe('silenced at the source', () => {
  const silenced = anAlert({ status: 'suppressed' });

  test('an alert opens nothing, and is counted apart', () => {
    const { state, change } = applyAlert(noAlerts(), silenced);
    expect(change).toBe('suppressed');
    expect(openAlerts(state, NOW)).toEqual([]);
    expect(suppressedAlerts(state, NOW)).toEqual([silenced]);
    expect(highestSeverity(state)).toBe('low');
  });

  test('what fired already stays open: silence is no recovery', () => {
    const fired = applyAlert(noAlerts(), anAlert()).state;
    const { state, change } = applyAlert(fired, silenced);
    expect(change).toBe('ignored');
    expect(openAlerts(state, NOW)).toHaveLength(1);
  });

  test('the silence that ends lets it open', () => {
    const { state, change } = applyAlert(applyAlert(noAlerts(), silenced).state, anAlert());
    expect(change).toBe('opened');
    expect(suppressedAlerts(state, NOW)).toEqual([]);
  });

  test('its end is no news', () => {
    expect(applyAlert(applyAlert(noAlerts(), silenced).state, itsEnd(anAlert())).change).toBe('ignored');
  });
});

describe('of a source that tells no end', () => {
  const mortal = anAlert({ expiresAt: at(600) });

  test('an alert is over by the clock', () => {
    const { state } = applyAlert(noAlerts(), mortal);
    expect(openAlerts(state, at(599))).toEqual([mortal]);
    expect(openAlerts(state, at(600))).toEqual([]);
    expect(nextExpiry(state, at(1))).toBe(at(600));
    expect(nextExpiry(state, at(600))).toBeUndefined();
  });

  test('hearing it again makes it last longer, and an earlier telling does not shorten it', () => {
    const longer = anAlert({ expiresAt: at(900) });
    const state = [longer, mortal].reduce((known, alert) => applyAlert(known, alert).state, noAlerts());
    expect(nextExpiry(state, at(1))).toBe(at(900));
  });
});

describe('what customers told', () => {
  const report = anAlert({ source: 'customer', fingerprint: 'report-1' });

  test('keeps an incident open that nobody else knows of', () => {
    expect(lastingAlerts(applyAlert(noAlerts(), report).state, NOW)).toEqual([report]);
  });

  test('does not, once monitoring has said that it is over', () => {
    const state = [report, anAlert(), itsEnd(anAlert())].reduce((known, alert) => applyAlert(known, alert).state, noAlerts());
    expect(openAlerts(state, NOW)).toEqual([report]);
    expect(lastingAlerts(state, NOW)).toEqual([]);
  });
});
