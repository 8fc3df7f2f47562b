// What is one thing that stands at a line of code? The same shape for editors, terminals, programs and agents.
import { z } from 'zod';
import { Point } from '../src/contracts/check';
import type { Evidence } from '../src/contracts/evidence';
import { FindingLevel } from '../src/contracts/report';

/**
 * `test` failed or flaked · `finding` of a tool · `metric` beyond its limit · `cell` that came to no answer · `build` that made no artifact ·
 * `attempt` that ended otherwise · `pipeline-file` asks less than the protected one.
 */
export const ProblemKind = z.enum(['test', 'finding', 'metric', 'cell', 'build', 'attempt', 'pipeline-file']);
export type ProblemKind = z.infer<typeof ProblemKind>;

/** How much it matters now: what the running release has too, or what is let through, is a note, whatever its tool says. */
export const ProblemSeverity = z.enum(['error', 'warning', 'note']);
export type ProblemSeverity = z.infer<typeof ProblemSeverity>;

/** A piece of evidence; `link` is relative to dayshift's address. */
export const ProblemEvidence = z.object({ name: z.string(), digest: z.string(), mediaType: z.string(), bytes: z.number().int(), link: z.string() });
export type ProblemEvidence = z.infer<typeof ProblemEvidence>;

/** `log`: the id of the cell's log, which may be empty. */
export const ProblemCell = z.object({ id: z.string(), at: Point, log: z.string() });
export type ProblemCell = z.infer<typeof ProblemCell>;

export const CodeProblem = z.object({
  id: z.string(), // the same for the same thing in each attempt, as long as it stands at the same place
  kind: ProblemKind,
  source: z.string(), // `dayshift functional/login`
  stage: z.string().optional(),
  check: z.string().optional(),
  rule: z.string(), // of a finding its tool's; else one of ours, e.g. `test-failed`
  name: z.string().optional(), // the test's or the metric's
  message: z.string(), // its first line says it alone
  severity: ProblemSeverity,
  level: FindingLevel.optional(), // of a finding, as its tool says
  blocks: z.boolean(), // holds its gate
  isNew: z.boolean().optional(), // false: the running release has it too; absent: nothing to compare with
  flaky: z.boolean().optional(), // failed, and passed of the same bytes
  state: z.enum(['fresh', 'known', 'suppressed']).optional(), // of a finding
  suppression: z.object({ owner: z.string(), reason: z.string(), until: z.string(), ended: z.boolean() }).optional(),
  file: z.string(), // relative to the checkout
  line: z.number().int().min(1),
  column: z.number().int().min(1).optional(),
  isPlaced: z.boolean(), // false: it has no line of its own and stands at its check in the pipeline file
  related: z.array(z.object({ file: z.string(), line: z.number().int(), message: z.string() })),
  help: z.string().optional(), // an address
  command: z.string().optional(), // repeats it in a clone
  wrote: z.object({ name: z.string(), email: z.string(), commit: z.string(), at: z.string() }).optional(), // who wrote the line last
  cells: z.array(ProblemCell),
  evidence: z.array(ProblemEvidence), // what shows it best first, at most five
  attempt: z.number().int(), // the one that answered last
  commit: z.string(), // whose lines they are
});
export type CodeProblem = z.infer<typeof CodeProblem>;

/** What `dayshift problems --format json` prints. `address`: what the links of evidence are relative to. */
export const ProblemReport = z.object({
  incident: z.string(), title: z.string(), service: z.string(), address: z.string(),
  attempt: z.object({ number: z.number().int(), commit: z.string(), verdict: z.string() }).optional(), // absent: none yet
  blocking: z.number().int(),
  problems: z.array(CodeProblem),
  incomplete: z.array(z.string()), // what could not be read in whole, one sentence each
});
export type ProblemReport = z.infer<typeof ProblemReport>;

/** Of one problem, what shows it best first. */
export const MOST_EVIDENCE = 5;

/** With its name and type, so that a browser shows what it may and keeps the rest under its name. */
export function evidenceOf({ digest, name, mediaType, bytes }: Evidence): ProblemEvidence {
  const asked = `name=${encodeURIComponent(name)}&type=${encodeURIComponent(mediaType)}`;
  return { name, digest, mediaType, bytes, link: `/api/v1/evidence/${encodeURIComponent(digest)}?${asked}` };
}

/** What a developer has to look at; the rest is known or let through. */
export function isStanding({ blocks, isNew, kind, state, severity }: CodeProblem): boolean {
  return blocks || kind === 'pipeline-file' || (isNew === true && state !== 'suppressed' && severity !== 'note');
}

/** The first line. */
export function headlineOf({ message }: Pick<CodeProblem, 'message'>): string {
  return message.split('\n').find((line) => line.trim() !== '')?.trim() ?? '';
}
