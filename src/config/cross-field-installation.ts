// What must hold between the fields of dayshift.yaml? People who exist, names that differ, a team that can act; one function per rule.
import type { Installation } from '../contracts/installation';
import { Role } from '../domain/vocabulary';
import { repeated } from './cross-field';
import { positive } from './cross-field-numbers';
import { nearest } from './did-you-mean';
import type { Fault, Path } from './faults';

export function peopleDiffer({ team }: Installation): Fault[] {
  const owned = (key: 'emails' | 'handles'): { text: string; path: Path }[] => team.flatMap((person, i) => (person[key] ?? []).map((text, j) => ({ text: text.toLowerCase(), path: ['team', i, key, j] })));
  return [
    ...repeated(team, ({ id }) => id, (_, i) => ['team', i, 'id'], 'an id'),
    ...repeated(owned('emails'), ({ text }) => text, ({ path }) => path, 'an e-mail'),
    ...repeated(owned('handles'), ({ text }) => text, ({ path }) => path, 'a handle'),
  ];
}

export function tokensNamePeople({ team, tokens }: Installation): Fault[] {
  return [
    ...tokens.flatMap(({ person }, i) => (person === undefined ? [] : unknownPerson(person, ['tokens', i, 'person'], team))),
    ...repeated(tokens, ({ sha256 }) => sha256, (_, i) => ['tokens', i, 'sha256'], 'the hash of a token').map((fault) => ({ ...fault, found: 'the same token for the second time' })),
  ];
}

/** An owner is assigned when nobody decides in time, so it must be somebody who can write the fix. */
export function ownersAreDevelopers({ team, services }: Installation): Fault[] {
  return services.flatMap((service, i) => (service.owners ?? []).flatMap((owner, j): Fault[] => {
    const path = ['services', i, 'owners', j];
    const person = team.find(({ id }) => id === owner);
    if (!person) return unknownPerson(owner, path, team);
    return person.roles.includes(Role.Developer) ? [] : [{ path, found: `\`${owner}\`, who is no developer`, write: 'the id of a developer' }];
  }));
}

/** Each human step needs somebody who may take it; the sign-off's roles are the pipeline file's matter. */
export function teamCanAct({ team }: Installation): Fault[] {
  const has = (...roles: Role[]): boolean => team.some((person) => person.roles.some((role) => roles.includes(role)));
  const needed: [boolean, string, string][] = [
    [has(Role.Developer), 'write a fix', `\`${Role.Developer}\``],
    [has(Role.ProductOwner, Role.OperationsEngineer), 'assign a developer', `\`${Role.ProductOwner}\` or \`${Role.OperationsEngineer}\``],
  ];
  return needed.filter(([there]) => !there).map(([, deed, role]) => ({ path: ['team'], found: `nobody who may ${deed}`, write: `somebody with the role ${role}` }));
}

export function servicesDiffer({ services }: Installation): Fault[] {
  return [
    ...repeated(services, ({ name }) => name, (_, i) => ['services', i, 'name'], 'a name'),
    ...services.flatMap(({ impact }, i) => repeated(impact, ({ name }) => name, (_, j) => ['services', i, 'impact', j, 'name'], 'a name')),
  ];
}

/** The headline is drawn and dates the beginning: there is one, and only it says what trouble is. */
export function headlineIsOne({ services }: Installation): Fault[] {
  return services.flatMap(({ impact }, i) => impact.flatMap((figure, j): Fault[] => {
    const path = ['services', i, 'impact', j];
    const earlier = impact.slice(0, j).some(({ headline }) => headline);
    if (figure.headline && earlier) return [{ path: [...path, 'headline'], found: 'a second headline', write: 'one headline for the service' }];
    if (figure.headline || figure.troubleAbove === undefined) return [];
    return [{ path: [...path, 'troubleAbove'], found: '`troubleAbove` on a figure that is no headline', write: '`headline: true` beside it' }];
  }));
}

/** Addresses travel through history and are shown to everybody. */
export function addressesHoldNoPassword({ services }: Installation): Fault[] {
  const places = services.flatMap((service, i) => [
    ...(['repository', 'address', 'compareLink'] as const).flatMap((key) => ({ path: ['services', i, key] as Path, text: service[key] ?? '' })),
    ...Object.entries(service.environments ?? {}).map(([name, { address }]) => ({ path: ['services', i, 'environments', name, 'address'] as Path, text: address })),
  ]);
  return places.filter(({ text }) => /^[a-z][a-z0-9+.-]*:\/\/[^\s/@]*:[^\s/@]+@/i.test(text))
    .map(({ path }) => ({ path, found: 'an address with a password', write: 'it without one, and let git or the deployer know the password' }));
}

export function sourcesDiffer({ integrations }: Installation): Fault[] {
  return repeated(integrations.alertSources, ({ name }) => name, (_, i) => ['integrations', 'alertSources', i], 'a source');
}

export function policiesArePositive({ policies }: Installation): Fault[] {
  const mayBeNothing = ['reopenWithin']; // 0s: what has recovered is over
  return positive(Object.entries(policies).flatMap(([name, text]) => (typeof text === 'string' && !mayBeNothing.includes(name) ? [{ path: ['policies', name], text }] : [])));
}

export function unknownPerson(id: string, path: Path, team: readonly { id: string }[]): Fault[] {
  if (team.some((person) => person.id === id)) return [];
  const meant = nearest(id, team.map((person) => person.id));
  return [{ path, found: `\`${id}\`, who is not in the team`, write: meant ? `\`${meant}\`` : `one of ${team.map((person) => `\`${person.id}\``).join(', ')}` }];
}
