// Are a story's claims held to the record and to what customers met? Each claim is shown to fail when its fact is missing.
import { claimsOf, type Claim } from '../../demo/proof';
import { proofLines } from '../../demo/proof-lines';
import { endOf, type Visit } from '../../demo/traffic/visits';
import type { IncidentRecord } from '../../src/contracts/record';
import { incidentRecord } from '../../src/domain/record';
import { anIncident } from '../support/an-incident';
import { at, DIGEST, OTHER_DIGEST } from '../support/builders';

type Entry = IncidentRecord['timeline'][number];
const entry = (seconds: number, kind: string, text = '', tone: Entry['tone'] = 'neutral'): Entry => ({ at: at(seconds), kind, who: 'dayshift', text, tone });

function deployment(digest: string, outcome: 'kept' | 'rolled-back' | 'undone', from: number): IncidentRecord['deployments'][number] {
  return { environment: 'production', digest, commit: 'c', attempt: 1, startedAt: at(from), ...(outcome === 'undone' ? {} : { at: at(from + 5) }), endedAt: at(from + 60), outcome, committedAt: null, restoredAt: null };
}

/** A day that ended well on the second digest. */
function aRecord(about: Partial<IncidentRecord>): IncidentRecord {
  const record = incidentRecord(anIncident());
  return {
    ...record, incident: { ...record.incident, outcome: 'fixed', closedAt: at(600) },
    release: { digest: OTHER_DIGEST, reportedDigest: OTHER_DIGEST, environment: 'production', at: at(400) },
    verification: { verdict: 'passed', symptomGone: true, alertCleared: true }, watch: { verdict: 'kept', from: at(420), to: at(500) },
    ...about,
  };
}

const rolledBack = aRecord({
  deployments: [deployment(DIGEST, 'rolled-back', 100), deployment(OTHER_DIGEST, 'kept', 395)],
  timeline: [entry(105, 'deployed', 'Deployed the first'), entry(160, 'rolledBack', 'Rolled back'), entry(200, 'attemptStarted'), entry(400, 'deployed', 'Deployed the second')],
});
const stopped = aRecord({
  deployments: [deployment(DIGEST, 'undone', 100), deployment(OTHER_DIGEST, 'kept', 395)],
  timeline: [
    entry(105, 'canaryMoved', '10 % of the customers'), entry(160, 'canaryMoved', 'The canary is stopped at step 2 of 2 (75 %): it burns', 'bad'), entry(165, 'rolledBack', 'Rolled back'),
    entry(200, 'attemptStarted'), entry(400, 'deployed', 'Deployed the second'),
  ],
});

/** One a second through the whole day, the last ones by the release of the record. */
function visits(about: (second: number) => Partial<Visit> = () => ({})): Visit[] {
  return Array.from({ length: 600 }, (_, second) => ({
    at: at(second), ms: 20, end: 'accepted' as const, status: 303, release: (second < 400 ? DIGEST : OTHER_DIGEST).slice(7, 23), ...about(second),
  }));
}

const broken = (claims: Claim[]): string[] => claims.filter(({ holds }) => !holds).map(({ text }) => text);

test('a rolled-back first release, other bytes that stay and no lost visit are the story rollback', () => {
  expect(broken(claimsOf('rollback', rolledBack, visits()))).toEqual([]);
});

test('a canary that was stopped at its second step, and a second one that went through, are the story canary', () => {
  expect(broken(claimsOf('canary', stopped, visits()))).toEqual([]);
});

test('a day without a rollback is not the story rollback, and one with a rollback is not the story canary', () => {
  const plain = aRecord({ deployments: [deployment(OTHER_DIGEST, 'kept', 395)], timeline: [entry(400, 'deployed')] });
  expect(broken(claimsOf('rollback', plain, visits()))).toEqual(['the first release was rolled back by the watch', 'the incident went back to the fix, and other bytes came']);
  expect(broken(claimsOf('day', plain, visits()))).toEqual([]);
  expect(broken(claimsOf('canary', rolledBack, visits()))).toEqual(['the first canary was stopped at its second step']);
});

