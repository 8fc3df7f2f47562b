// A calendar's text for tests: each event as its lines, in the frame that a calendar program writes.
import { TeamMember } from '../../../src/contracts/team';
import { TEAM } from '../../support/a-team';

export const MEMBERS: TeamMember[] = TEAM.map((person) => TeamMember.parse(person));

export function aCalendar(events: string[][], about: string[] = []): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...about, ...events.flatMap((event, i) => ['BEGIN:VEVENT', ...(event.some((line) => line.startsWith('UID')) ? [] : [`UID:event-${i}`]), 'DTSTAMP:20260101T000000Z', ...event, 'END:VEVENT']), 'END:VCALENDAR'];
  return `${lines.join('\r\n')}\r\n`;
}

/** The table of a zone that only this calendar knows by this name. */
export const ZONE_TABLE = [
  'BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD', 'DTSTART:16011028T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD',
  'BEGIN:DAYLIGHT', 'DTSTART:16010325T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT',
  'END:VTIMEZONE',
];
