// Can every sign-off of the way be given? Parties of somebody, hours that open, people and roles that the team has; one function per rule.
import type { PipelineFile } from '../contracts/pipeline-file';
import type { Person } from '../contracts/people';
import { unsatisfiable } from '../domain/approval';
import { signOffOf } from '../domain/plan-release';
import { unknownZone } from './cross-field-duty';
import { unknownPerson } from './cross-field-installation';
import type { Fault, Path } from './faults';
import type { Rule } from './read-file';

type SignOff = PipelineFile['signOff'];
interface Placed { signOff: SignOff; path: Path }

export function signOffsOf(file: PipelineFile): Placed[] {
  const earlier = (file.environments ?? []).flatMap(({ signOff }, i) => (signOff ? [{ signOff, path: ['environments', i, 'signOff'] as Path }] : []));
  return [...earlier, { signOff: file.signOff, path: ['signOff'] }];
}

function partiesOf({ signOff, path }: Placed): { roles: SignOff['roles']; people: string[]; path: Path }[] {
  return [{ party: signOff, path }, ...(signOff.and ?? []).map((party, i) => ({ party, path: [...path, 'and', i] }))]
    .map(({ party: { roles = [], people = [] }, path: at }) => ({ roles, people, path: at }));
}

/** A party of nobody would never agree. */
export function partiesAreOfSomebody(file: PipelineFile): Fault[] {
  return signOffsOf(file).flatMap(partiesOf).filter(({ roles, people }) => roles.length === 0 && people.length === 0)
    .map(({ path }) => ({ path, found: 'neither `roles` nor `people`', write: 'who may sign, e.g. `roles: [operations-engineer]`' }));
}

/** Hours over midnight would belong to two days. */
export function hoursOpen(file: PipelineFile): Fault[] {
  return signOffsOf(file).flatMap(({ signOff: { hours }, path }): Fault[] => (hours ? [
    ...(hours.from < hours.to ? [] : [{ path: [...path, 'hours', 'to'], found: `\`${hours.to}\`, not later than \`from: ${hours.from}\``, write: 'a later time of the same day' }]),
    ...unknownZone(hours.zone, [...path, 'hours', 'zone']),
  ] : []));
}

/** The rules that need the team: everybody who is named is in it, and enough of it may sign, make an exception and break the glass. */
export function signOffsFit(team: readonly Person[]): Rule<PipelineFile> {
  return (file) => signOffsOf(file).flatMap((placed) => {
    const strangers = partiesOf(placed).flatMap(({ people, path }) => people.flatMap((id, i) => unknownPerson(id, [...path, 'people', i], team)));
    return strangers.length > 0 ? strangers : [...canBeGiven(placed, team), ...canBeExcepted(placed, team)];
  });
}

function canBeGiven({ signOff, path }: Placed, team: readonly Person[]): Fault[] {
  const whys = signOffOf(signOff).parties.flatMap((party) => unsatisfiable(party, team) ?? []);
  return whys.map((why) => ({ path, found: `a gate that nobody can satisfy (${why})`, write: 'roles that enough people of the team have' }));
}

/** An exception is said with an approval: who may make it must be one who may sign. */
function canBeExcepted(placed: Placed, team: readonly Person[]): Fault[] {
  const { signOff: { exception }, path } = placed;
  if (!exception) return [];
  const signers = team.filter(({ id, roles }) => partiesOf(placed).some((party) => party.people.includes(id) || roles.some((role) => party.roles.includes(role))));
  const may = signers.filter(({ roles }) => roles.some((role) => exception.roles.includes(role)));
  return may.length > 0 ? [] : [{ path: [...path, 'exception', 'roles'], found: `${exception.roles.map((role) => `\`${role}\``).join(', ')}, which nobody has who may sign`, write: 'a role of somebody who may sign' }];
}
