// What is let through on purpose? A flaky test or a known finding, each with an owner, a reason and a day on which it ends.
import { z } from 'zod';
import { Point } from './check';
import { Day } from './quantity';

const words = z.string().min(1);

/** Narrowed to the cells that flaked. The test still runs and reports; after `review` it holds the gate again. */
export const Quarantine = z.strictObject({
  check: words,
  test: words, // its name, as in a criterion
  at: z.array(Point).min(1), // `{}` is every cell of the check
  owner: words,
  reason: words,
  review: Day,
});
export type Quarantine = z.infer<typeof Quarantine>;

/** After `until` the finding blocks again, also one that the running release has. */
export const Suppression = z.strictObject({
  check: words.optional(), // default: every check that reports the rule
  rule: words,
  file: words.optional(), // default: everywhere
  owner: words,
  reason: words,
  until: Day,
});
export type Suppression = z.infer<typeof Suppression>;
