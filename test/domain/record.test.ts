// Is the record complete, are its durations what they say, and can its story be read without harm?
import type { Alert } from '../../src/contracts/alert';
import type { DecisionCard } from '../../src/contracts/decision';
import { IncidentRecord } from '../../src/contracts/record';
import type { IncidentEvent } from '../../src/domain/events';
import { planAttempt } from '../../src/domain/plan';
import { durations, incidentRecord } from '../../src/domain/record';
import { readSeconds, storyOf } from '../../src/domain/story';
import type { FigureSeries } from '../../src/contracts/result';
import { after, aCard, anIncident, ASSIGNED, COMMIT, DIGEST, OPENED_AT, PASSED, PUSHED } from '../support/an-incident';
import { aPipelineFile } from '../support/builders';

const word = { by: 'olga', decision: 'approve', digest: DIGEST, at: after(5), through: 'api' } as const;
const LANE = { kind: 'laneAsked', environment: 'production', digest: DIGEST, commit: COMMIT, attempt: 1, isRollback: false } as const;
const release = { environment: 'production', digest: DIGEST, version: '1.4.1', at: after(6) };

const card = (change: Partial<DecisionCard> = {}) => aCard({ environment: 'production', delegations: [], questions: [], ...change });

function wholeDay() {
  return anIncident(
    { kind: 'impactMeasured', impact: { began: after(-52), figures: [{ name: 'logins refused', unit: 'share', query: 'q', value: 0.314, at: after(1) }, { name: 'customers affected', unit: 'customers', query: 'c', value: null, reason: 'no data', at: after(1) }] } },
    ASSIGNED, PUSHED, PASSED, { kind: 'signOffAsked', card: card() }, { kind: 'signOffGiven', card: card({ state: 'granted', given: [word] }), word },
    LANE, { kind: 'deployed', digest: DIGEST, release },
    { kind: 'verified', verification: { verdict: 'passed', symptomGone: true, alertCleared: true, reason: 'gone', at: after(12) } },
    { kind: 'closed', outcome: 'fixed', by: 'dayshift', why: 'done' },
  );
}

test('the record fits its published schema, open or closed', () => {
  expect(IncidentRecord.parse(incidentRecord(anIncident()))).toMatchObject({ signOff: null, release: null, watch: null });
  expect(IncidentRecord.parse(incidentRecord(wholeDay()))).toMatchObject({ incident: { outcome: 'fixed' }, release: { digest: DIGEST, reportedDigest: DIGEST } });
});

test('the durations are the distances between the steps, in seconds', () => {
  expect(durations(wholeDay())).toEqual({ detectSeconds: 52, assignSeconds: 2, fixSeconds: 2, deploySeconds: 3, recoverSeconds: 64 });
});

test('a step that was not reached has no duration', () => {
  expect(durations(anIncident())).toEqual({ detectSeconds: 0, assignSeconds: null, fixSeconds: null, deploySeconds: null, recoverSeconds: null });
});

test('an unknown figure is said to be unknown, never zero', () => {
  expect(storyOf(incidentRecord(wholeDay()))).toContain('customers affected: unknown (no data)');
});

