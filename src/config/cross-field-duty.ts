// Do duty, ladders and people fit together? Rosters and audiences that exist, turns that can be taken, rungs in time; one function per rule.
import type { Installation } from '../contracts/installation';
import { Policies, type Ladder } from '../contracts/policies';
import { parseDuration } from '../domain/quantity';
import { channelsOf } from '../domain/reach';
import { Role, Severity } from '../domain/vocabulary';
import { repeated } from './cross-field';
import { unknownPerson } from './cross-field-installation';
import { nearest } from './did-you-mean';
import type { Fault, Path } from './faults';
import { isDay, isZone } from './wall-time';

export function rostersDiffer({ duty }: Installation): Fault[] {
  return repeated(duty ?? [], ({ name }) => name, (_, i) => ['duty', i, 'name'], 'a name');
}

export function rotationsNamePeople({ team, duty }: Installation): Fault[] {
  return rotationsOf(duty).flatMap(({ people, overrides, path }) => [
    ...(people ?? []).flatMap((id, i) => unknownPerson(id, [...path, 'people', i], team)),
    ...(overrides ?? []).flatMap(({ person }, i) => unknownPerson(person, [...path, 'overrides', i, 'person'], team)),
  ]);
}

/** A day that the calendar does not have would be nobody's. */
export function turnsAreInTime({ duty }: Installation): Fault[] {
  return rotationsOf(duty).flatMap(({ starts, overrides, path }) => {
    const written = [{ text: starts, at: [...path, 'starts'] }, ...(overrides ?? []).flatMap(({ from, to }, i) => [{ text: from, at: [...path, 'overrides', i, 'from'] }, { text: to, at: [...path, 'overrides', i, 'to'] }])];
    return [
      ...written.filter(({ text }) => !isDay(text)).map(({ text, at }) => ({ path: at, found: `\`${text}\`, a day that does not exist`, write: 'a day of the calendar' })),
      ...(overrides ?? []).flatMap(({ from, to }, i): Fault[] => (from < to ? [] : [{ path: [...path, 'overrides', i, 'to'], found: `\`${to}\`, not after its \`from\``, write: `a time after \`${from}\`` }])),
    ];
  });
}

/** Wherever the file names one. */
export function zonesAreKnown({ team, duty, policies }: Installation): Fault[] {
  const written: { zone: string | undefined; path: Path }[] = [
    ...(duty ?? []).map(({ zone }, i) => ({ zone, path: ['duty', i, 'zone'] })),
    ...team.map(({ quietHours }, i) => ({ zone: quietHours?.zone, path: ['team', i, 'quietHours', 'zone'] })),
    ...(policies?.freezes ?? []).map(({ zone }, i) => ({ zone, path: ['policies', 'freezes', i, 'zone'] })),
  ];
  return written.flatMap(({ zone, path }) => (zone === undefined ? [] : unknownZone(zone, path)));
}

/** A zone is known when this machine's runtime can tell the time in it. */
export function unknownZone(zone: string, path: Path): Fault[] {
  if (isZone(zone)) return [];
  const meant = nearest(zone, Intl.supportedValuesOf('timeZone'));
  return [{ path, found: `\`${zone}\`, a time zone that nobody knows`, write: meant ? `\`${meant}\`` : 'its IANA name, e.g. `Europe/Berlin`' }];
}

