// What is read of a CTRF report? Its summary's counts, and each test with its outcome, retries, place, tags and attachments.
import { z } from 'zod';

const words = z.string().nullish();
const count = z.number().optional();
export const CtrfStatus = z.enum(['passed', 'failed', 'skipped', 'pending', 'other']);
export type CtrfStatus = z.infer<typeof CtrfStatus>;
const files = z.array(z.object({ path: words })).default([]);
/** A label, or a field of the tool's own, has one value or several. */
const labels = z.record(z.string(), z.unknown()).default({});

export const CtrfTest = z.object({
  name: z.string(),
  status: CtrfStatus,
  duration: z.number().nullish(), // milliseconds
  suite: z.union([z.string(), z.array(z.string())]).nullish(), // a text in older versions
  message: words,
  trace: words,
  rawStatus: words,
  filePath: words,
  line: z.number().nullish(),
  flaky: z.boolean().nullish(),
  retries: z.number().nullish(),
  retryAttempts: z.array(z.object({ status: CtrfStatus, message: words, trace: words, attachments: files })).default([]),
  tags: z.array(z.string()).default([]),
  labels,
  extra: labels,
  attachments: files,
});
export type CtrfTest = z.infer<typeof CtrfTest>;

export const CtrfReport = z.object({
  reportFormat: z.literal('CTRF').optional(), // absent in its first versions
  results: z.object({
    tool: z.object({ name: z.string() }),
    summary: z.object({ tests: count, passed: count, failed: count, skipped: count, pending: count, other: count }),
    tests: z.array(CtrfTest),
  }),
});
export type CtrfReport = z.infer<typeof CtrfReport>;
