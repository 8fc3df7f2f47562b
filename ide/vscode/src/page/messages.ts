// What do the extension and its page say to each other? Both sides parse what they hear; the page can ask for nothing but these.
import * as z from 'zod/mini';
import { DEEDS, IncidentPage, Tone } from './page-model';

export const ToPage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page'), page: IncidentPage }),
  z.object({ kind: z.literal('away'), why: z.string() }), // dayshift is not heard at the moment; empty: it is again
  z.object({ kind: z.literal('said'), text: z.string(), tone: Tone }), // what came of a deed, for those who do not see it
  z.object({ kind: z.literal('show'), section: z.enum(['decision', 'attempts']) }),
]);
export type ToPage = z.infer<typeof ToPage>;

const short = z.string().check(z.maxLength(4000));

export const FromPage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('deed'), deed: z.enum(DEEDS) }),
  z.object({ kind: z.literal('diff'), path: short }), // of a file of the suspected change
  z.object({ kind: z.literal('file'), path: short, line: z.optional(z.int().check(z.positive())) }), // at which a fault is
  z.object({ kind: z.literal('link'), url: short }),
  z.object({ kind: z.literal('incident'), id: short }),
  z.object({ kind: z.literal('copy'), text: short }), // a command that repeats a fault, or a digest
  z.object({ kind: z.literal('log'), log: short }),
  z.object({ kind: z.literal('check'), cell: short }), // run it here
]);
export type FromPage = z.infer<typeof FromPage>;

export function readToPage(data: unknown): ToPage | undefined {
  const read = ToPage.safeParse(data);
  return read.success ? read.data : undefined;
}

/** Undefined for what is none of these: the page is not trusted any further than its words. */
export function readFromPage(data: unknown): FromPage | undefined {
  const read = FromPage.safeParse(data);
  return read.success ? read.data : undefined;
}

/** Whether the page that was sent holds what it now asks for: nothing else is opened, copied or run. */
export function isOnPage(page: IncidentPage, asked: FromPage): boolean {
  const faults = page.attempts.flatMap((attempt) => attempt.faults);
  switch (asked.kind) {
    case 'ready': return true;
    case 'deed': return page.buttons.some(({ deed, refused }) => deed === asked.deed && refused === undefined);
    case 'diff': return page.suspect?.files.some(({ path }) => path === asked.path) ?? false;
    case 'file': return faults.some(({ place }) => place !== undefined && place.path === asked.path && place.line === asked.line);
    case 'link': return linksOf(page).includes(asked.url);
    case 'incident': return page.earlier.some(({ id }) => id === asked.id);
    case 'copy': return [...faults.map(({ command }) => command), page.decision?.digest, page.branch].includes(asked.text);
    case 'log': return [...faults.map(({ log }) => log), ...page.attempts.map(({ buildLog }) => buildLog)].includes(asked.log);
    case 'check': return faults.some(({ cell }) => cell === asked.cell);
  }
}

function linksOf({ links, failing }: IncidentPage): string[] {
  return [...links.map(({ url }) => url), ...failing.alerts.flatMap(({ link }) => link ?? [])];
}
