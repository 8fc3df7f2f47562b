// A whole incident's record with sensible defaults, for tests of archives; with the tests of its attempts where they matter.
import type { IncidentRecord } from '../../src/contracts/record';
import type { TestCase } from '../../src/contracts/report';

export function aRecord(id: string, closedAt = '2026-11-23T10:00:00.000Z', service = 'storefront'): IncidentRecord {
  return {
    incident: { id, workflowId: `incident.${id}`, runId: 'run', service, title: 'LoginRefused', severity: 'high', openedAt: '2026-11-23T09:00:00.000Z', closedAt, outcome: 'fixed', cause: 'LoginRefused', recurrenceOf: null },
    declined: [], helpers: [], customerReports: 0, reopened: 0, alerts: ['LoginRefused'], suggested: null, undelivered: [], branch: 'incident/login-refused',
    deployments: [], decisions: [], rollbacks: 0,
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

/** The record with one attempt for each list of cells, a minute after another; a cell is its device and its cases. */
export function withAttempts(record: IncidentRecord, ...attempts: { stage?: string; device: string; cases: TestCase[] }[][]): IncidentRecord {
  const counted = (cases: TestCase[], status: TestCase['status']): number => cases.filter((test) => test.status === status).length;
  return {
    ...record,
    attempts: attempts.map((cells, i) => ({
      number: i + 1, commit: 'c'.repeat(40), by: 'maya', subject: '', touchesPipeline: false, weakens: [], digest: null, verdict: 'passed', reason: '',
      stages: [...new Set(cells.map(({ stage = 'functional' }) => stage))].map((stage) => ({
        stage, verdict: 'passed', given: null,
        cells: cells.filter((cell) => (cell.stage ?? 'functional') === stage).map(({ device, cases }) => ({
          check: 'login', device, environment: null, point: { device }, flaky: [], verdict: 'passed' as const, reason: '', suppressed: 0, findings: null,
          tests: { total: cases.length, passed: counted(cases, 'passed'), failed: counted(cases, 'failed'), skipped: counted(cases, 'skipped'), cases },
        })),
      })),
    })),
    timeline: attempts.map((_, i) => ({ at: `2026-11-23T09:0${i}:00.000Z`, kind: 'attemptStarted', who: 'maya', text: '', tone: 'neutral' as const })),
  };
}
