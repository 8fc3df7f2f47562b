// What does the view say of those who were asked? Declined, handed over, acknowledged, told or not told, recovered and reopened.
import type { IncidentEvent } from '../../src/domain/events';
import type { Impact } from '../../src/contracts/result';
import { incidentRecord } from '../../src/domain/record';
import { after, anIncident, ASSIGNED } from '../support/an-incident';

const texts = (...events: IncidentEvent[]): string[] => anIncident(...events).timeline.map(({ text }) => text);
const DECLINED: IncidentEvent = { kind: 'declined', by: 'maya', reason: 'on a train' };
const RECOVERED: IncidentEvent = { kind: 'closed', outcome: 'recovered-by-itself', by: 'dayshift', why: 'quiet', reopensUntil: after(1800) };

test('a declined incident is nobody\'s until the product owner is asked, and then it is assessed again', () => {
  const view = anIncident(ASSIGNED, DECLINED, { kind: 'decisionAwaited', deadline: after(900) });
  expect(view).toMatchObject({ phase: 'assess', turn: { role: 'product-owner' }, declined: [{ by: 'maya', reason: 'on a train', at: after(2) }] });
  expect(view.assignment).toBeUndefined();
  expect(view.phases.map(({ phase }) => phase)).toEqual(['assess', 'fix', 'assess']);
});

test('handing over moves the turn, and the new assignee has not acknowledged', () => {
  const view = anIncident(ASSIGNED, { kind: 'acknowledged', by: 'maya' }, { kind: 'handedOver', from: 'maya', to: 'ravi', reason: 'end of shift', deadline: after(3600) });
  expect(view).toMatchObject({ assignment: { to: 'ravi', by: 'maya', reason: 'end of shift' }, turn: { person: 'ravi', deadline: after(3600) } });
  expect(view.assignment?.acknowledgedAt).toBeUndefined();
  expect(view.phases).toHaveLength(2);
});

test('an acknowledgement that expired is gone, and the timeline says why', () => {
  const view = anIncident(ASSIGNED, { kind: 'acknowledged', by: 'maya' }, { kind: 'acknowledgementExpired', by: 'maya', afterSeconds: 1800 });
  expect(view.assignment?.acknowledgedAt).toBeUndefined();
  expect(view.timeline.at(-1)?.text).toBe('Maya Mender acknowledged, but no sign of work followed for 30 minutes; the acknowledgement has expired');
});

test('whoever is asked, reminded or escalated to is named; nobody is said with the reason', () => {
  expect(texts(
    { kind: 'asked', to: ['paula'], audience: ['product-owner'], what: 'assign a developer' },
    { kind: 'reminded', to: ['paula'], audience: ['product-owner'], what: 'assign a developer' },
    { kind: 'escalated', to: ['olga', 'ravi'], audience: ['duty', 'ravi'], what: 'assign a developer' },
    { kind: 'escalated', to: [], audience: ['duty'], what: 'assign a developer', unknown: 'the roster has a gap' },
  ).slice(1)).toEqual([
    'Asked Paula Product to assign a developer', 'Reminded Paula Product to assign a developer',
    'Escalated to Olga Operator, Ravi Refactor: still waiting for somebody to assign a developer',
    'Escalated to nobody (the roster has a gap): still waiting for somebody to assign a developer',
  ]);
});

test('what a channel did not take is shown once, and marked when it did at last', () => {
  const failed = { kind: 'tellingFailed', subject: 'Your turn', channel: 'slack', reason: 'no answer' } as const;
  expect(anIncident(failed, failed).undelivered).toEqual([{ at: after(2), subject: 'Your turn', channel: 'slack', reason: 'no answer' }]);
  expect(anIncident(failed, { kind: 'tellingDelivered', subject: 'Your turn', channel: 'slack' }).undelivered).toEqual([expect.objectContaining({ deliveredAt: after(2) })]);
  expect(anIncident(...Array.from({ length: 30 }, (_, n): IncidentEvent => ({ ...failed, subject: `${n}` }))).undelivered).toHaveLength(20);
});

test('recovered is closed and says until when it may reopen; reopened is open, assessed anew and counted', () => {
  expect(anIncident(ASSIGNED, RECOVERED)).toMatchObject({ phase: 'closed', outcome: 'recovered-by-itself', reopensUntil: after(1800) });
  const view = anIncident(ASSIGNED, RECOVERED, { kind: 'reopened' });
  expect(view).toMatchObject({ phase: 'assess', reopened: 1 });
  expect([view.outcome, view.closedAt, view.reopensUntil, view.assignment]).toEqual([undefined, undefined, undefined, undefined]);
  expect(view.phases.map(({ phase }) => phase)).toEqual(['assess', 'fix', 'assess']);
});

const impact = (value: number, severity?: Impact['severity'], began: string | null = null): Impact => ({ began, severity, figures: [{ name: 'refused', unit: 'share', query: 'q', value, at: after(1) }] });

test('measuring again changes the figures, raises severity but never lowers it, keeps the beginning, and tells only of the worse', () => {
  const view = anIncident({ kind: 'impactMeasured', impact: impact(0.1, 'high', after(-60)) }, { kind: 'impactRefreshed', impact: impact(0.05, 'low', after(5)) });
  expect(view).toMatchObject({ severity: 'high', impact: { began: after(-60), measuredAt: after(2), figures: [{ value: 0.05 }] } });
  expect(view.timeline).toHaveLength(2);
  const worse = anIncident({ kind: 'impactMeasured', impact: impact(0.1, 'high') }, { kind: 'impactRefreshed', impact: impact(0.4, 'critical') });
  expect(worse.severity).toBe('critical');
  expect(worse.timeline.at(-1)?.text).toBe('It got worse, now critical: 40.0 % refused');
});

test('of very many open alerts the oldest hundred are shown and all are counted; customers are counted apart', () => {
  const alert = (n: number) => ({ source: 'a', fingerprint: `f${n}`, status: 'firing', name: `N${n}`, severity: 'low', summary: 's', labels: {}, startsAt: after(n) } as const);
  const open = Array.from({ length: 150 }, (_, n) => alert(n));
  const view = anIncident({ kind: 'alertsReceived', first: alert(0), open, suppressedCount: 3, received: 150, fired: open.map(({ name }) => name), reports: 2, severity: 'low' });
  expect(view.alerts).toMatchObject({ openCount: 150, suppressedCount: 3 });
  expect(view.alerts.open).toHaveLength(100);
  expect(view.alerts.names).toHaveLength(50);
  expect(view.customerReports).toBe(2);
});

test('the record keeps what was lost at the worst, with the course to the end, also when it has recovered or cannot be measured any more', () => {
  const series = { from: after(0), stepSeconds: 60, values: [0.4, 0] };
  const recovered: Impact = { began: null, figures: [{ name: 'refused', unit: 'share', query: 'q', value: 0, at: after(9), series }] };
  const unknown: Impact = { began: null, figures: [{ name: 'refused', unit: 'share', query: 'q', value: null, reason: 'no answer', at: after(12) }] };
  const view = anIncident({ kind: 'impactMeasured', impact: impact(0.4) }, { kind: 'impactRefreshed', impact: recovered }, { kind: 'impactRefreshed', impact: unknown });
  expect(view.impact.figures[0]?.value).toBeNull();
  expect(incidentRecord(view).impact.figures).toEqual([{ name: 'refused', unit: 'share', query: 'q', value: 0.4, at: after(1), series }]);
});
