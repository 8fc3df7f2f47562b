// The policies that a test's incident is opened with: long enough that nothing happens by itself.
import type { IncidentInput } from '../../src/contracts/incident';

type Policies = IncidentInput['policies'];

/** One rung each at once; what recovered does not reopen, and the impact is measured again after an hour, unless the test is about that. */
export function somePolicies(change: Partial<Policies> = {}): Policies {
  return {
    assignWithinSeconds: 900, assignAutomatically: true, fixWithinSeconds: 14_400, acknowledgedForSeconds: 1800, quietWindowSeconds: 300,
    reopenWithinSeconds: 0, silentForSeconds: 14_400, refreshImpactSeconds: 3600, laneLeaseSeconds: 300,
    ladders: {
      assign: [{ afterSeconds: 0, tell: ['product-owner'] }],
      fix: [{ afterSeconds: 0, tell: ['assignee'] }],
      signOff: [{ afterSeconds: 0, tell: ['deciders'] }],
    },
    ...change,
  };
}
