// Are all open incidents counted, those too that the board's first page does not hold?
import { countOf } from '../../api/telemetry/board-count';
import type { IncidentSummary } from '../../src/contracts/http';

function aRow(change: Partial<IncidentSummary>): IncidentSummary {
  return { id: 'a', workflowId: 'w', runId: 'r', service: 's', title: 't', severity: 'high', phase: 'fix', openedAt: '2026-01-05T09:40:00Z', attempts: 0, phases: [], ...change };
}

test('by phase and severity, without the closed ones, and who waits for a person', () => {
  const counted = countOf({
    incidents: [aRow({}), aRow({ turn: { role: 'developer', person: 'maya', what: 'fix it' } as never }), aRow({ phase: 'watch', severity: 'low', turn: { role: 'dayshift', what: 'watch' } as never }), aRow({ phase: 'closed' })],
  });
  expect(counted).toEqual({ incidents: [{ phase: 'fix', severity: 'high', incidents: 2 }, { phase: 'watch', severity: 'low', incidents: 1 }], waiting: { high: 1 } });
});

test('those beyond the page are counted without their place', () => {
  expect(countOf({ incidents: [aRow({})], total: 10_000 }).incidents).toEqual([{ phase: 'fix', severity: 'high', incidents: 1 }, { phase: 'other', severity: 'other', incidents: 9999 }]);
  expect(countOf({ incidents: [], total: 0 }).incidents).toEqual([]);
});
