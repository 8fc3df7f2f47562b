// What is read from Prometheus' HTTP API; only the fields that are used.
import { z } from 'zod';

const Sample = z.tuple([z.number(), z.string()]);

export const QueryAnswer = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('vector'), result: z.array(z.object({ value: Sample })) }),
  z.object({ resultType: z.literal('scalar'), result: Sample }),
  z.object({ resultType: z.literal('matrix'), result: z.array(z.object({ values: z.array(Sample) })) }),
  z.object({ resultType: z.literal('string'), result: Sample }),
]);
export type QueryAnswer = z.infer<typeof QueryAnswer>;

export const QueryReply = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: QueryAnswer }),
  z.object({ status: z.literal('error'), errorType: z.string().default('error'), error: z.string().default('no reason given') }),
]);

export const AlertsReply = z.object({
  status: z.literal('success'),
  data: z.object({ alerts: z.array(z.object({ labels: z.record(z.string(), z.string()), state: z.enum(['firing', 'pending', 'inactive']), activeAt: z.string().default('') })) }),
});
