// What is read of a k6 summary? Metrics by name, in the shape of `--summary-export` or, with `type` and `values`, of `handleSummary`.
import { z } from 'zod';

const numbers = z.record(z.string(), z.unknown()); // statistics beside other things, such as `thresholds`

export const K6Summary = z.object({
  metrics: z.record(z.string(), z.union([
    z.looseObject({ type: z.enum(['trend', 'rate', 'counter', 'gauge']), contains: z.string(), values: numbers }),
    numbers,
  ])),
});
export type K6Summary = z.infer<typeof K6Summary>;
