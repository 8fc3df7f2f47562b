// What do the archived incidents of a service tell together? Its cells and findings week by week, and what is let through on purpose.
import { z } from 'zod';
import { Quarantine, Suppression } from './exceptions';

const count = z.number().int();
const Point = z.record(z.string(), z.string()); // as it was kept, whatever a matrix may say today

/** Findings that could block. `gone`: null where there was no release to compare with. */
export const FindingCounts = z.object({ fresh: count, known: count, suppressed: count, gone: count.nullable() });
export type FindingCounts = z.infer<typeof FindingCounts>;

/** One cell in one week, by when its attempts began. What did not run does not count. */
export const CellWeek = z.object({
  from: z.string(), // the week's beginning
  stage: z.string(),
  check: z.string(),
  point: Point,
  runs: count,
  failed: count, // of the runs
  errored: count,
  inconclusive: count,
  flaky: count, // runs in which a test failed and passed of the same bytes, whatever they came to
  tests: z.object({ ran: count, failed: count, flaked: count }), // of all runs together
  fresh: count.nullable(), // findings that the runs brought, summed; null: none of them reports findings
  last: FindingCounts.nullable(), // as the last run of the week that reports findings saw them
});
export type CellWeek = z.infer<typeof CellWeek>;

/** A run that found something that the running release had not. */
export const FreshRun = z.object({ incident: z.string(), attempt: count, stage: z.string(), check: z.string(), point: Point, at: z.string(), fresh: count });
export type FreshRun = z.infer<typeof FreshRun>;

/** A quarantine that a person gave at a gate. It holds for the later attempts of its incident; for longer it must be in the pipeline file. */
export const GivenQuarantine = z.object({ incident: z.string(), by: z.string(), at: z.string(), quarantine: Quarantine });
export type GivenQuarantine = z.infer<typeof GivenQuarantine>;

/** What an archive tells of one service. */
export interface ServiceHistory { weeks: CellWeek[]; fresh: FreshRun[]; given: GivenQuarantine[] }

const week = { week: z.string(), from: z.string() }; // ISO, e.g. `2026-W48`, and its Monday, UTC

/** How the checks of a service fared. Weeks newest first; the cells that failed or flaked most first. */
export const CellHistory = z.object({
  service: z.string(),
  weeks: z.array(z.object({ ...week, runs: count, failed: count, flaky: count, tests: CellWeek.shape.tests, flakyRate: z.number().nullable(), failRate: z.number().nullable() })), // rates: of the tests that ran, 0 to 1; null: none ran
  cells: z.array(CellWeek.pick({ stage: true, check: true, point: true, runs: true, failed: true, errored: true, inconclusive: true, flaky: true })),
});
export type CellHistory = z.infer<typeof CellHistory>;

/** What the security checks of a service found. Weeks newest first; null: no check reported findings in that week, which is not zero. */
export const FindingHistory = z.object({
  service: z.string(),
  definitions: z.array(z.object({ metric: z.string(), name: z.string(), definition: z.string() })), // metric: the field's name
  weeks: z.array(z.object({ ...week, fresh: count.nullable(), known: count.nullable(), suppressed: count.nullable(), gone: count.nullable() })),
  fresh: z.array(FreshRun), // newest first, at most 50
});
export type FindingHistory = z.infer<typeof FindingHistory>;

/** `due`: its day has passed, so it lets nothing through any more; `soon`: that is so within a week. */
export const ExceptionState = z.enum(['open', 'soon', 'due']);
export type ExceptionState = z.infer<typeof ExceptionState>;

/** What is let through on purpose now, the nearest day first. */
export const ServiceExceptions = z.object({
  service: z.string(),
  day: z.string(), // today, UTC
  quarantines: z.array(Quarantine.extend({ state: ExceptionState, given: GivenQuarantine.omit({ quarantine: true }).optional() })), // given: by a person at a gate of an incident that is closed; absent: it is in the pipeline file
  suppressions: z.array(Suppression.extend({ state: ExceptionState })),
  commit: z.string().optional(), // at which the pipeline file was read
  unread: z.string().optional(), // why it could not be
});
export type ServiceExceptions = z.infer<typeof ServiceExceptions>;
