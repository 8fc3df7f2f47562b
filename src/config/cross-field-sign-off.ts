// Can every sign-off of the way be given? Parties of somebody, hours that open, people and roles that the team has; one function per rule.
import type { PipelineFile } from '../contracts/pipeline-file';
import type { Person } from '../contracts/people';
import { SignOffRule } from '../contracts/release-rules';
import { unsatisfiable, unsatisfiableGlass } from '../domain/approval';
import { signOffOf } from '../domain/plan-release';
import type { Role } from '../domain/vocabulary';
import { unknownZone } from './cross-field-duty';
import { unknownPerson } from './cross-field-installation';
import type { Fault, Path } from './faults';
import type { Rule } from './read-file';

const CLOCK = /^\d\d:\d\d$/; // one that is written otherwise is told by the schema

type SignOff = PipelineFile['signOff'];
interface Placed { environment: string; signOff: SignOff; path: Path }

export function signOffsOf(file: PipelineFile): Placed[] {
  const earlier = (file.environments ?? []).flatMap(({ environment, signOff }, i) => (signOff ? [{ environment, signOff, path: ['environments', i, 'signOff'] as Path }] : []));
  return [...earlier, { environment: file.deploy?.environment, signOff: file.signOff, path: ['signOff'] }];
}

function partiesOf({ signOff, path }: Omit<Placed, 'environment'>): { roles: SignOff['roles']; people: string[]; path: Path }[] {
  return [{ party: signOff, path }, ...(signOff.and ?? []).map((party, i) => ({ party, path: [...path, 'and', i] }))]
    .map(({ party: { roles = [], people = [] }, path: at }) => ({ roles, people, path: at }));
}

/** Whoever a rule asks, in any of its parties. */
export function signersOf(signOff: SignOff): { roles: Role[]; people: string[] } {
  const parties = partiesOf({ signOff, path: [] });
  return { roles: [...new Set(parties.flatMap(({ roles }) => roles))], people: [...new Set(parties.flatMap(({ people }) => people))] };
}

/** A party of nobody would never agree. */
export function partiesAreOfSomebody(file: PipelineFile): Fault[] {
  return signOffsOf(file).flatMap(partiesOf).filter(({ roles, people }) => roles.length === 0 && people.length === 0)
    .map(({ path }) => ({ path, found: 'neither `roles` nor `people`', write: 'who may sign, e.g. `roles: [operations-engineer]`' }));
}

/** Hours over midnight would belong to two days. */
export function hoursOpen(file: PipelineFile): Fault[] {
  return signOffsOf(file).flatMap(({ signOff: { hours }, path }): Fault[] => (hours ? [
    ...(hours.from < hours.to || !CLOCK.test(hours.from) || !CLOCK.test(hours.to) ? [] : [{ path: [...path, 'hours', 'to'], found: `\`${hours.to}\`, not later than \`from: ${hours.from}\``, write: 'a later time of the same day' }]),
    ...unknownZone(hours.zone, [...path, 'hours', 'zone']),
  ] : []));
}

/** Everybody who is named is in the team, and an exception has somebody who may make it. */
export function signOffsNameTheTeam(team: readonly Person[]): Rule<PipelineFile> {
  return (file) => signOffsOf(file).flatMap((placed) => [...strangersIn(placed, team), ...canBeExcepted(placed, team)]);
}

/** Enough of the team may sign, and break the glass. */
export function signOffsCanBeGiven(team: readonly Person[]): Rule<PipelineFile> {
  return (file) => signOffsOf(file).flatMap((placed) => (isNamedWell(placed, team) ? canBeGiven(placed, team) : []));
}

/** What is told already is not told again as a gate that nobody can satisfy. */
function isNamedWell(placed: Placed, team: readonly Person[]): boolean {
  return strangersIn(placed, team).length === 0 && partiesOf(placed).every(({ roles, people }) => roles.length + people.length > 0);
}

function strangersIn(placed: Placed, team: readonly Person[]): Fault[] {
  return partiesOf(placed).flatMap(({ people, path }) => people.flatMap((id, i) => unknownPerson(id, [...path, 'people', i], team)));
}

/** What nobody wrote is no fault of the file: a team may be too small for it, which `dayshift doctor` says. */
function isUsualGlass(roles: readonly Role[]): boolean {
  return JSON.stringify(roles) === JSON.stringify(SignOffRule.parse({}).breakGlass.roles);
}

function canBeGiven({ signOff, path }: Placed, team: readonly Person[]): Fault[] {
  const plan = signOffOf(signOff);
  const why = unsatisfiable(plan, team);
  const glass = isUsualGlass(plan.breakGlass) ? undefined : unsatisfiableGlass(plan, team);
  return [
    ...(why === undefined ? [] : [{ path, found: `a gate that nobody can satisfy (${why})`, write: 'roles that enough people of the team have' }]),
    ...(glass === undefined ? [] : [{ path: [...path, 'breakGlass'], found: `a glass that nobody can break (${glass})`, write: 'roles that two people of the team have' }]),
  ];
}

/** An exception is said with an approval: who may make it must be one who may sign. */
function canBeExcepted(placed: Placed, team: readonly Person[]): Fault[] {
  const { signOff: { exception }, path } = placed;
  if (!exception) return [];
  const signers = team.filter(({ id, roles }) => partiesOf(placed).some((party) => party.people.includes(id) || roles.some((role) => party.roles.includes(role))));
  const may = signers.filter(({ roles }) => roles.some((role) => exception.roles.includes(role)));
  return may.length > 0 ? [] : [{ path: [...path, 'exception', 'roles'], found: `${exception.roles.map((role) => `\`${role}\``).join(', ')}, which nobody has who may sign`, write: 'a role of somebody who may sign' }];
}
