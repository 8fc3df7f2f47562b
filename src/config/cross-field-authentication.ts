// What must hold of those who sign in? Administrators are of the team, a session has a length, and a token says nothing that it cannot do.
import type { Installation } from '../contracts/installation';
import { administratorsOf } from '../domain/access';
import { parseDuration } from '../domain/quantity';
import { Scope } from '../domain/vocabulary';
import { unknownPerson } from './cross-field-installation';
import { positive } from './cross-field-numbers';
import type { Fault } from './faults';

export function administratorsAreOfTheTeam({ authentication, team }: Installation): Fault[] {
  return authentication.administrators.flatMap((person, i) => unknownPerson(person, ['authentication', 'administrators', i], team));
}

export function sessionsEnd({ authentication: { session } }: Installation): Fault[] {
  const path = ['authentication', 'session'];
  const faults = positive(Object.entries(session).map(([name, text]) => ({ path: [...path, name], text })));
  if (faults.length > 0 || parseDuration(session.idle) <= parseDuration(session.longest)) return faults;
  return [{ path: [...path, 'idle'], found: `\`${session.idle}\`, longer than a session can be`, write: `at most \`${session.longest}\`` }];
}

export function tokensCanDoWhatTheySay({ tokens, team, authentication }: Installation): Fault[] {
  const administrators = administratorsOf({ team, authentication });
  return tokens.flatMap(({ person, program, scopes = [] }, i) => scopes.flatMap((scope, j): Fault[] => {
    const path = ['tokens', i, 'scopes', j];
    if (scope === Scope.Act && program !== undefined) return [{ path, found: '`act` of a program', write: 'a `person` instead of the `program`: only people act' }];
    if (scope === Scope.Assist && program !== undefined) return [{ path, found: '`assist` of a program', write: 'the `person` whose agent it is instead of the `program`' }];
    if (scope === Scope.Assist && scopes.some((other) => other === Scope.Act || other === Scope.Administer)) return [{ path, found: '`assist` beside a scope that decides', write: '`read` and `assist` alone: it stands in the place of `act`' }];
    if (scope !== Scope.Administer || person === undefined || administrators.includes(person)) return [];
    return [{ path, found: `\`administer\` of \`${person}\`, who does not administer`, write: `\`${person}\` under \`authentication.administrators\` too` }];
  }));
}

/** Passwords and codes go to the provider: on the way nobody else may read them. */
export function providerIsReachedSafely({ authentication: { oidc } }: Installation): Fault[] {
  if (!oidc) return [];
  const { protocol, hostname } = new URL(oidc.issuer);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || isHere ? [] : [{ path: ['authentication', 'oidc', 'issuer'], found: `\`${oidc.issuer}\`, which others on the way can read`, write: 'its address with `https://`' }];
}
