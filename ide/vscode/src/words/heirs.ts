// To whom can it be handed over? Those whom dayshift suggests first, with its reasons, then the other developers.
import type { IncidentView } from '../../../../src/contracts/incident';
import { Role } from '../../../../src/domain/vocabulary';

export interface Heir { person: string; label: string; description: string; detail: string }

export function heirsOf({ team, suggestions, assignment, helpers, declined }: Pick<IncidentView, 'team' | 'suggestions' | 'assignment' | 'helpers' | 'declined'>): Heir[] {
  const able = team.filter(({ id, roles }) => roles.includes(Role.Developer) && id !== assignment?.to);
  const rank = (id: string) => { const at = suggestions.findIndex(({ person }) => person === id); return at < 0 ? suggestions.length : at; };
  return [...able].sort((a, b) => rank(a.id) - rank(b.id)).map(({ id, name }) => {
    const suggested = suggestions.find(({ person }) => person === id);
    const refused = declined.find(({ by }) => by === id);
    const notes = [suggested && 'suggested', helpers.includes(id) && 'helps already', suggested?.load !== undefined && `${suggested.load} open`].filter(Boolean);
    return { person: id, label: name, description: notes.join(' · '), detail: [suggested?.why, refused && `gave it back: ${refused.reason}`].filter(Boolean).join('; ') };
  });
}
