// Who is on duty? Each roster of the installation file by its own kind; one that is not there is unknown, with the known names.
import type { Duty as DutyRow, TeamMember } from '../../src/contracts/team';
import { mask } from '../../src/errors';
import type { Duty, OnDuty } from '../../src/ports/duty';
import { createCalendarRoster } from './calendar-roster';
import { onDutyByRotation } from './rotation';

type Roster = (at: Date) => Promise<OnDuty>;

/** Rosters over the team whose people they name. Calendars are fetched when somebody asks, at most every few minutes. */
export function createRosters(rows: readonly DutyRow[], team: readonly TeamMember[]): Duty {
  const rosters = new Map(rows.map((row) => [row.name, rosterOf(row, team)]));
  return {
    async onDuty(name, at) {
      const roster = rosters.get(name);
      if (!roster) return { person: null, why: `there is no roster "${name}" (known: ${[...rosters.keys()].join(', ') || 'none'})` };
      try {
        return await roster(at);
      } catch (error) {
        return { person: null, why: `the roster ${name} cannot be read: ${mask(error instanceof Error ? error.message : String(error))}` };
      }
    },
  };
}

function rosterOf(row: DutyRow, team: readonly TeamMember[]): Roster {
  if (row.use === 'icalendar') return createCalendarRoster(row, team);
  return async (at) => onDutyByRotation(row, at);
}
