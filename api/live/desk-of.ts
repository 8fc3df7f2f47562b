// What lies on this person's desk? Of the open incidents those that wait for them, are theirs, or that they help with.
import type { Desk, DeskPart } from '../../src/contracts/desk';
import type { IncidentSummary } from '../../src/contracts/http';
import type { Person } from '../../src/contracts/people';
import { byNeed } from '../../src/domain/attention';
import { incidentBranch, incidentPage } from '../../src/domain/ids';
import { Phase } from '../../src/domain/vocabulary';
import { isTurnOf } from './turn-notices';

/** `isAll`: the rows are every open incident that there is. */
export function deskOf(person: Person, { rows, isAll }: { rows: readonly IncidentSummary[]; isAll: boolean }, publicUrl: string): Desk {
  const open = rows.filter(({ phase }) => phase !== Phase.Closed);
  const lying = open.flatMap((row) => { const part = partOf(person, row); return part ? [{ ...row, part, branch: incidentBranch(row.id), link: incidentPage(publicUrl, row.id) }] : []; });
  const onDesk = new Set(lying.map(({ id }) => id));
  return {
    person: person.id, isWhole: isAll,
    incidents: lying.sort((one, other) => Number(other.part === 'turn') - Number(one.part === 'turn') || byNeed(one, other)),
    unread: open.filter((row) => !isRead(row) && !onDesk.has(row.id)).map(({ id }) => id),
  };
}

function partOf(person: Person, row: IncidentSummary): DeskPart | undefined {
  if (isTurnOf(person, row.turn)) return 'turn';
  if (row.assignment?.to === person.id) return 'assigned';
  return row.helpers?.includes(person.id) ? 'helping' : undefined;
}

/** What visibility alone tells has no helpers, not even none. */
function isRead({ helpers }: IncidentSummary): boolean {
  return helpers !== undefined;
}
