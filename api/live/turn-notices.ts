// What is this person's turn? From the board: what waits for them by name, or for a role of theirs and nobody by name.
import type { IncidentSummary, TurnNotice } from '../../src/contracts/http';
import type { Turn } from '../../src/contracts/incident';
import type { Person } from '../../src/contracts/people';
import { incidentBranch, incidentPage } from '../../src/domain/ids';

export function turnsOf(person: Person, incidents: readonly IncidentSummary[], publicUrl: string): TurnNotice[] {
  return incidents.flatMap(({ id, title, phase, turn }) => (
    turn && phase !== 'closed' && isTurnOf(person, turn) ? [{ incident: id, title, phase, turn, branch: incidentBranch(id), link: incidentPage(publicUrl, id) }] : []
  ));
}

export function isTurnOf(person: Person, turn: Turn | undefined): boolean {
  if (!turn) return false;
  return turn.person ? turn.person === person.id : person.roles.some((role) => role === turn.role);
}
