// Whose credential is this? The team file decides who is of the team and who administers, also for what was made before it changed.
import type { Installation, Token } from '../../src/contracts/installation';
import { administratorsOf, usualScopes, type Principal } from '../../src/domain/access';
import { Scope } from '../../src/domain/vocabulary';
import type { Credential } from '../../src/ports/credentials';

/** How a session says that the sign-in provider opened it: then its groups say who administers. */
export const BY_PROVIDER = 'oidc';
const DAY_MS = 86_400_000;

/** A token that dayshift.yaml names, as if it had been made here. It has no time of its making. */
export function credentialOf({ sha256, person, program, name, scopes, expires }: Token, installation: Pick<Installation, 'team' | 'authentication'>): Credential {
  return {
    id: `file-${sha256.slice(0, 12)}`, kind: 'token', sha256, name: name ?? 'named in dayshift.yaml', person, program,
    scopes: scopes ?? usualScopes({ person }, administratorsOf(installation)), createdAt: new Date(0).toISOString(), createdBy: 'dayshift.yaml',
    ...(expires === undefined ? {} : { expiresAt: new Date(Date.parse(expires) + DAY_MS).toISOString() }), // its last day is whole
  };
}

/** Undefined when its person has left the team. */
export function principalOf({ id, kind, name, person, program, roles, scopes, createdBy }: Credential, installation: Pick<Installation, 'team' | 'authentication'>): Principal | undefined {
  const through = kind === 'session' ? 'session' : 'token';
  if (person !== undefined) {
    if (!installation.team.some((one) => one.id === person)) return undefined;
    const mayAdminister = createdBy === BY_PROVIDER || administratorsOf(installation).includes(person);
    return { kind: 'person', id: person, scopes: scopes.filter((scope) => scope !== Scope.Administer || mayAdminister), credential: id, through, ...(roles ? { roles } : {}) };
  }
  if (program !== undefined) return { kind: 'program', name: program, scopes, credential: id };
  return { kind: 'viewer', name, scopes: scopes.filter((scope) => scope === Scope.Read), credential: id, through };
}
