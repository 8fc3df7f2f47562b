// A whole incident for tests, brought to a phase by real events: what a view looks like is never written by hand.
import type { DecisionCard } from '../../src/contracts/decision';
import type { IncidentInput, IncidentView } from '../../src/contracts/incident';
import type { IncidentEvent } from '../../src/domain/events';
import { applyEvent, openIncident } from '../../src/domain/lifecycle';
import { TEAM } from './a-team';
import { somePolicies } from './policies';

export const COMMIT = 'a'.repeat(40);
export const DIGEST = `sha256:${'b'.repeat(64)}`;
export const OPENED_AT = '2026-01-05T09:41:00.000Z';

/** ISO time so many seconds after the opening. */
export function after(seconds: number): string {
  return new Date(Date.parse(OPENED_AT) + seconds * 1000).toISOString();
}

export function anIncidentInput(change: Partial<IncidentInput> = {}): IncidentInput {
  return {
    service: 'storefront', environment: 'production', repository: '/srv/storefront.git', protectedBranch: 'main', address: 'http://127.0.0.1:1',
    cause: 'LoginRefused', rule: 'label service', team: TEAM, owners: ['maya'], impact: [],
    links: [], isPublished: false, addresses: {}, freezes: [], policies: somePolicies({ fixWithinSeconds: 3600 }),
    ...change,
  };
}

/** An incident that was just opened, and then lived through the events, a second each. */
export function anIncident(...events: IncidentEvent[]): IncidentView {
  const names = { id: 'storefront.LoginRefused.0123abcd', workflowId: 'incident.storefront.LoginRefused', runId: '0123abcd-0000-4000-8000-000000000000' };
  return events.reduce((view, event, index) => applyEvent(view, { ...event, at: after(index + 1) }), openIncident(anIncidentInput(), names, OPENED_AT));
}

export const ASSIGNED: IncidentEvent = { kind: 'assigned', to: 'maya', by: 'paula', through: 'api', reason: 'owner of the login', deadline: after(3600) };
export const PUSHED: IncidentEvent = { kind: 'attemptStarted', commit: COMMIT, by: 'maya', buildLog: 'log/build' };
export const PASSED: IncidentEvent = { kind: 'attemptEnded', verdict: 'passed', reason: 'every gate passed' };

export function aCard(change: Partial<DecisionCard> = {}): DecisionCard {
  return {
    environment: 'production', digest: DIGEST, commit: COMMIT, roles: ['operations-engineer'], approvals: 1,
    parties: [{ roles: ['operations-engineer'], people: [], approvals: 1, counted: [] }],
    mayDecide: ['olga'], given: [], delegations: [], questions: [], missing: '1 approval', expires: after(28800), risks: [], mayBreakGlass: ['olga', 'paula'], state: 'open', ...change,
  };
}