/** A variable that is not put in yet is left to when it is. The address is a secret and not repeated. */
export function calendarsHaveAddresses({ duty }: Installation): Fault[] {
  return (duty ?? []).flatMap((roster, i): Fault[] => {
    if (roster.use !== 'icalendar' || /^\$\{/.test(roster.url) || (/^(https?|webcal):\/\//i.test(roster.url) && URL.canParse(roster.url))) return [];
    return [{ path: ['duty', i, 'url'], found: 'what is no web address', write: 'the calendar\'s address, beginning with `https://`, `http://` or `webcal://`' }];
  });
}

export function servicesNameRosters({ services, duty }: Installation): Fault[] {
  return services.flatMap(({ duty: roster }, i) => (roster === undefined ? [] : unknownRoster(roster, ['services', i, 'duty'], duty)));
}

/** Every audience of a ladder that the team wrote means somebody; what the default ladders say is for `dayshift doctor` to judge. */
export function audiencesAreKnown(file: Installation): Fault[] {
  return writtenRungs(file).flatMap(({ rung, path }) => rung.tell.flatMap((word, i) => audienceFault(word, [...path, 'tell', i], file)));
}

/** After the deadline the step is over, or its ladder begins anew: a later rung would never be told. */
export function rungsAreInTime(file: Installation): Fault[] {
  const deadlines: Partial<Record<string, 'assignWithin' | 'fixWithin'>> = { assign: 'assignWithin', fix: 'fixWithin' };
  return writtenRungs(file).flatMap(({ ladder, rung, path }): Fault[] => {
    const deadline = deadlines[ladder];
    if (!deadline || parseDuration(rung.after) <= parseDuration(file.policies[deadline])) return [];
    return [{ path: [...path, 'after'], found: `\`${rung.after}\`, later than \`${deadline}: ${file.policies[deadline]}\``, write: `at most \`${file.policies[deadline]}\`` }];
  });
}

export function peopleChooseNotifiers({ team, integrations }: Installation): Fault[] {
  const known = notifiersOf(integrations).map(({ name }) => name);
  return team.flatMap(({ notify }, i) => (notify ?? []).flatMap(({ by }, j): Fault[] => {
    if (known.includes(by)) return [];
    const meant = nearest(by, known);
    const write = meant ? `\`${meant}\`` : known.length > 0 ? `one of ${quoted(known)}` : 'no choice, or a notifier under `integrations.notifiers`';
    return [{ path: ['team', i, 'notify', j, 'by'], found: `\`${by}\`, which is no notifier`, write }];
  }));
}

/** Whoever a rung depends on alone has a channel that reaches them. Without any notifier nobody is told anything, which is for `dayshift doctor` to say. */
export function ladderPeopleAreReached(file: Installation): Fault[] {
  const channels = notifiersOf(file.integrations);
  if (channels.length === 0) return [];
  const alone = new Set(writtenRungs(file).flatMap(({ rung }) => dependsOn(rung.tell, file)));
  return file.team.flatMap((member, i): Fault[] => {
    if (!alone.has(member.id) || channelsOf(member, channels, Severity.Critical).length > 0) return [];
    return [{ path: ['team', i], found: `\`${member.id}\`, whom no channel reaches although a ladder depends on them alone`, write: '`reach` with what their channel needs (`email`, `slack`), or another channel under `notify`' }];
  });
}

/** The one person that an audience comes down to, or each person of a rotation in turn; nobody when it is broader. */
function dependsOn(tell: readonly string[], { team, duty, services }: Installation): string[] {
  const [word, ...others] = tell;
  if (word === undefined || others.length > 0) return [];
  const rosters = word === 'duty' ? services.map((service) => service.duty) : word.startsWith('duty:') ? [word.slice(5)] : [];
  if (rosters.length > 0) return rotationsOf(duty).filter(({ name }) => rosters.includes(name)).flatMap(({ people, overrides }) => [...people, ...(overrides ?? []).map(({ person }) => person)]);
  const meant = isRole(word) ? team.filter(({ roles }) => roles.some((role) => role === word)).map(({ id }) => id) : [word];
  return meant.length === 1 ? meant : [];
}

function audienceFault(word: string, path: Path, { team, duty, services }: Installation): Fault[] {
  if (['assignee', 'deciders', 'everybody'].includes(word)) return [];
  if (word === 'duty') {
    const without = services.filter((service) => service.duty === undefined).map(({ name }) => name);
    return without.length === 0 ? [] : [{ path, found: `\`duty\`, but ${quoted(without)} ${without.length === 1 ? 'has' : 'have'} no duty roster`, write: `\`duty:<roster>\`, or give ${quoted(without)} a \`duty\`` }];
  }
  if (word.startsWith('duty:')) return unknownRoster(word.slice(5), path, duty, 'duty:');
  if (isRole(word)) return team.some(({ roles }) => roles.some((role) => role === word)) ? [] : [{ path, found: `\`${word}\`, a role that nobody has`, write: 'a role of somebody in the team' }];
  if (word.includes(':') || team.some(({ id }) => id === word)) return word.includes(':') ? [{ path, found: `\`${word}\``, write: '`duty:<roster>`, or an audience without a colon' }] : [];
  const meant = nearest(word, [...team.map(({ id }) => id), ...Object.values(Role), 'assignee', 'deciders', 'everybody', 'duty']);
  return [{ path, found: `\`${word}\`, which is no audience`, write: meant ? `\`${meant}\`` : '`assignee`, `deciders`, `everybody`, `duty`, a role or a person\'s id' }];
}

function unknownRoster(name: string, path: Path, duty: Installation['duty'], before = ''): Fault[] {
  const known = (duty ?? []).map((roster) => roster.name);
  if (known.includes(name)) return [];
  const meant = nearest(name, known);
  return [{ path, found: `\`${before}${name}\`, which is no duty roster`, write: meant ? `\`${before}${meant}\`` : known.length > 0 ? `one of ${quoted(known)}` : 'the name of a roster, and the roster under `duty`' }];
}

type LadderName = keyof Installation['policies']['ladders'];

/** Rungs of the ladders that differ from the default ones. */
function writtenRungs({ policies }: Installation): { ladder: LadderName; rung: Ladder[number]; path: Path }[] {
  return (Object.entries(policies.ladders) as [LadderName, Ladder][]).filter(([ladder, rungs]) => !isDefaultLadder(ladder, rungs))
    .flatMap(([ladder, rungs]) => rungs.map((rung, i) => ({ ladder, rung, path: ['policies', 'ladders', ladder, i] })));
}

/** Whether a ladder is the one that a file without ladders has. */
export function isDefaultLadder(ladder: LadderName, rungs: Ladder): boolean {
  return JSON.stringify(rungs) === JSON.stringify(Policies.parse({}).ladders[ladder]);
}

/** The notifiers by the name that people choose them by. */
export function notifiersOf({ notifiers }: Pick<Installation['integrations'], 'notifiers'>): { name: string; use: string }[] {
  return (notifiers ?? []).map(({ use, name }) => ({ use, name: name ?? use }));
}

type Roster = NonNullable<Installation['duty']>[number];
function rotationsOf(duty: readonly Roster[] | undefined): (Extract<Roster, { use: 'rotation' }> & { path: Path })[] {
  return (duty ?? []).flatMap((roster, i) => (roster.use === 'rotation' ? [{ ...roster, path: ['duty', i] }] : []));
}

function isRole(word: string): boolean {
  return Object.values(Role).some((role) => role === word);
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
