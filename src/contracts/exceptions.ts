// What is let through on purpose? A flaky test or a known finding, each with an owner, a reason and a day on which it ends.
import { z } from 'zod';
import { Point } from './check';
import { Day } from './quantity';

const words = z.string().min(1);

/** Narrowed to the cells that flaked. The test still runs and reports; after `review` it holds the gate again. */
export const Quarantine = z.strictObject({
  check: words.describe('the check that reports the test'),
  test: words.describe('its name, as in a criterion'),
  at: z.array(Point).min(1).describe('the cells that flaked; `{}` is every cell of the check'),
  owner: words.describe('who mends it'),
  reason: words.describe('why it is let through meanwhile'),
  review: Day.describe('after this day it holds the gate again'),
});
export type Quarantine = z.infer<typeof Quarantine>;

/** After `until` the finding blocks again, also one that the running release has. */
export const Suppression = z.strictObject({
  check: words.optional().describe('default: every check that reports the rule'),
  rule: words.describe('as the report names it'),
  file: words.optional().describe('default: everywhere'),
  owner: words.describe('who answers for it'),
  reason: words.describe('why it is let through'),
  until: Day.describe('after this day the finding blocks again'),
});
export type Suppression = z.infer<typeof Suppression>;
