// The release facts of an incident, for tests of DORA's figures: times in hours after a Monday's midnight.
import type { ReleaseFacts } from '../../src/domain/dora';

export const MONDAY = '2026-11-16T00:00:00.000Z'; // of 2026-W47

export function hour(hours: number): string {
  return new Date(Date.parse(MONDAY) + hours * 3_600_000).toISOString();
}

type Deployment = ReleaseFacts['deployments'][number];

/** Live a tenth of an hour after it was begun, of a commit an hour older, and kept. */
export function aDeployment(begun: number, change: Partial<Deployment> = {}): Deployment {
  return { environment: 'production', startedAt: hour(begun), at: hour(begun + 0.1), endedAt: hour(begun + 1), outcome: 'kept', committedAt: hour(begun - 0.9), restoredAt: null, ...change };
}

export function facts(incident: string, deployments: Deployment[], change: Partial<ReleaseFacts> = {}): ReleaseFacts {
  return { incident, recurrenceOf: null, began: deployments[0]?.startedAt ?? MONDAY, deployments, ...change };
}
