// Who is in the team, how is each reached and when, and who is on duty? What stays in the installation: an incident knows only `Person`.
import { z } from 'zod';
import { Severity } from '../domain/vocabulary';
import { Person } from './people';

const words = z.string().min(1);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day, e.g. `22:00`');
const zone = z.string().regex(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/, 'write a time zone by its IANA name, e.g. `Europe/Berlin`');
/** The time on the wall of the roster's zone. */
const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'write date and time of day without a zone, e.g. `2026-01-05T09:00`');

/** Between `from` and `to` (over midnight when `from` is later) only what is at least `unless` is told at once. */
export const QuietHours = z.strictObject({ from: clock, to: clock, zone, unless: z.enum(Severity).default('high') });
export type QuietHours = z.infer<typeof QuietHours>;

export const TeamMember = z.strictObject({
  ...Person.shape,
  reach: z.strictObject({ email: words.optional(), slack: words.optional() }).default({}), // slack: the member's id, e.g. `U024BE7LH`
  notify: z.array(z.strictObject({ by: words, from: z.enum(Severity).default('low') })).optional(), // notifiers by name; absent: every one
  quietHours: QuietHours.optional(),
});
export type TeamMember = z.infer<typeof TeamMember>;

const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and dashes');

/** People take turns; a turn begins at `starts` and then every so many days or weeks, by the clock of the zone. */
export const Rotation = z.strictObject({
  use: z.literal('rotation'),
  name,
  zone,
  starts: localTime, // the first hand-over: the first person's turn begins
  every: z.string().regex(/^[1-9]\d*[dw]$/, 'write a number of days or weeks, e.g. `1d`, `1w`'),
  people: z.array(words).min(1),
  overrides: z.array(z.strictObject({ from: localTime, to: localTime, person: words })).default([]), // the last that fits wins
});
export type Rotation = z.infer<typeof Rotation>;

/** A calendar whose events name the person by id, name or e-mail: in the summary, or as attendee. `zone`: of whole days and of times that name none; default: as the calendar says. */
export const DutyCalendar = z.strictObject({ use: z.literal('icalendar'), name, url: words, zone: zone.optional() });
export type DutyCalendar = z.infer<typeof DutyCalendar>;

export const Duty = z.discriminatedUnion('use', [Rotation, DutyCalendar]);
export type Duty = z.infer<typeof Duty>;
