// What is read of a JUnit file? Suites, nested or not, with their cases and properties; everything that repeats is a list.
import { z } from 'zod';

/** Elements that are lists even when there is one. */
export const LISTS: ReadonlySet<string> = new Set([
  'testsuite', 'testcase', 'failure', 'error', 'skipped', 'flakyFailure', 'flakyError', 'rerunFailure', 'rerunError',
  'properties', 'property', 'system-out', 'system-err', 'stackTrace',
]);

const words = z.string().optional();
/** An element with text alone is a string, one with attributes an object; an empty one an empty string. */
const texts = z.array(z.union([z.string(), z.object({ '#text': words }).transform((element) => element['#text'] ?? '')])).default([]);

const Mark = z.union([z.string(), z.object({ '@message': words, '@type': words, '#text': words, stackTrace: texts })]);
export type Mark = z.infer<typeof Mark>;
const marks = z.array(Mark).default([]);

const Property = z.union([z.string(), z.object({ '@name': words, '@value': words, '#text': words })]);
const properties = z.array(z.union([z.string(), z.object({ property: z.array(Property).default([]) })])).default([])
  .transform((lists) => lists.flatMap((list) => (typeof list === 'string' ? [] : list.property)).flatMap((one) => (
    typeof one === 'string' || one['@name'] === undefined ? [] : [{ name: one['@name'], value: one['@value'] ?? one['#text'] ?? '' }])));
export type Properties = z.infer<typeof properties>;

export const JunitCase = z.object({
  '@name': z.string(),
  '@classname': words,
  '@time': words,
  '@status': words,
  '@result': words,
  '@file': words,
  '@line': words,
  failure: marks,
  error: marks,
  skipped: marks,
  flakyFailure: marks, // Maven, Playwright: failed at first, passed when run again
  flakyError: marks,
  rerunFailure: marks, // failed, and again when run again
  rerunError: marks,
  properties,
  'system-out': texts,
  'system-err': texts,
});
export type JunitCase = z.infer<typeof JunitCase>;

export interface JunitSuite {
  '@name'?: string;
  '@file'?: string;
  '@tests'?: string;
  '@failures'?: string;
  '@errors'?: string;
  '@skipped'?: string;
  '@disabled'?: string;
  testcase: JunitCase[];
  testsuite: JunitSuite[];
  properties: Properties;
  error: Mark[]; // of the suite itself, e.g. a set-up that broke
  failure: Mark[];
}

/** A suite without a case or attribute is read as an empty string. */
const Suite: z.ZodType<JunitSuite> = z.preprocess((value) => (value === '' ? {} : value), z.object({
  '@name': words,
  '@file': words,
  '@tests': words,
  '@failures': words,
  '@errors': words,
  '@skipped': words,
  '@disabled': words,
  testcase: z.array(JunitCase).default([]),
  get testsuite() {
    return z.array(Suite).default([]);
  },
  properties,
  error: marks,
  failure: marks,
}));

export interface JunitFile { testsuites?: JunitSuite; testsuite?: JunitSuite[] }
export const JunitFile: z.ZodType<JunitFile> = z.object({ testsuites: Suite.optional(), testsuite: z.array(Suite).length(1).optional() });
