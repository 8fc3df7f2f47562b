// What is read of a k6 summary? Metrics by name (`--summary-export`, and with `type` and `values` `handleSummary`), or as a list (the structured summary).
import { z } from 'zod';

const numbers = z.record(z.string(), z.unknown()); // statistics beside other things, such as `thresholds`
const detailed = { type: z.enum(['trend', 'rate', 'counter', 'gauge']), contains: z.string(), values: numbers };

export const K6Summary = z.object({
  metrics: z.record(z.string(), z.union([z.looseObject(detailed), numbers])),
});
export type K6Summary = z.infer<typeof K6Summary>;

export const K6StructuredSummary = z.object({
  config: z.object({ duration: z.number() }).nullish(), // seconds
  results: z.object({ metrics: z.array(z.object({ name: z.string().min(1), ...detailed })) }),
});
export type K6StructuredSummary = z.infer<typeof K6StructuredSummary>;

export const K6Any = z.union([K6StructuredSummary, K6Summary], 'it has neither `metrics` by name nor `results.metrics`');
