// Is every word that may not be said now refused with a reason and advice, and every other one taken?
import type { IncidentEvent } from '../../src/domain/events';
import { refuseAcknowledge, refuseAssign, refuseBuild, refuseCancel, refuseDecline, refuseHandOver, refuseJoin, refuseNote } from '../../src/domain/words';
import { aCard, anIncident, ASSIGNED, COMMIT, DIGEST, PASSED, PUSHED } from '../support/an-incident';

const through = 'api' as const;
const build = { by: 'maya', through, commit: 'c'.repeat(40) };
const SENT_BACK: IncidentEvent = { kind: 'attemptEnded', verdict: 'performance-failed', reason: 'slow' };
const BROKEN: IncidentEvent = { kind: 'attemptEnded', verdict: 'performance-errored', reason: 'no report' };
const WAITS: IncidentEvent = { kind: 'fixAwaited', deadline: '2026-01-05T10:00:00Z', why: 'push' };
const CLOSED: IncidentEvent = { kind: 'closed', outcome: 'fixed', by: 'dayshift', why: 'done' };

test('the product owner may assign a developer, others may not, and nobody else can be assigned', () => {
  const view = anIncident();
  expect(refuseAssign(view, { by: 'paula', to: 'maya', through })).toBeUndefined();
  expect(refuseAssign(view, { by: 'maya', to: 'maya', through })?.reason).toContain('none of the roles');
  expect(refuseAssign(view, { by: 'paula', to: 'olga', through })?.reason).toContain('none of the roles');
  expect(refuseAssign(view, { by: 'paula', to: 'nobody', through })?.reason).toContain('not in the team');
  expect(refuseAssign(anIncident(ASSIGNED, PUSHED), { by: 'paula', to: 'ravi', through })?.reason).toContain('under way');
});

test('a commit is taken from a developer, also by the e-mail of the commit, once somebody is assigned', () => {
  expect(refuseBuild(anIncident(), build)?.reason).toContain('nobody is assigned');
  expect(refuseBuild(anIncident(ASSIGNED), build)).toBeUndefined();
  expect(refuseBuild(anIncident(ASSIGNED), { ...build, by: 'maya@storefront.example' })).toBeUndefined();
  expect(refuseBuild(anIncident(ASSIGNED), { ...build, by: 'olga' })?.reason).toContain('none of the roles');
  expect(refuseBuild(anIncident(ASSIGNED), { ...build, commit: 'abc' })?.reason).toContain('not a full commit');
});

test('a newer commit is taken while an attempt runs or a sign-off waits, not while a deployment runs', () => {
  expect(refuseBuild(anIncident(ASSIGNED, PUSHED), build)).toBeUndefined();
  expect(refuseBuild(anIncident(ASSIGNED, PUSHED, PASSED, { kind: 'signOffAsked', card: aCard() }), build)).toBeUndefined();
  expect(refuseBuild(anIncident(ASSIGNED, PUSHED, PASSED, { kind: 'laneAsked', environment: 'production', digest: DIGEST, commit: COMMIT, attempt: 1, isRollback: false }), build)?.reason).toContain('deploy is under way');
});

test('the same commit is judged again only when its tools broke', () => {
  const again = { ...build, commit: COMMIT };
  expect(refuseBuild(anIncident(ASSIGNED, PUSHED), again)?.reason).toContain('judged');
  expect(refuseBuild(anIncident(ASSIGNED, PUSHED, SENT_BACK, WAITS), again)?.reason).toContain('judged');
  expect(refuseBuild(anIncident(ASSIGNED, PUSHED, BROKEN, WAITS), again)).toBeUndefined();
});

test('a closed incident takes no word at all', () => {
  const view = anIncident(ASSIGNED, CLOSED);
  const refusals = [
    refuseAcknowledge(view, { by: 'maya', through }), refuseAssign(view, { by: 'paula', to: 'maya', through }), refuseBuild(view, build),
    refuseNote(view, { by: 'maya', through, text: 'hm' }), refuseCancel(view, { by: 'paula', through, reason: 'why' }),
  ];
  for (const refusal of refusals) expect(refusal?.reason).toBe('the incident is closed');
});

test('a signal that is no word at all is refused, not thrown', () => {
  const view = anIncident(ASSIGNED);
  for (const raw of [{}, { by: 7 }, { by: '' }, { by: 'maya' }]) {
    expect(refuseBuild(view, raw as never)?.advice).toContain('Send an object');
    expect(refuseNote(view, raw as never)?.advice).toContain('Send an object');
  }
});

test('only the assignee acknowledges', () => {
  expect(refuseAcknowledge(anIncident(), { by: 'maya', through })?.reason).toContain('nobody is assigned');
  expect(refuseAcknowledge(anIncident(ASSIGNED), { by: 'maya', through })).toBeUndefined();
  expect(refuseAcknowledge(anIncident(ASSIGNED), { by: 'ravi', through })).toEqual({ reason: 'it is the turn of maya', advice: 'Ask maya, or join to help.' });
});

test('the assignee declines with a reason, before a commit is judged', () => {
  const word = { by: 'maya', through, reason: 'on a train' };
  expect(refuseDecline(anIncident(), word)?.reason).toContain('nobody is assigned');
  expect(refuseDecline(anIncident(ASSIGNED), word)).toBeUndefined();
  expect(refuseDecline(anIncident(ASSIGNED), { ...word, by: 'maya@storefront.example' })).toBeUndefined();
  expect(refuseDecline(anIncident(ASSIGNED), { ...word, by: 'ravi' })?.reason).toContain('turn of maya');
  expect(refuseDecline(anIncident(ASSIGNED), { ...word, reason: '' })?.reason).toContain('reason is missing');
  expect(refuseDecline(anIncident(ASSIGNED, PUSHED), word)?.reason).toContain('build is under way');
});

test('the assignee hands over to another developer only', () => {
  const word = { by: 'maya', through, to: 'ravi' };
  expect(refuseHandOver(anIncident(ASSIGNED), word)).toBeUndefined();
  expect(refuseHandOver(anIncident(ASSIGNED), { ...word, to: 'olga' })?.reason).toContain('none of the roles');
  expect(refuseHandOver(anIncident(ASSIGNED), { ...word, to: 'maya' })?.reason).toContain('theirs already');
  expect(refuseHandOver(anIncident(ASSIGNED), { ...word, by: 'ravi' })?.reason).toContain('turn of maya');
  expect(refuseHandOver(anIncident(ASSIGNED, PUSHED), word)?.reason).toContain('under way');
});

test('anybody of the team joins once to help, but not in their own incident', () => {
  expect(refuseJoin(anIncident(), { by: 'olga', through })).toBeUndefined();
  expect(refuseJoin(anIncident(ASSIGNED), { by: 'maya', through })?.reason).toContain('their own');
  expect(refuseJoin(anIncident({ kind: 'helperJoined', by: 'olga' }), { by: 'olga', through })?.reason).toContain('already');
  expect(refuseJoin(anIncident(), { by: 'stranger', through })?.reason).toContain('not in the team');
});
