// What is read of a Lighthouse result? Scores by category, numbers by audit, and whether the page could be audited at all.
import { z } from 'zod';

export const LighthouseResult = z.object({
  lighthouseVersion: z.string('it says no version of Lighthouse'),
  runtimeError: z.object({ code: z.string().optional(), message: z.string().optional() }).optional(),
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z.record(z.string(), z.object({ numericValue: z.number().nullish(), numericUnit: z.string().optional() })),
});
export type LighthouseResult = z.infer<typeof LighthouseResult>;
