// Which part of the installation does an incident take with it? Nothing downstream reads configuration again, and no secret travels.
import type { Freeze, IncidentInput, Objective } from '../contracts/incident';
import type { Installation, Service } from '../contracts/installation';
import { Person } from '../contracts/people';
import type { Ladder } from '../contracts/policies';
import { parseDuration, parseQuantity } from '../domain/quantity';
import { instantOf } from './wall-time';

/** The workflow's input, durations in seconds. `cause` is what the grouping made of the alert, `rule` the one that matched it. How people are reached stays here. */
export function incidentInput({ team, policies, integrations }: Installation, service: Service, cause: string, rule: string, now: Date = new Date()): IncidentInput {
  return {
    service: service.name, environment: service.environment, repository: service.repository, protectedBranch: service.protectedBranch,
    address: service.address, cause, rule, team: team.map((member) => Person.parse(member)), impact: service.impact, owners: service.owners,
    duty: service.duty, links: service.links, isPublished: integrations.subscriptions.length > 0,
    addresses: Object.fromEntries(Object.entries(service.environments).map(([environment, { address }]) => [environment, address])),
    freezes: freezesOf(policies.freezes, service.name, now), objective: objectiveOf(service), compareLink: service.compareLink,
    policies: {
      assignWithinSeconds: parseDuration(policies.assignWithin),
      assignAutomatically: policies.assignAutomatically,
      fixWithinSeconds: parseDuration(policies.fixWithin),
      acknowledgedForSeconds: parseDuration(policies.acknowledgedFor),
      quietWindowSeconds: parseDuration(policies.quietWindow),
      reopenWithinSeconds: parseDuration(policies.reopenWithin),
      silentForSeconds: parseDuration(policies.silentFor),
      refreshImpactSeconds: parseDuration(policies.refreshImpact),
      laneLeaseSeconds: parseDuration(policies.laneLease),
      ladders: { assign: rungs(policies.ladders.assign), fix: rungs(policies.ladders.fix), signOff: rungs(policies.ladders.signOff) },
    },
  };
}

/** Those that concern the service and are not over. */
function freezesOf(freezes: Installation['policies']['freezes'], service: string, now: Date): Freeze[] {
  return freezes.filter(({ services }) => services.length === 0 || services.includes(service))
    .map(({ name, from, to, zone, environments }) => ({ name, from: instantOf(from, zone), to: instantOf(to, zone), environments }))
    .filter(({ to }) => to > now)
    .map((freeze) => ({ ...freeze, from: freeze.from.toISOString(), to: freeze.to.toISOString() }));
}

/** What the service promises, in seconds and from 0 to 1; undefined when it promises nothing. */
export function objectiveOf({ objective }: Pick<Service, 'objective'>): Objective | undefined {
  return objective && { target: parseQuantity(objective.target).value, query: objective.query, windowSeconds: parseDuration(objective.window) };
}

/** In the order of their times, whatever the order in the file. */
function rungs(ladder: Ladder): IncidentInput['policies']['ladders']['assign'] {
  return ladder.map(({ after, tell }) => ({ afterSeconds: parseDuration(after), tell })).sort((a, b) => a.afterSeconds - b.afterSeconds);
}
