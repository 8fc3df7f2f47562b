// Whatever happens to an incident: one event for each entry, in order, each with a name of its own.
import fc from 'fast-check';
import { cloudEventOf, type CdEvent } from '../../src/domain/cloud-events';
import type { IncidentEvent } from '../../src/domain/events';
import { after, anIncident, ASSIGNED, DIGEST, PUSHED } from '../support/an-incident';

const release = { environment: 'production', digest: DIGEST, version: '1', at: after(1) };
const happening: fc.Arbitrary<IncidentEvent> = fc.constantFrom<IncidentEvent>(
  ASSIGNED, PUSHED,
  { kind: 'acknowledged', by: 'maya' }, { kind: 'laneLeft' }, { kind: 'reopened' }, { kind: 'noted', by: 'olga', text: 'I look' },
  { kind: 'gateJudged', stage: 'performance', verdict: 'inconclusive', reason: 'no data' }, { kind: 'deployed', release, digest: DIGEST },
  { kind: 'rolledBack', environment: 'production', digest: DIGEST, why: 'burns' }, { kind: 'closed', outcome: 'fixed', by: 'dayshift', why: 'kept' },
);

test('one event for each entry, with its own id, in the order of the timeline, in the shape of CloudEvents', () => {
  fc.assert(fc.property(fc.array(happening, { maxLength: 30 }), (events) => {
    const view = anIncident(...events);
    const told = view.timeline.map((_, index) => cloudEventOf(view, index, 'http://127.0.0.1:8080'));
    expect(new Set(told.map(({ id }) => id)).size).toBe(view.timeline.length);
    expect(told.map(({ time }) => time)).toEqual(view.timeline.map(({ at }) => at));
    for (const event of told) {
      expect(event.specversion).toBe('1.0');
      expect(URL.canParse(event.source)).toBe(true);
      expect(event.subject).toBe(view.id);
      expect(event.type).toMatch(/^dev\.(cdevents\.[a-z]+\.[a-z]+\.0\.2\.0|dayshift\.incident\.[a-zA-Z]+)$/);
    }
    for (const event of told.filter(({ type }) => type.startsWith('dev.cdevents.'))) {
      expect((event.data as CdEvent).context).toMatchObject({ id: event.id, source: event.source, type: event.type, timestamp: event.time });
    }
  }));
});
