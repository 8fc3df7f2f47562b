// What do we ask of another system, what does it tell, and what do we note of it?
import { z } from 'zod';
import { Digest } from '../../src/contracts/evidence';

const MOST_REPORT_BYTES = 10 * 1024 * 1024;
const MOST_LINES = 10_000;
const WebAddress = z.string().max(2000).refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'is no web address');
const Lines = z.union([z.string().transform((text) => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/))), z.array(z.string())])
  .refine((lines) => lines.length <= MOST_LINES, `has more than ${MOST_LINES} lines`);

/** What is told by a callback, and answered by a status address. Other fields are left alone. */
export const News = z.object({
  id: z.string().optional(), // needed in a callback: the signature is over the body
  status: z.enum(['running', 'finished', 'failed', 'cancelled']),
  exitCode: z.number().int().nullish(),
  report: z.string().refine((text) => Buffer.byteLength(text) <= MOST_REPORT_BYTES, 'is larger than 10 MiB').nullish(),
  output: Lines.default([]),
  link: WebAddress.nullish(),
});
export type News = z.infer<typeof News>;

/** What may be answered when a job is asked for; anything else in it is left alone, and one that does not fit does not cost the other. */
export const StartAnswer = z.object({ statusUrl: z.string().nullish().catch(undefined), link: WebAddress.nullish().catch(undefined) });

/** One line of a job's mailbox. */
export const Note = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asked'), at: z.string(), job: z.string() }),
  z.object({ kind: z.literal('started'), at: z.string(), statusUrl: z.string().optional(), link: z.string().optional() }),
  z.object({ kind: z.literal('told'), at: z.string(), news: Digest }), // `News` as evidence
  z.object({ kind: z.literal('shown'), news: Digest }), // its output stands in the cell's log
  z.object({ kind: z.literal('polled'), lines: z.number().int() }), // so many lines of the status address's output do
  z.object({ kind: z.literal('over'), at: z.string(), ended: z.enum(['exited', 'timed-out', 'cancelled']) }),
]);
export type Note = z.infer<typeof Note>;
