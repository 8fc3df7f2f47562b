// What is read back from the endpoints file that Envoy watches; only the fields that are used.
import { z } from 'zod';

const LbEndpoint = z.object({
  endpoint: z.object({ address: z.object({ socket_address: z.object({ address: z.string(), port_value: z.number().int() }) }) }),
  load_balancing_weight: z.number().int(),
  metadata: z.object({ filter_metadata: z.object({ dayshift: z.object({
    release: z.string(), since: z.string(), role: z.enum(['live', 'canary']).default('live'), // absent in files of an earlier dayshift
  }) }) }),
});

export const EndpointsFile = z.object({
  resources: z.array(z.object({ endpoints: z.array(z.object({ lb_endpoints: z.array(LbEndpoint) })) })).length(1),
});
export type EndpointsFile = z.infer<typeof EndpointsFile>;
