// Whom does each rung of a ladder reach, and by which channels? Proved for every way things may stand, before anything happens.
import type { Rung } from '../contracts/incident';
import type { Person } from '../contracts/people';
import type { TeamMember } from '../contracts/team';
import { routeTelling } from './telling';
import { Role, SEVERITIES, type Severity } from './vocabulary';

export interface Channel { name: string; use: string } // use: the adapter
export type Reachable = Pick<TeamMember, 'id' | 'roles' | 'reach' | 'notify' | 'quietHours'>;

/** One way things may stand: these are meant then. `when` says it in words, e.g. `maya is the assignee`. */
export interface Standing { people: string[]; when: string }

/** What has to be known to say whom an audience means. Absent deciders: the pipeline file could not be read. */
export interface Circumstances {
  team: readonly Reachable[];
  deciders?: readonly Standing[];
  roster?: string; // the service's
  duty: Readonly<Record<string, readonly Standing[]>>; // by roster
}

/** Somebody is not reached: at these severities, for this reason. `meansNobody`: there is nobody to be told at all. `unknown`: it hangs on deciders who are not known. */
export interface Hole { severities: Severity[]; why: string; meansNobody: boolean; unknown: boolean }
export interface RungReach {
  rung: Rung;
  people: { person: string; by: string[] }[]; // who may be told and by what, when the incident is critical
  holes: Hole[]; // empty: the rung reaches somebody, however things stand
  mayWait: Severity[]; // high or above, and yet everybody reached may have quiet hours
}

/** The channels by which a person hears of an incident of that severity; quiet hours only put it off. */
export function channelsOf(member: Reachable, channels: readonly Channel[], severity: Severity): string[] {
  const able = channels.filter(({ use }) => canReach(use, member)).map(({ name }) => name);
  const { now } = routeTelling({ to: [member.id], severity, at: ANY_TIME, channels: able, recipients: [{ id: member.id, notify: member.notify }] });
  return now.map(({ channel }) => channel);
}

const ANY_TIME = '1970-01-01T00:00:00.000Z'; // without quiet hours the time plays no part

/** Whether an adapter can reach that person at all: mail needs an address, Slack a member's id; the others need nothing. */
export function canReach(use: string, { reach }: Pick<Reachable, 'reach'>): boolean {
  if (use === 'smtp') return reach.email !== undefined;
  return use === 'slack' ? reach.slack !== undefined && SLACK_MEMBER.test(reach.slack) : true;
}

const SLACK_MEMBER = /^[UW][A-Z0-9]{2,}$/; // a name such as `@maya` reaches nobody

/** Every way in which one word of an audience may stand; never empty, except for deciders who are unknown. */
export function standingsOf(word: string, { team, deciders, roster, duty }: Circumstances): readonly Standing[] {
  const roles: readonly string[] = Object.values(Role);
  if (word === 'everybody') return [{ people: team.map(({ id }) => id), when: 'everybody is meant' }];
  if (word === 'deciders') return deciders ?? [];
  if (word === 'assignee') return orNobody(holders(team, Role.Developer).map((id) => ({ people: [id], when: `${id} is the assignee` })), 'nobody is a developer');
  if (word === 'duty' || word.startsWith('duty:')) return standingsOfDuty(word === 'duty' ? roster : word.slice(5), duty);
  if (roles.includes(word)) return [{ people: holders(team, word), when: holders(team, word).length > 0 ? `the role ${word} is meant` : `nobody is ${word}` }];
  return [{ people: team.filter(({ id }) => id === word).map(({ id }) => id), when: team.some(({ id }) => id === word) ? `${word} is meant` : `${word} is not in the team` }];
}

/**
 * Who may sign off, for each developer who may have written the fix; the author is never among them. Without developers: all holders.
 */
export function standingsOfDeciders(team: readonly Pick<Person, 'id' | 'roles'>[], roles: readonly Role[], people: readonly string[] = []): Standing[] {
  const may = team.filter((person) => people.includes(person.id) || person.roles.some((role) => roles.includes(role))).map(({ id }) => id);
  const developers = team.filter((person) => person.roles.includes(Role.Developer)).map(({ id }) => id);
  const standings = developers.map((author) => ({ people: may.filter((id) => id !== author), when: `${author} wrote the fix` }));
  return orNobody(standings, may.length > 0 ? `${may.join(', ')} may sign off` : `nobody is ${[...roles, ...people].join(' or ')}`, may);
}

/** What each rung reaches. A rung holds when at least one word of its audience reaches somebody in every way that it may stand. */
export function reachOf(rungs: readonly Rung[], circumstances: Circumstances, channels: readonly Channel[]): RungReach[] {
  return rungs.map((rung) => {
    const members = (standing: Standing): Reachable[] => circumstances.team.filter(({ id }) => standing.people.includes(id));
    const all = rung.tell.map((word) => standingsOf(word, circumstances));
    const reached = (standing: Standing, severity: Severity): Reachable[] => members(standing).filter((member) => channelsOf(member, channels, severity).length > 0);
    const open = SEVERITIES.filter((severity) => !all.some((standings) => standings.length > 0 && standings.every((standing) => reached(standing, severity).length > 0)));
    const people = [...new Set(all.flat().flatMap((standing) => members(standing)))].map((member) => ({ person: member.id, by: channelsOf(member, channels, 'critical') }));
    const isSure = (severity: Severity): boolean => all.some((standings) => standings.length > 0 && standings.every((standing) => reached(standing, severity).some((member) => !mayWait(member, severity))));
    return {
      rung, people, holes: holesOf(rung.tell, all, open, reached),
      mayWait: SEVERITIES.filter((severity) => ALWAYS_TOLD.includes(severity) && !open.includes(severity) && !isSure(severity)),
    };
  });
}

const ALWAYS_TOLD: readonly Severity[] = ['high', 'critical'];

function mayWait({ quietHours }: Reachable, severity: Severity): boolean {
  return quietHours !== undefined && SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(quietHours.unless);
}

/** The same reason at several severities is one hole. */
function holesOf(tell: readonly string[], all: readonly (readonly Standing[])[], open: readonly Severity[], reached: (standing: Standing, severity: Severity) => Reachable[]): Hole[] {
  const holes: Hole[] = [];
  for (const severity of open) {
    const failing = all.map((standings) => standings.find((standing) => reached(standing, severity).length === 0));
    const why = failing.map((standing, i) => reasonOf(tell[i] ?? '', standing)).join('; ');
    const same = holes.find((hole) => hole.why === why);
    if (same) same.severities.push(severity);
    else holes.push({ severities: [severity], why, meansNobody: failing.every((standing) => standing?.people.length === 0), unknown: failing.includes(undefined) });
  }
  return holes;
}

function reasonOf(word: string, standing: Standing | undefined): string {
  if (!standing) return `${word}: not known`;
  if (standing.people.length === 0) return `${word}: ${standing.when}`;
  return `${word}: no channel reaches ${standing.people.join(' or ')} when ${standing.when}`;
}

function standingsOfDuty(roster: string | undefined, duty: Circumstances['duty']): readonly Standing[] {
  if (roster === undefined) return [{ people: [], when: 'the service has no duty roster' }];
  return orNobody(duty[roster] ?? [], `there is no roster ${roster}`);
}

function orNobody(standings: readonly Standing[], when: string, people: string[] = []): Standing[] {
  return standings.length > 0 ? [...standings] : [{ people, when }];
}

function holders(team: readonly Reachable[], role: string): string[] {
  return team.filter(({ roles }) => roles.some((one) => one === role)).map(({ id }) => id);
}
