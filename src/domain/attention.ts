// Which incident needs somebody most? What waits for a person before what runs by itself, then the gravest, then the oldest.
import type { IncidentSummary } from '../contracts/http';
import { Phase, Role, SEVERITIES } from './vocabulary';

/** In these an incident nearly always waits for a person, in the others it mostly runs by itself. */
export const WAITING_PHASES: readonly Phase[] = [Phase.Assess, Phase.Fix, Phase.SignOff];
export const RUNNING_PHASES: readonly Phase[] = [Phase.Build, Phase.Functional, Phase.Performance, Phase.Security, Phase.Further, Phase.Deploy, Phase.Verify, Phase.Watch];

function waits({ turn, phase }: IncidentSummary): boolean {
  return turn ? turn.role !== 'dayshift' : WAITING_PHASES.includes(phase);
}

/** For sorting: negative when the first needs somebody more than the second. The id decides between equals. */
export function byNeed(one: IncidentSummary, other: IncidentSummary): number {
  return Number(waits(other)) - Number(waits(one))
    || SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity)
    || one.openedAt.localeCompare(other.openedAt) || one.id.localeCompare(other.id);
}

const OF_ROLE: Record<Role, readonly Phase[]> = {
  [Role.ProductOwner]: [Phase.Assess],
  [Role.Developer]: [Phase.Fix],
  [Role.DevTester]: [Phase.Functional, Phase.Further],
  [Role.PerformanceEngineer]: [Phase.Performance, Phase.Further],
  [Role.SecurityTester]: [Phase.Security, Phase.Further],
  [Role.OperationsEngineer]: [Phase.Further, Phase.Deploy, Phase.Verify, Phase.Watch],
  [Role.Stakeholder]: [],
};

/** In which phases it can be the turn of one of these roles; who signs off is the pipeline file's to say, so it can be anybody's. */
export function phasesOf(roles: readonly Role[]): Phase[] {
  return [...new Set([...roles.flatMap((role) => OF_ROLE[role]), Phase.SignOff])];
}
