// What is told of what went wrong, and with which exit code? In words, or with --json as a problem document; both on standard error.
import { CommanderError } from 'commander';
import { ApiProblem } from '../client/api-client';
import type { Problem } from '../src/contracts/http';
import { CliFault } from './commands/world';
import type { World } from './commands/world';

/** docs/guides/command-line.md says what each means. */
export const ExitCode = { Done: 0, Refused: 1, WrittenWrongly: 2, Unanswered: 3, Interrupted: 130 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What was printed says it all; only the exit code is left to give. */
export class Answered extends Error {
  constructor(readonly exitCode: ExitCode) {
    super(`exit ${exitCode}`);
    this.name = 'Answered';
  }
}

interface Told { problem: Problem; exitCode: ExitCode; lines: string }

/** Says it, and answers with the exit code. Of what Commander has said already, only the code is left to give. */
export function tellProblem(error: unknown, { err, signal }: World, asJson: boolean): ExitCode {
  if (signal.aborted) return ExitCode.Interrupted;
  if (error instanceof CommanderError && error.exitCode === 0) return ExitCode.Done;
  if (error instanceof Answered) return error.exitCode;
  const { problem, exitCode, lines } = told(error);
  if (asJson) err.write(`${JSON.stringify(problem, null, 2)}\n`);
  else if (!(error instanceof CommanderError)) err.write(`${lines}\n`);
  return exitCode;
}

function told(error: unknown): Told {
  if (error instanceof ApiProblem) return ofApi(error.problem);
  if (error instanceof CliFault) {
    const { message, advice, exitCode } = error;
    return { problem: problemOf(exitCode === 2 ? 'written-wrongly' : 'failed', exitCode === 2 ? 400 : 422, message, advice), exitCode, lines: `${message}\n${advice}` };
  }
  if (error instanceof CommanderError) {
    const detail = error.message.replace(/^error: /, '');
    return { problem: problemOf('written-wrongly', 400, detail, 'dayshift --help says what there is.'), exitCode: ExitCode.WrittenWrongly, lines: detail };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { problem: problemOf('bug', 500, message, 'This is a mistake of dayshift; please report it.'), exitCode: ExitCode.Refused, lines: error instanceof Error ? error.stack ?? message : message };
}

function ofApi(problem: Problem): Told {
  const { status, detail } = problem;
  const advice = status === 401 ? 'Sign in with `dayshift login`, or put your token into DAYSHIFT_TOKEN.' : problem.advice;
  return { problem: { ...problem, advice }, exitCode: status === 401 || status >= 500 ? ExitCode.Unanswered : ExitCode.Refused, lines: `${detail}\n${advice}` };
}

function problemOf(code: string, status: number, detail: string, advice: string): Problem {
  return { type: `/problems/${code}`, title: code, status, detail, advice };
}
