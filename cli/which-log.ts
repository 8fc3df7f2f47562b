// Which log is meant, what runs now, and is it over? Read from the incident's view alone.
import type { AttemptView, IncidentView } from '../src/contracts/incident';
import { Phase } from '../src/domain/vocabulary';
import { CliFault } from './commands/world';
import { clean } from './tree/text';

export interface NamedLog { row: string; log: string } // row: `build`, `deploy`, `verify` or a cell's id

/** The log behind a row's name; a cell may be named by any part of its id that fits only one. */
export function findLog(view: IncidentView, row: string, number: number | undefined): NamedLog {
  const attempt = attemptOf(view, number);
  if (row === 'build') return { row, log: attempt.buildLog };
  const outRow = outRows(view).find((one) => one === row) ?? (GOING_OUT.test(row) ? `${row}-${environmentOf(view)}` : undefined);
  if (outRow !== undefined) return { row: outRow, log: besides(attempt, outRow) };
  const cells = attempt.stages.flatMap((stage) => stage.cells);
  const exact = cells.find((cell) => cell.id === row);
  const fitting = exact ? [exact] : cells.filter((cell) => cell.id.includes(row));
  if (fitting.length === 1 && fitting[0]) return { row: fitting[0].id, log: fitting[0].log };
  throw new CliFault(`${fitting.length ? 'More than one row' : 'No row'} fits "${clean(row)}" in attempt ${attempt.number}.`, rowsOf(view, attempt, fitting), 2);
}

/** What there is to choose from, as advice. */
export function rowsOf(view: IncidentView, attempt: AttemptView, fitting: AttemptView['stages'][number]['cells'] = []): string {
  const cells = fitting.length ? fitting : attempt.stages.flatMap((stage) => stage.cells);
  return `Rows:\n  ${['build', ...outRows(view), ...cells.map((cell) => clean(cell.id))].join('\n  ')}`;
}

export function attemptOf(view: IncidentView, number: number | undefined): AttemptView {
  const found = number ? view.attempts.find((attempt) => attempt.number === number) : view.attempts.at(-1);
  if (!found) throw new CliFault(number ? `There is no attempt ${number}.` : 'There is no attempt yet.', `Attempts so far: ${view.attempts.length}.`);
  return found;
}

/** Of the newest attempt and of what is going out. */
export function runningLogs(view: IncidentView): NamedLog[] {
  const attempt = view.attempts.at(-1);
  if (!attempt || view.outcome) return [];
  if (view.phase === Phase.Deploy || view.phase === Phase.Verify) return goingOut(view).map((row) => ({ row, log: besides(attempt, row) }));
  if (attempt.verdict !== 'running') return [];
  if (!attempt.build) return [{ row: 'build', log: attempt.buildLog }];
  return attempt.stages.flatMap(({ cells }) => cells).filter(({ state }) => state === 'running').map(({ id, log }) => ({ row: id, log }));
}

/** Nothing of the newest attempt runs any more, and nothing is going out. */
export function isQuiet(view: IncidentView): boolean {
  const isGoingOut = view.phase === Phase.Deploy || view.phase === Phase.Verify;
  return view.outcome !== undefined || (!isGoingOut && view.attempts.at(-1)?.verdict !== 'running');
}

export function isOver(view: IncidentView, log: string): boolean {
  if (view.outcome) return true;
  for (const attempt of view.attempts) {
    if (attempt.buildLog === log) return attempt.build !== undefined || attempt.endedAt !== undefined;
    const cell = attempt.stages.flatMap((stage) => stage.cells).find((one) => one.log === log);
    if (cell) return cell.state === 'done' || attempt.endedAt !== undefined;
  }
  const newest = view.attempts.at(-1);
  const isNewest = newest !== undefined && goingOut(view).some((row) => log === besides(newest, row));
  return !isNewest || (view.phase !== Phase.Deploy && view.phase !== Phase.Verify);
}

const GOING_OUT = /^(deploy|verify|verify-rollback)$/; // the environment that is meant is the newest deployment's

function environmentOf({ deployments, environment }: IncidentView): string {
  return deployments?.at(-1)?.environment ?? environment;
}

/** What writes while a release goes to an environment, or comes back. */
function goingOut(view: IncidentView): string[] {
  const environment = environmentOf(view);
  return ['deploy', 'verify', 'verify-rollback'].map((row) => `${row}-${environment}`);
}

/** Of every environment that something went to; before that, of the service's own. */
function outRows(view: IncidentView): string[] {
  const environments = [...new Set([...(view.deployments ?? []).map(({ environment }) => environment), view.environment])];
  return environments.flatMap((environment) => [`deploy-${environment}`, `verify-${environment}`]);
}

function besides({ buildLog }: AttemptView, row: string): string {
  return buildLog.replace(/[^/]+$/, row);
}
