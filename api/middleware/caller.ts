// Who is calling? A bearer token names a person of the team or a program; only its SHA-256 is known here.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Token } from '../../src/contracts/installation';
import { DayshiftError } from '../../src/errors';
import type { Principal } from '../../src/domain/access';
import { Scope } from '../../src/domain/vocabulary';
import { DoorError } from './problem';

export type Caller = { kind: 'person'; id: string } | { kind: 'program'; name: string };

export interface Callers {
  /** Throws `not-signed-in` when the request carries no token that the installation names. */
  of(request: Request): Caller;
  /** Whoever it is; a token that is not known throws `not-signed-in`, none at all is anybody. */
  principalOf(request: Request): Principal;
  /** The person's id. Throws `not-signed-in`, and `person-needed` for a program's token. */
  personOf(request: Request): string;
}

export function createCallers(tokens: readonly Token[]): Callers {
  const known = tokens.map((token) => ({ token, hash: Buffer.from(token.sha256, 'hex') }));

  function of(request: Request): Caller {
    const given = /^Bearer +([^\s]+)$/i.exec(request.get('authorization') ?? '')?.[1];
    const hash = createHash('sha256').update(given ?? '').digest();
    // Every token is compared, in constant time: neither which one nor how much of it fits can be measured.
    const matches = known.filter((one) => timingSafeEqual(one.hash, hash));
    const token = given ? matches[0]?.token : undefined;
    if (token?.person) return { kind: 'person', id: token.person };
    if (token?.program) return { kind: 'program', name: token.program };
    throw new DayshiftError('not-signed-in');
  }

  function personOf(request: Request): string {
    const caller = of(request);
    if (caller.kind !== 'person') throw new DoorError('person-needed');
    return caller.id;
  }

  function principalOf(request: Request): Principal {
    if (request.get('authorization') === undefined) return { kind: 'anybody' };
    const caller = of(request);
    if (caller.kind === 'person') return { kind: 'person', id: caller.id, scopes: [Scope.Read, Scope.Act], credential: 'file', through: 'token' };
    return { kind: 'program', name: caller.name, scopes: [Scope.Read, Scope.Push], credential: 'file' };
  }

  return { of, principalOf, personOf };
}
