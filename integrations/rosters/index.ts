// Who is on duty? Each roster of the installation file by its own kind; one that is not there is unknown, with the known names.
import type { Duty as DutyRow } from '../../src/contracts/team';
import type { Duty } from '../../src/ports/duty';

export function createRosters(rosters: readonly DutyRow[]): Duty {
  return {
    async onDuty(roster) {
      const known = rosters.map(({ name }) => name).join(', ') || 'none';
      return { person: null, why: `there is no roster "${roster}" (known: ${known})` };
    },
  };
}
