// A whole incident's record with sensible defaults, for tests of archives.
import type { IncidentRecord } from '../../src/contracts/record';

export function aRecord(id: string, closedAt = '2026-11-23T10:00:00.000Z', service = 'storefront'): IncidentRecord {
  return {
    incident: { id, workflowId: `incident.${id}`, runId: 'run', service, title: 'LoginRefused', severity: 'high', openedAt: '2026-11-23T09:00:00.000Z', closedAt, outcome: 'fixed', cause: 'LoginRefused', recurrenceOf: null },
    declined: [], helpers: [], customerReports: 0, reopened: 0,
    impact: { began: '2026-11-23T08:59:00.000Z', figures: [{ name: 'logins refused', unit: 'share', query: 'q', value: 0.33, at: '2026-11-23T09:00:01.000Z' }] },
    assignment: { to: 'dev', by: 'maya', at: '2026-11-23T09:01:00.000Z' },
    attempts: [],
    acceptance: [{ story: 'LOGIN-1', criterion: 'any letter case', achieved: true, why: 'passed in 8 of 8 cells' }],
    signOff: null,
    release: null,
    verification: null,
    watch: null,
    phases: [{ phase: 'assess', from: '2026-11-23T09:00:00.000Z', to: null, actor: 'product-owner' }],
    durations: { detectSeconds: 60, assignSeconds: 60, fixSeconds: null, deploySeconds: null, recoverSeconds: null },
    timeline: [],
  };
}
