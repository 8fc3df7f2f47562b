// What does an agent get of one problem? Where it stands, what it is, how it is repeated, and where more is to be read.
import { z } from 'zod';
import { isStanding, MOST_EVIDENCE, type CodeProblem } from '../client/problem';
import { LONGEST_MESSAGE } from './bounds';
import { plain } from './quoted';
import { evidenceUri, logUri } from './uris';

export const ProblemRow = z.object({
  kind: z.string(), severity: z.string(), blocks: z.boolean(), isNew: z.boolean().optional(), flaky: z.boolean().optional(),
  file: z.string(), line: z.number().int(), column: z.number().int().optional(), isPlaced: z.boolean(), // false: it stands at its check in the pipeline file
  source: z.string(), rule: z.string(), message: z.string(), help: z.string().optional(),
  cells: z.array(z.string()), moreCells: z.number().int(), command: z.string().optional(), // repeats it in a clone
  logs: z.array(z.string()), evidence: z.array(z.object({ name: z.string(), uri: z.string() })), // addresses of resources
  attempt: z.number().int(), commit: z.string(),
});
export type ProblemRow = z.infer<typeof ProblemRow>;

const MOST_CELLS = 8;
const MOST_LOGS = 3;

export function problemRow({ kind, severity, blocks, isNew, flaky, file, line, column, isPlaced, source, rule, message, help, cells, command, evidence, attempt, commit }: CodeProblem): ProblemRow {
  const logs = [...new Set(cells.map(({ log }) => log).filter((log) => log !== ''))];
  return {
    kind, severity, blocks, isNew, flaky, file: plain(file), line, column, isPlaced, source: plain(source), rule: plain(rule), message: plain(message, LONGEST_MESSAGE), help: help && plain(help, 2000),
    cells: cells.slice(0, MOST_CELLS).map(({ id }) => id), moreCells: Math.max(0, cells.length - MOST_CELLS), command: command && plain(command, 1000),
    logs: logs.slice(0, MOST_LOGS).map(logUri),
    evidence: evidence.slice(0, MOST_EVIDENCE).map(({ name, digest }) => ({ name: plain(name), uri: evidenceUri(digest) })),
    attempt, commit,
  };
}

/** What has to be looked at comes first; known ones and those let through are only counted. */
export function standingOf(problems: readonly CodeProblem[]): { standing: CodeProblem[]; known: number } {
  const standing = problems.filter(isStanding);
  return { standing, known: problems.length - standing.length };
}
