// Which command is the next to type for an incident? By where it is and whether it waits for this person.
import type { DeskPart } from '../src/contracts/desk';
import type { IncidentSummary } from '../src/contracts/http';
import { Phase } from '../src/domain/vocabulary';

type Where = Pick<IncidentSummary, 'id' | 'service' | 'phase' | 'turn'>;

const JUDGED: readonly Phase[] = [Phase.Functional, Phase.Performance, Phase.Security, Phase.Further];

/** `part`: what this person has to do with it; undefined: nothing, they look on. */
export function nextStep(incident: Where, part: DeskPart | undefined): string {
  const { id, phase, turn } = incident;
  if (part === 'turn') return turnStep(incident);
  if (part !== undefined && phase === Phase.Fix) return `dayshift fix ${id}`;
  return turn?.role === 'dayshift' ? `dayshift watch ${id}` : `dayshift show ${id}`;
}

function turnStep({ id, service, phase, turn }: Where): string {
  if (phase === Phase.Assess) return `dayshift assign ${id}`;
  if (phase === Phase.Fix) return `dayshift fix ${id}`;
  if (phase === Phase.SignOff || turn?.to.startsWith('keep the release')) return `dayshift sign-off ${id}`;
  if (JUDGED.includes(phase)) return `dayshift judge-gate ${id} run-again --reason WHY`;
  return phase === Phase.Deploy ? `dayshift lane ${service}` : `dayshift show ${id}`;
}
