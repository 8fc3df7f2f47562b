// Which part of the installation does an incident take with it? Nothing downstream reads configuration again, and no secret travels.
import type { IncidentInput } from '../contracts/incident';
import type { Installation, Service } from '../contracts/installation';
import { parseDuration } from '../domain/quantity';

/** The workflow's input, durations in seconds. `cause` is the alert's name, `rule` the one that matched it. */
export function incidentInput({ team, policies }: Installation, service: Service, cause: string, rule: string): IncidentInput {
  return {
    service: service.name, environment: service.environment, repository: service.repository, protectedBranch: service.protectedBranch,
    address: service.address, cause, rule, team, impact: service.impact, owners: service.owners,
    policies: {
      assignWithinSeconds: parseDuration(policies.assignWithin),
      fixWithinSeconds: parseDuration(policies.fixWithin),
      remindAfterSeconds: parseDuration(policies.remindAfter),
      quietWindowSeconds: parseDuration(policies.quietWindow),
      laneLeaseSeconds: parseDuration(policies.laneLease),
    },
  };
}
