// What must a status command say? One JSON object on the last line of its output; anything else is no answer.
import { z } from 'zod';
import { Digest } from '../../src/contracts/evidence';

const about = { digest: Digest, version: z.string().min(1).optional(), commit: z.string().min(1).optional() };
const time = z.iso.datetime({ offset: true });

/** A release that was live before, and since when it was. */
export const Past = z.object({ ...about, since: time });
export type Past = z.infer<typeof Past>;

/** `ready`: the digest is what customers reach. `progressing`: it is on its way, or has trouble. `none`: nothing runs. */
export const Status = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.enum(['ready', 'progressing']), ...about, since: time.optional(), before: z.array(Past).default([]) }), // before: newest first
]);
export type Status = z.infer<typeof Status>;
