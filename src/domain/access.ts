// Who may do what at the door? What each operation needs of a credential; roles are asked on top of `act`.
import type { Installation } from '../contracts/installation';
import { Scope } from './vocabulary';

/** Who is at the door, as the credential of a request tells. */
export type Principal =
  | { kind: 'person'; id: string; scopes: readonly Scope[]; credential: string; through: 'token' | 'session'; roles?: readonly string[] } // roles: narrower than the team file's, as the sign-in provider said
  | { kind: 'program'; name: string; scopes: readonly Scope[]; credential: string }
  | { kind: 'viewer'; name: string; scopes: readonly Scope[]; credential: string; through: 'token' | 'session' } // a read-only link, or somebody outside of the team
  | { kind: 'anybody' };

/** What an operation asks of who calls it. */
export type Need =
  | 'public' // nothing: everybody may
  | 'signed' // a signature of its own over the body
  | 'signed-in' // any credential at all
  | Scope;

/** Whether the credential is a person's helper's, e.g. a coding agent's: it acts in the person's name and decides nothing. */
export function isAgent(principal: Principal): boolean {
  return principal.kind === 'person' && principal.scopes.includes(Scope.Assist) && !principal.scopes.includes(Scope.Act);
}

export type AccessRefusal = 'not-signed-in' | 'person-needed' | 'person-must-act' | 'scope-missing';

/** Why a principal may not; undefined when it may. `readsAreOpen`: everybody may read, as on one's own machine. `mayAssist`: the operation is open to agents. */
export function refusalOf(principal: Principal, need: Need, { readsAreOpen, mayAssist }: { readsAreOpen: boolean; mayAssist: boolean }): AccessRefusal | undefined {
  if (need === 'public' || need === 'signed') return undefined;
  if (need === Scope.Read && readsAreOpen) return undefined;
  if (principal.kind === 'anybody') return 'not-signed-in';
  if (isAgent(principal) && !mayAssist) return 'person-must-act';
  if (need === 'signed-in') return undefined;
  if ((need === Scope.Act || need === Scope.Assist) && principal.kind !== 'person') return 'person-needed';
  if (need === Scope.Assist && principal.scopes.includes(Scope.Act)) return undefined; // who decides may do the lesser too
  return principal.scopes.includes(need) ? undefined : 'scope-missing';
}

/** A principal as it stands in the audit and in logs, e.g. `person maya`. */
export function nameOfPrincipal(principal: Principal): string {
  if (principal.kind === 'person') return `person ${principal.id}`;
  return principal.kind === 'anybody' ? 'anybody' : `${principal.kind} ${principal.name}`;
}

/** Who may administer: whom the file names, else the first of the team. */
export function administratorsOf({ team, authentication }: Pick<Installation, 'team' | 'authentication'>): string[] {
  const { administrators } = authentication;
  return administrators.length > 0 ? administrators : team.slice(0, 1).map(({ id }) => id);
}

/** What a credential is good for that does not say it itself. */
export function usualScopes(holder: { person?: string }, administrators: readonly string[]): Scope[] {
  if (holder.person === undefined) return [Scope.Read, Scope.Push];
  return [Scope.Read, Scope.Act, ...(administrators.includes(holder.person) ? [Scope.Administer] : [])];
}

/** The times of a credential, in ISO; `usedAt` is about a minute rough. */
export interface Life { createdAt: string; expiresAt?: string; usedAt?: string; endedAt?: string }

/** Why a credential opens nothing any more at a time (milliseconds); undefined while it does. `idleMs`: how long it may lie unused. */
export function endOfLife({ createdAt, expiresAt, usedAt, endedAt }: Life, at: number, idleMs = Infinity): 'ended' | 'expired' | 'idle' | undefined {
  if (endedAt !== undefined) return 'ended';
  if (expiresAt !== undefined && at >= Date.parse(expiresAt)) return 'expired';
  return at - Date.parse(usedAt ?? createdAt) >= idleMs ? 'idle' : undefined;
}