describe('how a figure ran over time', () => {
  const lineOf = (series: FigureSeries | undefined, unit = 'share', value: number | null = 0.314) => {
    const figure = { name: 'logins refused', unit, query: 'q', value, at: after(1), ...(value === null ? { reason: 'no data' } : {}), ...(series ? { series } : {}) };
    const story = storyOf(incidentRecord(anIncident({ kind: 'impactMeasured', impact: { began: null, figures: [figure] } })));
    return story.split('\n').find((line) => line.includes('`q`'));
  };
  const series = (...values: (number | null)[]) => ({ from: '2026-01-05T09:25:00.000Z', stepSeconds: 60, values });

  it('is told in one line: the first value, the highest, the last, each with its time', () => {
    expect(lineOf(series(null, 0.001, 0.2, 0.314, 0.314, null, 0, null))).toBe('- 31.4 % logins refused; over time: 0.1 % at 09:26, at most 31.4 % at 09:28, 0.0 % at 09:31 — `q`');
    expect(lineOf(series(3, 41.126), 'customers', 41)).toBe('- 41 logins refused; over time: 3 at 09:25, at most 41.13 at 09:26, 41.13 at 09:26 — `q`');
  });

  it('is told also when the value itself is unknown', () => {
    expect(lineOf(series(0.1, 0.2), 'share', null)).toBe('- logins refused: unknown (no data); over time: 10.0 % at 09:25, at most 20.0 % at 09:26, 20.0 % at 09:26 — `q`');
  });

  it.each([['it did not change', series(0.2, null, 0.2)], ['nothing is known', series(null)], ['it could not be had', undefined]])('is not told when %s', (_, known) => {
    expect(lineOf(known)).not.toContain('over time');
  });
});

describe('what else belongs to the day', () => {
  const earlier = { id: 'storefront.LoginRefused.ffffffff', title: 'LoginRefused', openedAt: after(-9000), closedAt: after(-8000), outcome: 'fixed' };
  const related: IncidentEvent = { kind: 'relatedFound', related: { at: after(1), deployments: [], together: [], earlier: [earlier], links: [], unknown: [] } };
  const reports = (count: number): IncidentEvent => {
    const alert: Alert = { source: 'customer', fingerprint: 'report-1', status: 'firing', name: 'CustomerReport', severity: 'low', summary: 'A customer reports trouble', labels: {}, startsAt: OPENED_AT };
    return { kind: 'alertsReceived', first: alert, open: [alert], suppressedCount: 0, received: count, severity: 'low', fired: [], reports: count };
  };

  it('is kept in the record and told in the story', () => {
    const record = incidentRecord(anIncident(
      related, reports(3), { kind: 'declined', by: 'ravi', reason: 'not my *part*' }, ASSIGNED, { kind: 'helperJoined', by: 'ravi' }, { kind: 'reopened' },
    ));
    expect(IncidentRecord.parse(record)).toMatchObject({
      incident: { recurrenceOf: earlier.id, cause: 'LoginRefused' }, customerReports: 3, reopened: 1, helpers: ['ravi'], declined: [{ by: 'ravi', reason: 'not my *part*', at: after(3) }],
    });
    expect(storyOf(record)).toContain(
      'The same trouble came before: `storefront.LoginRefused.ffffffff`. It fired again once after it had recovered. 3 customers told of it. ravi declined: not my \\*part\\*. ravi helped.',
    );
  });

  it('is not told when there is nothing of it', () => {
    expect(storyOf(incidentRecord(anIncident()))).not.toMatch(/came before|fired again|told of it|declined|helped/);
    expect(storyOf(incidentRecord(anIncident(reports(1))))).toContain('One customer told of it.');
  });
});

test('a record from before these were kept is still read', () => {
  const { declined, helpers, customerReports, reopened, alerts, suggested, undelivered, branch, deployments, decisions, rollbacks, ...old } = incidentRecord(wholeDay());
  const { recurrenceOf, cause, ...incident } = old.incident;
  expect([declined, helpers, customerReports, reopened, recurrenceOf, cause, alerts, suggested, undelivered]).toEqual([[], [], 0, 0, null, 'LoginRefused', [], null, []]);
  expect([branch, deployments.length, decisions.length, rollbacks]).toEqual(['incident/storefront.LoginRefused.0123abcd', 1, 1, 0]);
  const attempts = old.attempts.map(({ by: _, subject: __, touchesPipeline: ___, weakens: ____, ...attempt }) => attempt);
  const read = IncidentRecord.parse({ ...old, incident, attempts });
  expect(read).toMatchObject({ declined: [], helpers: [], customerReports: 0, reopened: 0, deployments: [], decisions: [], rollbacks: 0, branch: '', suggested: null, incident: { recurrenceOf: null, cause: '' }, attempts: [{ by: '', touchesPipeline: false }] });
  expect(storyOf(read)).toContain('olga: approve of `bbbb…bbbb`, by api');
  expect(storyOf(read)).toContain('`bbbb…bbbb` to production; it reports `bbbb…bbbb`');
});

