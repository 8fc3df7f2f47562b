// How far is the pipeline? What runs now, how many cells are done, how long it takes and how long it may take still, from the view alone.
import type { Progress } from '../src/contracts/http';
import type { AttemptView, IncidentView, StageView } from '../src/contracts/incident';
import { remainingOf } from './progress-estimate';

export interface RunningRow {
  id: string; // `build`, or a cell's
  name: string; // e.g. `login · ipad`
  last?: string; // the newest line of its log; absent: nothing was heard of it
  since?: string;
  log: string;
}

export interface PipelineProgress {
  attempt: number;
  commit: string;
  by: string; // who initiated it: a person's id, or a program
  stage: string; // what runs: `build`, or a stage's name
  /** `running`, or `held`: a person is asked about a gate. */
  state: 'running' | 'held';
  done: number; // cells of this stage; the build counts as one
  all: number;
  doneInAll: number; // the build and every cell of every stage
  allInAll: number;
  failed: number; // cells of this stage that did not pass
  running: RunningRow[]; // what reports lines first
  queued: number; // cells that were handed out and wait for a slot
  elapsedMs: number; // since the attempt began
  /** By the times of earlier attempts; absent when there is nothing to tell it by. 0: it takes longer than before. */
  remainingMs?: number;
  /** 0 to 1: by time where it can be told, else by what is done. */
  share: number;
}

/** Undefined while no attempt runs. `now` in milliseconds. */
export function progressOf(view: IncidentView, progress: Progress | undefined, now: number): PipelineProgress | undefined {
  const attempt = view.attempts.at(-1);
  if (!attempt || attempt.verdict !== 'running') return undefined;
  const stage = currentStage(attempt);
  const cells = attempt.stages.flatMap((one) => one.cells);
  const doneInAll = (attempt.build ? 1 : 0) + cells.filter(isDone).length;
  const elapsedMs = Math.max(0, now - Date.parse(attempt.startedAt));
  const remainingMs = remainingOf(attempt, view.attempts.slice(0, -1), now);
  const allInAll = 1 + cells.length;
  return {
    attempt: attempt.number, commit: attempt.commit, by: attempt.by, stage: stage?.stage ?? 'build',
    state: stage && isHeld(stage) ? 'held' : 'running',
    done: stage ? stage.cells.filter(isDone).length : 0, all: stage ? stage.cells.length : 1,
    doneInAll, allInAll,
    failed: stage?.cells.filter(({ result }) => result !== undefined && result.verdict !== 'passed').length ?? 0,
    ...rowsOf(attempt, stage, progress),
    elapsedMs, ...(remainingMs === undefined ? {} : { remainingMs }),
    share: remainingMs ? elapsedMs / (elapsedMs + remainingMs) : doneInAll / allInAll,
  };
}

/** The stage that runs, or the last that did while the next has not begun; undefined while it is built. */
function currentStage({ build, stages }: Pick<AttemptView, 'build' | 'stages'>): StageView | undefined {
  if (!build) return undefined;
  return stages.find(({ verdict }) => verdict === 'running') ?? stages.findLast(({ verdict }) => verdict !== 'waiting') ?? stages[0];
}

/** Whether a stage waits for a person's word. */
export function isHeld({ card, verdict }: Pick<StageView, 'card' | 'verdict'>): boolean {
  return card !== undefined && card.given === undefined && verdict === 'running';
}

/** The check with the values of its place, e.g. `login · ipad · legacy-data`. */
export function nameOfCell({ check, point }: Pick<StageView['cells'][number], 'check' | 'point'>): string {
  return [check, ...Object.values(point)].join(' · ');
}

function isDone({ state }: StageView['cells'][number]): boolean {
  return state === 'done';
}

/** One that was handed out and reports nothing waits for a slot, when anything is heard at all. */
function rowsOf(attempt: AttemptView, stage: StageView | undefined, progress: Progress | undefined): Pick<PipelineProgress, 'running' | 'queued'> {
  if (!stage) return { running: [{ id: 'build', name: 'build', log: attempt.buildLog, ...heard(progress, 'build') }], queued: 0 };
  const handedOut = stage.cells.filter(({ state }) => state === 'running');
  const rows = handedOut.map((cell): RunningRow => ({ id: cell.id, name: nameOfCell(cell), log: cell.log, ...heard(progress, cell.id) }));
  const running = progress ? rows.filter(({ since }) => since !== undefined) : rows;
  return { running, queued: rows.length - running.length };
}

function heard(progress: Progress | undefined, row: string): Pick<RunningRow, 'last' | 'since'> {
  const found = progress?.running.find(({ id }) => id === row || id.endsWith(`/${row}`) || id.endsWith(`:${row}`));
  return found ? { last: found.last, since: found.since } : {};
}
