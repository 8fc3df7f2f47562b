// What does the generic source read? Any JSON that is an object or a list; the mapping says what of it.
import { z } from 'zod';

export const Payload = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())], { error: 'must be an object or a list' });
export type Payload = z.infer<typeof Payload>;
