// May this person act so, after what the sign-in provider's groups left of their roles? The incident itself judges the rest.
import type { Installation } from '../../src/contracts/installation';
import type { Principal } from '../../src/domain/access';
import { narrowedBy } from '../../src/domain/actions';
import { DayshiftError } from '../../src/errors';
import { personIn } from './access';

/** The person's id. Throws `person-needed`, and `refused` where their groups forbid the action. */
export function personAllowed(principal: Principal, action: string, { team }: Pick<Installation, 'team'>): string {
  const { id, roles: given } = personIn(principal);
  const reason = narrowedBy(action, given, team.find((one) => one.id === id)?.roles ?? []);
  if (reason !== undefined) throw new DayshiftError('refused', { reason, advice: 'Ask an administrator to bring your groups and the team file together, then sign in again.' });
  return id;
}
