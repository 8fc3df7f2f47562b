// How is something kept that is too large for history? By its content digest, with enough beside it to show a link.
import { z } from 'zod';

export const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

export const Evidence = z.object({
  name: z.string(), // what a person reads, e.g. `results/junit.xml`
  digest: Digest,
  mediaType: z.string(),
  bytes: z.number().int().nonnegative(),
});
export type Evidence = z.infer<typeof Evidence>;
