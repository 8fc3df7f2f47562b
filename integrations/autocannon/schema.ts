// What is read of autocannon's result? Latencies in milliseconds, counts of the whole run, the length of the run in seconds.
import { z } from 'zod';

const count = z.number().nonnegative();

export const AutocannonResult = z.object({
  duration: z.number().positive(),
  errors: count, // connections that failed, time-outs among them
  timeouts: count,
  non2xx: count,
  latency: z.looseObject({ average: count, min: count, max: count }), // and `p50`, `p97_5`, …
  requests: z.object({ total: count }), // answers, whatever their status
  throughput: z.object({ total: count }).optional(), // bytes
});
export type AutocannonResult = z.infer<typeof AutocannonResult>;
