// Who is at the door, and may they? Every credential is read here, and every operation's need is asked here.
import type { Request, Response } from 'express';
import { refusalOf, type Need, type Principal } from '../../src/domain/access';
import { DayshiftError } from '../../src/errors';
import type { Callers } from '../middleware/caller';
import { DoorError } from '../middleware/problem';

export interface Access {
  /** Who calls. Throws `not-signed-in`, `person-needed`, `scope-missing` when they may not. */
  admit(request: Request, response: Response, operation: { needs: Need }): Promise<Principal>;
}

/** The person who calls an operation that needs `act`; anybody else was refused before. */
export function personOf(principal: Principal): string {
  if (principal.kind !== 'person') throw new DoorError('person-needed');
  return principal.id;
}

export function createAccess({ callers, readsAreOpen }: { callers: Callers; readsAreOpen: boolean }): Access {
  async function admit(request: Request, _response: Response, { needs }: { needs: Need }): Promise<Principal> {
    const principal = callers.principalOf(request);
    const refusal = refusalOf(principal, needs, { readsAreOpen });
    if (refusal === 'not-signed-in') throw new DayshiftError('not-signed-in');
    if (refusal === 'person-needed') throw new DoorError('person-needed');
    if (refusal === 'scope-missing') throw new DoorError('scope-missing', { scope: needs });
    return Promise.resolve(principal);
  }

  return { admit };
}
