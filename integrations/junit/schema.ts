// What is read of a JUnit file? Suites, nested or not, with their cases; everything that repeats is a list.
import { z } from 'zod';

/** An element with text alone is a string, one with attributes an object; an empty one an empty string. */
const Mark = z.union([z.string(), z.looseObject({ '@message': z.string().optional(), '@type': z.string().optional(), '#text': z.string().optional() })]);
export type Mark = z.infer<typeof Mark>;
const marks = z.array(Mark).default([]);

export const JunitCase = z.object({
  '@name': z.string(),
  '@classname': z.string().optional(),
  '@time': z.string().optional(),
  '@status': z.string().optional(),
  '@result': z.string().optional(),
  failure: marks,
  error: marks,
  skipped: marks,
  flakyFailure: marks, // Maven: failed at first, passed when run again
  flakyError: marks,
});
export type JunitCase = z.infer<typeof JunitCase>;

export interface JunitSuite {
  '@name'?: string;
  '@failures'?: string;
  '@errors'?: string;
  testcase: JunitCase[];
  testsuite: JunitSuite[];
  error: Mark[]; // of the suite itself, e.g. a set-up that broke
  failure: Mark[];
}

/** A suite without a case or attribute is read as an empty string. */
const Suite: z.ZodType<JunitSuite> = z.preprocess((value) => (value === '' ? {} : value), z.object({
  '@name': z.string().optional(),
  '@failures': z.string().optional(),
  '@errors': z.string().optional(),
  testcase: z.array(JunitCase).default([]),
  get testsuite() {
    return z.array(Suite).default([]);
  },
  error: marks,
  failure: marks,
}));

export interface JunitFile { testsuites?: JunitSuite; testsuite?: JunitSuite[] }
export const JunitFile: z.ZodType<JunitFile> = z.object({ testsuites: Suite.optional(), testsuite: z.array(Suite).length(1).optional() })
  .refine(({ testsuites, testsuite }) => testsuites ?? testsuite, 'its root is neither <testsuites> nor <testsuite>');
