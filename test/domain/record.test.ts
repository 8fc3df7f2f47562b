// Is the record complete, are its durations what they say, and can its story be read without harm?
import { IncidentRecord } from '../../src/contracts/record';
import { durations, incidentRecord } from '../../src/domain/record';
import { readSeconds, storyOf } from '../../src/domain/story';
import { after, aCard, anIncident, ASSIGNED, DIGEST, OPENED_AT, PASSED, PUSHED } from '../support/an-incident';

const word = { by: 'olga', decision: 'approve', digest: DIGEST, at: after(5), through: 'api' } as const;
const release = { environment: 'production', digest: DIGEST, version: '1.4.1', at: after(6) };

function wholeDay() {
  return anIncident(
    { kind: 'impactMeasured', impact: { began: after(-52), figures: [{ name: 'logins refused', unit: 'share', query: 'q', value: 0.314, at: after(1) }, { name: 'customers affected', unit: 'customers', query: 'c', value: null, reason: 'no data', at: after(1) }] } },
    ASSIGNED, PUSHED, PASSED, { kind: 'signOffAsked', card: aCard() }, { kind: 'signOffGiven', card: aCard({ state: 'granted', given: [word] }), word },
    { kind: 'laneAsked', environment: 'production' }, { kind: 'deployed', digest: DIGEST, release },
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
