// Whom of the team does an event name? By its title when that is a person, by its attendees, or by a person within its title.
import type { TeamMember } from '../../src/contracts/team';
import type { Shift } from './calendar';

/** A person's id; undefined when nobody of the team is named. Of several the one who is named first. */
export function personNamed({ title, attendees }: Pick<Shift, 'title' | 'attendees'>, team: readonly TeamMember[]): string | undefined {
  const whole = team.find((person) => namesOf(person).includes(plain(title)));
  if (whole) return whole.id;
  const invited = attendees.flatMap(({ email, name }) => team.find((person) => addressesOf(person).includes(email) || plain(person.name) === plain(name) || person.id === plain(name)) ?? []);
  if (invited[0]) return invited[0].id;
  const within = team.map((person) => ({ person, at: firstMention(plain(title), namesOf(person)) })).filter(({ at }) => at >= 0);
  return within.sort((a, b) => a.at - b.at)[0]?.person.id;
}

function addressesOf({ emails, reach }: TeamMember): string[] {
  return [...emails, ...(reach.email ? [reach.email] : [])].map((email) => email.toLowerCase());
}

function namesOf(person: TeamMember): string[] {
  return [person.id, plain(person.name), ...addressesOf(person)];
}

function plain(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Where a name first stands as a word of its own; -1: nowhere. */
function firstMention(title: string, names: readonly string[]): number {
  const places = names.map((name) => title.search(new RegExp(`(?<![\\p{L}\\p{N}_.@-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_@-])`, 'u'))).filter((at) => at >= 0);
  return places.length ? Math.min(...places) : -1;
}
