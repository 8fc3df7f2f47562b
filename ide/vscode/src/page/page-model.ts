// What does the incident's page show? Everything in it is text to be shown as it is; times are ISO, read by the page's own clock.
import * as z from 'zod/mini';

const text = z.string();
const texts = z.array(text);
const pair = z.tuple([text, text]); // name and value

export const Tone = z.enum(['good', 'bad', 'waiting', 'running', 'neutral']);
export type Tone = z.infer<typeof Tone>;
/** What something came to, as a word; the page gives each tone its shape, so that nothing is said by colour alone. */
export const Mark = z.object({ word: text, tone: Tone });
export type Mark = z.infer<typeof Mark>;

/** What a developer can do from the page; the names are those of the extension's commands. */
export const DEEDS = ['startFix', 'build', 'acknowledge', 'handOver', 'decline', 'join', 'note', 'signOff', 'reject', 'openOnDashboard'] as const;
export type Deed = (typeof DEEDS)[number];
export const Button = z.object({ deed: z.enum(DEEDS), label: text, isMain: z.boolean(), refused: z.optional(text) }); // refused: why not now
export type Button = z.infer<typeof Button>;

export const Chart = z.object({
  name: text, unit: text, value: text, worst: z.optional(text), why: z.optional(text), query: text,
  series: z.optional(z.object({ from: text, stepSeconds: z.number(), values: z.array(z.nullable(z.number())) })),
});
export type Chart = z.infer<typeof Chart>;
export const ChartMark = z.object({ at: text, word: text, tone: Tone });
export type ChartMark = z.infer<typeof ChartMark>;

export const Failing = z.object({ name: text, request: z.optional(text), summary: text, source: text, severity: text, since: text, labels: z.array(pair), link: z.optional(text) });
export type Failing = z.infer<typeof Failing>;

/** `place`: it can be opened in the clone. `command`: repeats it. */
export const Fault = z.object({ what: text, cell: text, news: text, place: z.optional(z.object({ path: text, line: z.optional(z.number()) })), wrote: z.optional(text), command: text, log: text });
export type Fault = z.infer<typeof Fault>;
export const StageRow = z.object({ name: text, mark: Mark, cells: text, reason: text });
export const AttemptBlock = z.object({
  number: z.number(), mark: Mark, commit: text, subject: text, by: text, reason: text, startedAt: text, endedAt: z.optional(text), digest: z.optional(text), buildLog: text,
  stages: z.array(StageRow), faults: z.array(Fault), more: z.number(), differs: texts, since: z.optional(z.object({ good: text, files: texts })), weakens: texts,
});
export type AttemptBlock = z.infer<typeof AttemptBlock>;

export const Card = z.object({
  mark: Mark, environment: text, digest: text, commit: text, facts: z.array(pair), risks: texts, gates: z.array(z.object({ name: text, mark: Mark, figures: text })), stories: texts,
  given: texts, missing: text, expires: text, isOpen: z.boolean(), shut: z.optional(text), glass: z.optional(text), questions: texts, own: text, // own: what this person has to know of their say
});
export type Card = z.infer<typeof Card>;

const File = z.object({ path: text, owners: text });

export const IncidentPage = z.object({
  id: text, title: text, service: text, environment: text, severity: text, state: Mark, openedAt: text, closedAt: z.optional(text), branch: text,
  turn: z.optional(z.object({ whose: text, to: text, isMine: z.boolean(), since: text, deadline: z.optional(text), acknowledged: text })),
  buttons: z.array(Button),
  impact: z.object({ line: text, began: z.nullable(text), measuredAt: z.optional(text), charts: z.array(Chart), marks: z.array(ChartMark), reports: z.number() }),
  failing: z.object({ alerts: z.array(Failing), more: z.number(), received: z.number(), resolvedAt: z.optional(text), address: z.optional(text) }),
  isLookedUp: z.boolean(),
  suspect: z.optional(z.object({ subject: text, author: text, commit: text, before: z.optional(text), size: text, files: z.array(File) })), // before: the release that it is compared with
  deployments: z.array(z.object({ version: text, digest: text, at: text, note: text })),
  suggestions: z.array(z.object({ name: text, why: text })),
  together: z.array(z.object({ name: text, since: text, labels: z.array(pair) })),
  earlier: z.array(z.object({ id: text, title: text, openedAt: text, ended: text })),
  links: z.array(z.object({ title: text, url: text })),
  unknown: texts,
  attempts: z.array(AttemptBlock), // newest first
  acceptance: z.array(z.object({ story: text, title: text, criteria: z.array(z.object({ text, mark: Mark, why: text })) })),
  decision: z.optional(Card),
  timeline: z.array(z.object({ at: text, who: text, text, tone: Tone })), // newest first; who: empty where the text begins with it
  earlierEntries: z.number(), // how many are left out
});
export type IncidentPage = z.infer<typeof IncidentPage>;
