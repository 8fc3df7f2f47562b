// Which event does each entry of the timeline become, and does it keep to CloudEvents and CDEvents?
import { cloudEventOf, type CdEvent, type CloudEvent } from '../../src/domain/cloud-events';
import type { IncidentEvent } from '../../src/domain/events';
import { after, anIncident, ASSIGNED, DIGEST, PUSHED } from '../support/an-incident';

const BUILT: IncidentEvent = { kind: 'built', result: { verdict: 'passed', reason: '', seconds: 1, log: 'log/build', artifact: { digest: DIGEST, bytes: 1 } } as never };
const PUBLIC = 'https://dayshift.example/';

function eventsOf(...events: IncidentEvent[]): CloudEvent[] {
  const view = anIncident(...events);
  return view.timeline.map((_, index) => cloudEventOf(view, index, PUBLIC));
}

function last(...events: IncidentEvent[]): CloudEvent {
  const event = eventsOf(...events).at(-1);
  if (!event) throw new Error('the timeline is empty');
  return event;
}

it('is a CloudEvent whose id is the incident and the place in its timeline', () => {
  const event = last(ASSIGNED);
  expect(event).toEqual({
    specversion: '1.0', id: 'storefront.LoginRefused.0123abcd/1', source: 'https://dayshift.example/api/v1/incidents/storefront.LoginRefused.0123abcd',
    subject: 'storefront.LoginRefused.0123abcd', type: 'dev.dayshift.incident.assigned', time: after(1), datacontenttype: 'application/json',
    data: {
      entry: { at: after(1), kind: 'assigned', who: 'paula', text: 'Paula Product assigned Maya Mender: owner of the login', tone: 'good' },
      index: 1, incident: 'storefront.LoginRefused.0123abcd', title: 'LoginRefused', service: 'storefront', environment: 'production', phase: 'fix', severity: 'low',
    },
  });
});

it('is a CDEvent where there is a type for it, with dayshift\'s own data beside', () => {
  const [opened] = eventsOf();
  expect(opened).toMatchObject({ type: 'dev.cdevents.incident.detected.0.2.0', datacontenttype: 'application/cdevents+json', time: after(0) });
  const { context, subject, customData } = opened?.data as CdEvent;
  expect(context).toEqual({ version: '0.4.1', id: opened?.id, source: opened?.source, type: opened?.type, timestamp: opened?.time });
  expect(subject).toMatchObject({ id: 'storefront.LoginRefused.0123abcd', type: 'incident', content: { environment: { id: 'production' }, service: { id: 'storefront' } } });
  expect(customData).toMatchObject({ index: 0, phase: 'assess', entry: { kind: 'opened' } });
});

const DEPLOYED: IncidentEvent = { kind: 'deployed', digest: DIGEST, release: { environment: 'production', digest: DIGEST, version: '1.4.1', at: after(9) } };
const cases: [string, IncidentEvent[], string, object][] = [
  ['a push begins a build', [ASSIGNED, PUSHED], 'build.started', { subject: { id: 'storefront.LoginRefused.0123abcd/1', type: 'build', content: {} } }],
  ['a build leaves an artifact', [ASSIGNED, PUSHED, BUILT], 'build.finished', { subject: { content: { artifactId: `pkg:generic/storefront?checksum=${DIGEST}` } }, customData: { attempt: 1, digest: DIGEST } }],
  ['a gate that passed', [ASSIGNED, PUSHED, { kind: 'gateJudged', stage: 'functional', verdict: 'passed', reason: '8 of 8 cells' }], 'testsuiterun.finished', { subject: { type: 'testSuiteRun', content: { outcome: 'pass', testSuite: { id: 'functional' } } } }],
  ['a deployment', [ASSIGNED, PUSHED, BUILT, DEPLOYED], 'service.deployed', { subject: { id: 'storefront', type: 'service', content: { environment: { id: 'production' }, artifactId: `pkg:generic/storefront?checksum=${DIGEST}` } } }],
  ['a rollback', [ASSIGNED, PUSHED, BUILT, DEPLOYED, { kind: 'rolledBack', environment: 'production', digest: DIGEST, why: 'it burns', to: { environment: 'production', digest: `sha256:${'c'.repeat(64)}`, version: '1.4.0', at: after(1) } }], 'service.rolledback', { subject: { content: { artifactId: `pkg:generic/storefront?checksum=sha256:${'c'.repeat(64)}` } } }],
  ['the end', [{ kind: 'closed', outcome: 'fixed', by: 'dayshift', why: 'watched' }], 'incident.resolved', { subject: { type: 'incident' }, customData: { phase: 'closed' } }],
];

it.each(cases)('%s', (_, events, type, data) => {
  expect(last(...events)).toMatchObject({ type: `dev.cdevents.${type}.0.2.0`, data });
});

it.each(['failed', 'errored', 'inconclusive'] as const)('a gate that %s did not pass, and only a failure blames the service', (verdict) => {
  const planned = { kind: 'planFrozen', change: { files: [] }, plan: { stages: [{ stage: 'security', cells: [] }], environments: [] }, logs: {} } as never as IncidentEvent;
  const event = last(ASSIGNED, PUSHED, planned, { kind: 'gateJudged', stage: 'security', verdict, reason: 'a finding' });
  expect((event.data as CdEvent).subject.content['outcome']).toBe(verdict === 'failed' ? 'fail' : 'error');
});

it('says the same of an entry later on, also of its phase', () => {
  const early = anIncident(ASSIGNED);
  const late = anIncident(ASSIGNED, PUSHED, BUILT, { kind: 'closed', outcome: 'cancelled', by: 'paula', why: 'no' });
  for (const index of [0, 1]) expect(cloudEventOf(late, index, PUBLIC)).toEqual(cloudEventOf(early, index, PUBLIC));
});

it('refuses an index that the timeline does not have', () => {
  expect(() => cloudEventOf(anIncident(), 1, PUBLIC)).toThrow(RangeError);
});
