// A row of the board for tests: an incident that has just been opened, changed where the test is about it.
import type { IncidentSummary } from '../../src/contracts/http';
import type { Phase } from '../../src/domain/vocabulary';

export const NOTICED = '2026-01-05T09:41:00.000Z';

/** ISO time so many minutes after the incident was noticed. */
export function minutesOn(minutes: number): string {
  return new Date(Date.parse(NOTICED) + minutes * 60_000).toISOString();
}

/** The phases in their order, each ten minutes long. */
export function spansOf(...phases: Phase[]): IncidentSummary['phases'] {
  return phases.map((phase, index) => ({ phase, from: minutesOn(index * 10), ...(index < phases.length - 1 ? { to: minutesOn((index + 1) * 10) } : {}), actor: 'dayshift' }));
}

export function aRow(change: Partial<IncidentSummary> = {}): IncidentSummary {
  const { phase = 'assess' } = change;
  return {
    id: 'storefront.LoginRefused.0123abcd', workflowId: 'incident.storefront.LoginRefused', runId: '0123abcd-0000-4000-8000-000000000000', service: 'storefront', title: 'LoginRefused on web-7.internal',
    severity: 'critical', phase, openedAt: NOTICED, attempts: 0, phases: spansOf('assess'), deployments: [], ...change,
  };
}
