// How does what a vendor wrote fit into an alert? Texts are cut and cleaned, words become severities, addresses links, times ISO.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Alert, Link } from '../src/contracts/alert';

export const LONGEST = { name: 300, fingerprint: 300, group: 300, service: 300, summary: 500, label: 500, link: 2000, title: 80 } as const;
const MOST_LABELS = 200;
const MOST_LINKS = 5;
const HASH_DIGITS = 12;

const SEVERITY_OF: Readonly<Record<string, Alert['severity']>> = {
  critical: 'critical', fatal: 'critical', emergency: 'critical', disaster: 'critical', p1: 'critical', sev1: 'critical',
  page: 'high', error: 'high', high: 'high', major: 'high', alert: 'high', p2: 'high', sev2: 'high',
  warning: 'medium', warn: 'medium', medium: 'medium', average: 'medium', p3: 'medium', sev3: 'medium',
};

/** A vendor's word for how bad it is, in any letter case; an unknown one is `low`. */
export function severityOf(word: string | undefined): Alert['severity'] {
  const key = word?.trim().toLowerCase() ?? '';
  return Object.hasOwn(SEVERITY_OF, key) ? SEVERITY_OF[key] ?? 'low' : 'low';
}

/** Without control characters and halves of characters: a database, a terminal or a page may refuse those. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Surrogate}]+/gu, ' ').trim();
}

/** At most that many characters of UTF-16; what is longer ends with an ellipsis. */
export function cut(text: string, characters: number): string {
  const cleaned = clean(text);
  return cleaned.length <= characters ? cleaned : `${clean(cleaned.slice(0, characters - 1))}…`;
}

/** A text by which things are told apart: where cleaning or cutting loses something, a hash of the whole is kept beside it. */
export function identity(text: string, characters: number = LONGEST.fingerprint): string {
  const cleaned = clean(text);
  if (cleaned === text && text !== '' && text.length <= characters) return text;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS);
  const beginning = clean(cleaned.slice(0, characters - HASH_DIGITS - 1));
  return beginning === '' ? hash : `${beginning}-${hash}`;
}

/** A name that is never empty. */
export function nameOf(text: string, otherwise: string): string {
  return cut(text, LONGEST.name) || cut(otherwise, LONGEST.name) || 'alert';
}

/** Labels as texts; more than 200 are not kept. */
export function labelsOf(labels: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(labels).filter(([name]) => name !== '__proto__' && clean(name) !== '');
  return Object.fromEntries(entries.slice(0, MOST_LABELS).map(([name, value]) => [identity(name, LONGEST.label), cut(value, LONGEST.label)]));
}

/** The address when it may be shown as a link: http or https, and not longer than the contract takes. */
export function addressOf(text: string | null | undefined): string | undefined {
  if (!text || text.length > LONGEST.link || !/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  return clean(text) === text ? text : undefined;
}

/** Nothing where the source says nothing: then routing has to find the service, and grouping the group. */
export function serviceOf(text: string | null | undefined): { service?: string } {
  const service = cut(text ?? '', LONGEST.service);
  return service === '' ? {} : { service };
}

export function groupOf(text: string | null | undefined): { group?: string } {
  return text ? { group: identity(text, LONGEST.group) } : {};
}

export function linkOf(text: string | null | undefined): { link?: string } {
  const link = addressOf(text);
  return link === undefined ? {} : { link };
}

/** Each address once; what is no address is left out, and no list is better than an empty one. */
export function linksOf(named: readonly (readonly [title: string, address: string | null | undefined])[]): { links?: Link[] } {
  const links = named.flatMap(([title, text]): Link[] => {
    const url = addressOf(text);
    return url === undefined ? [] : [{ title: cut(title, LONGEST.title) || 'Link', url }];
  });
  const once = links.filter(({ url }, place) => links.findIndex((other) => other.url === url) === place);
  return once.length > 0 ? { links: once.slice(0, MOST_LINKS) } : {};
}

/** An ISO time with its zone, as far as a clock goes: also with nanoseconds. */
export const Time = z.iso.datetime({ offset: true }).refine((text) => isWithinReach(Date.parse(text)), { message: 'is no time that a clock can show' });

/** The year 9000 leaves room for what is added to a time. */
function isWithinReach(time: number): boolean {
  return time >= Date.parse('0001-01-01T00:00:00Z') && time < Date.parse('9000-01-01T00:00:00Z');
}

/** Seconds from a number this large would lie after the year 5000: then it is milliseconds. */
const LARGEST_SECONDS = 1e11;

/** An ISO time of an ISO text, or of seconds or milliseconds since 1970; undefined when it is no time. */
export function isoTime(written: string | number): string | undefined {
  const number = typeof written === 'number' ? written : /^\d+(\.\d+)?$/.test(written.trim()) ? Number(written) : undefined;
  if (number === undefined) return Time.safeParse(written).success ? String(written) : undefined;
  const time = number < LARGEST_SECONDS ? number * 1000 : number;
  return number >= 0 && isWithinReach(time) ? new Date(time).toISOString() : undefined;
}