describe('what went out, and who let it', () => {
  const planFrozen = (committedAt: string): IncidentEvent => ({
    kind: 'planFrozen', logs: {}, plan: planAttempt(aPipelineFile(), { pipelineDigest: DIGEST, pipelineCommit: COMMIT, touchesPipeline: false, weakens: [], day: '2026-01-05' }), change: { commit: COMMIT, subject: 'lower-case the e-mail', author: 'maya@storefront.example', authors: [], files: [], additions: 1, deletions: 1, committedAt },
  });
  const before = { environment: 'production', digest: `sha256:${'0'.repeat(64)}`, version: '1.4.0', at: after(-9000) };
  const gone = { of: 'rollback', verdict: 'passed', symptomGone: true, alertCleared: true, reason: 'as before', at: after(20) } as const;
  const rolledBack: IncidentEvent[] = [
    ASSIGNED, PUSHED, planFrozen(after(-60)), PASSED, { kind: 'signOffAsked', card: card() }, { kind: 'signOffGiven', card: card({ state: 'granted', given: [word] }), word },
    LANE, { kind: 'deployed', digest: DIGEST, release }, { kind: 'watchStarted', environment: 'production', until: after(900) },
    { kind: 'rolledBack', environment: 'production', digest: DIGEST, to: before, why: 'the budget burns' },
  ];

  it('a deployment has its commit\'s time, and the time at which its rollback was verified', () => {
    const record = IncidentRecord.parse(incidentRecord(anIncident(...rolledBack, { kind: 'rollbackVerified', verification: gone })));
    expect(record.rollbacks).toBe(1);
    expect(record.deployments).toMatchObject([{ digest: DIGEST, outcome: 'rolled-back', why: 'the budget burns', committedAt: after(-60), at: after(8), restoredAt: after(11) }]);
  });

  it('a rollback that did not hold is not verified, and none is verified by what came after the next deployment', () => {
    const failed = { ...gone, verdict: 'failed' as const, symptomGone: false };
    expect(incidentRecord(anIncident(...rolledBack, { kind: 'rollbackVerified', verification: failed })).deployments).toMatchObject([{ restoredAt: null }]);
    const two = incidentRecord(anIncident(...rolledBack, { kind: 'signOffAsked', card: card() }, LANE, { kind: 'rollbackVerified', verification: gone }));
    expect(two.deployments).toMatchObject([{ outcome: 'rolled-back', restoredAt: null }, { outcome: 'under-way', restoredAt: after(13) }]);
    expect(two.decisions).toMatchObject([{ state: 'void', given: [word] }, { state: 'open', given: [], glass: null }]);
  });

  it('a deployment of an attempt whose commit has no known time has none', () => {
    expect(incidentRecord(wholeDay()).deployments).toMatchObject([{ committedAt: null }]);
  });
});

test('text from outside stays text in the story', () => {
  const view = { ...wholeDay(), title: '<script>alert(1)</script> [x](javascript:y)\n# h' };
  const story = storyOf(incidentRecord(view));
  expect(story).not.toContain('<script>');
  expect(story).toContain('\\[x\\](javascript:y)'); // both brackets escaped: no link
  expect(story.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1);
});

test.each([[null, 'not reached'], [42, '42 s'], [185, '3 min 05 s'], [4800, '1 h 20 min'], [59.7, '1 min 00 s']])('%s seconds read as %s', (seconds, text) => {
  expect(readSeconds(seconds)).toBe(text);
});

test('the day began when the source said, where monitoring does not know', () => {
  expect(incidentRecord(anIncident()).impact.began).toBeNull();
  expect(incidentRecord(anIncident()).incident.openedAt).toBe(OPENED_AT);
});