test('a canary that was stopped at its first step is another story', () => {
  const timeline = stopped.timeline.map((one) => ({ ...one, text: one.text.replace('step 2', 'step 1') }));
  expect(broken(claimsOf('canary', { ...stopped, timeline }, visits()))).toEqual(['the first canary was stopped at its second step']);
});

test('a release undone by its verification is no rollback by the watch', () => {
  const record = { ...rolledBack, deployments: [deployment(DIGEST, 'undone', 100), deployment(OTHER_DIGEST, 'kept', 395)] };
  expect(broken(claimsOf('rollback', record, visits()))).toEqual(['the first release was rolled back by the watch']);
});

test.each([
  ['closed otherwise', { incident: { ...rolledBack.incident, outcome: 'cancelled' as const } }],
  ['not verified', { verification: null }],
  ['not watched to the end', { watch: { verdict: 'ask', from: at(420), to: null } }],
])('a day that was %s did not stay', (_, about) => {
  expect(broken(claimsOf('rollback', { ...rolledBack, ...about }, visits()))).toEqual(['the last release is verified and was watched to the end']);
});

test.each(['broken', 'unanswered'] as const)('a visit that was %s while traffic moved breaks the claim, and one long before does not', (end) => {
  const claim = 'no visit met a 5xx or a network error while traffic was moved';
  expect(broken(claimsOf('rollback', rolledBack, visits((second) => (second === 165 ? { end } : {}))))).toEqual([claim]);
  expect(broken(claimsOf('rollback', rolledBack, visits((second) => (second === 20 ? { end } : {}))))).toEqual([]);
});

test('a visit that began within the span and hung until long after it counts', () => {
  const hung = visits((second) => (second === 425 ? { end: 'unanswered', ms: 16_000 } : {}));
  expect(broken(claimsOf('rollback', rolledBack, hung))).toEqual(['no visit met a 5xx or a network error while traffic was moved']);
});

test('what a release refuses by its own rules is no loss by the switch', () => {
  expect(broken(claimsOf('rollback', rolledBack, visits((second) => (second > 100 && second < 170 ? { end: 'held-up', status: 429 } : {}))))).toEqual([]);
});

test('without visits nothing is proved', () => {
  expect(broken(claimsOf('rollback', rolledBack, []))).toEqual([
    'the customers are answered by the release of the record, and by no other', 'no visit met a 5xx or a network error while traffic was moved',
  ]);
});

test('another release that still answers at the end is seen', () => {
  const claim = 'the customers are answered by the release of the record, and by no other';
  expect(broken(claimsOf('rollback', rolledBack, visits((second) => (second === 598 ? { release: DIGEST.slice(7, 23) } : {}))))).toEqual([claim]);
  expect(broken(claimsOf('rollback', rolledBack, visits(() => ({ release: undefined }))))).toEqual([claim]);
});

test('the lines tell each move with its visits, and each claim with what was found', () => {
  const log = visits((second) => (second === 150 ? { end: 'broken', status: 503, release: undefined } : second === 151 ? { end: 'refused' } : {}));
  const lines = proofLines(claimsOf('rollback', rolledBack, log), rolledBack, log);
  expect(lines.filter((line) => /^ {2}\d\d:/.test(line)).map((line) => line.replace(/^\S* *\S+ /, ''))).toEqual(['the whole day', 'Deployed the first', 'Rolled back', 'Deployed the second']);
  expect(lines).toContainEqual(expect.stringMatching(/^ {4}31 visits: 29 accepted, 1 refused, 1 met a 5xx, 0 without an answer; answers by a{16} 30$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}✗ no visit met a 5xx.* \(1 of \d+ visits around 3 moves\)$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}✓ the first release was rolled back by the watch/));
});

test.each([
  [303, false, 'accepted'], [401, true, 'mistyped'], [401, false, 'refused'], [429, false, 'held-up'], [429, true, 'held-up'], [500, false, 'broken'], [503, true, 'broken'], [404, false, 'other'],
] as const)('a %i (mistyped: %s) is %s', (status, mistyped, end) => {
  expect(endOf(status, mistyped)).toBe(end);
});
