// Who is it whom the sign-in provider names? A person of the team by a verified e-mail, else somebody who may look, else nobody.
import type { Authentication } from '../contracts/authentication';
import type { Installation } from '../contracts/installation';
import { administratorsOf, usualScopes } from './access';
import { Scope, type Role } from './vocabulary';

/** What the provider says of an account; every field comes from outside. */
export type Claims = Readonly<Record<string, unknown>>;

export type Account =
  | { kind: 'person'; person: string; name: string; roles?: Role[]; scopes: Scope[] }
  | { kind: 'viewer'; name: string; scopes: Scope[] }
  | { kind: 'nobody'; why: 'email-unverified' | 'not-of-the-team'; email?: string };

const LONGEST_NAME = 100;

interface Rules { team: Installation['team']; authentication: Authentication }

/** Groups narrow what the team file gives, and never add to it. */
export function accountOf(claims: Claims, { team, authentication }: Rules): Account {
  const { oidc } = authentication;
  if (!oidc) return { kind: 'nobody', why: 'not-of-the-team' };
  const groups = groupsOf(claims[oidc.groups]);
  const email = textOf(claims['email'])?.toLowerCase();
  const person = email === undefined ? undefined : team.find(({ emails }) => emails.some((known) => known.toLowerCase() === email));
  const isVerified = claims['email_verified'] === true || claims['email_verified'] === 'true'; // some providers write it as a text
  if (person && isVerified) {
    const administrators = oidc.administrators.some((group) => groups.includes(group)) ? [person.id] : administratorsOf({ team: [...team], authentication });
    return {
      kind: 'person', person: person.id, name: person.name, scopes: usualScopes({ person: person.id }, administrators),
      ...(oidc.roles ? { roles: narrowed(person.roles, groups.flatMap((group) => own(oidc.roles, group) ?? [])) } : {}),
    };
  }
  if (oidc.viewers === 'everybody' || oidc.viewers.some((group) => groups.includes(group))) {
    return { kind: 'viewer', name: (textOf(claims['name']) ?? email ?? textOf(claims['sub']) ?? 'somebody').slice(0, LONGEST_NAME), scopes: [Scope.Read] };
  }
  return { kind: 'nobody', why: person ? 'email-unverified' : 'not-of-the-team', ...(email ? { email } : {}) };
}

function narrowed(roles: readonly Role[], given: readonly Role[]): Role[] {
  return roles.filter((role) => given.includes(role));
}

function own<T>(rows: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return rows && Object.hasOwn(rows, name) ? rows[name] : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A list of names; one name alone is taken too, since some providers write a single group so. */
function groupsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
