// What state is a cell in, and in which words? One that was handed out but reports nothing yet waits for a slot; a passed one may be flaky or taken over.
import type { Progress } from '../../src/contracts/http';
import type { StageView } from '../../src/contracts/incident';
import type { CellResult } from '../../src/contracts/result';
import { markOf } from './mark';
import type { Mark } from './mark';
import { plural, span } from './text';

export type Cell = StageView['cells'][number];
export interface CellState { mark: Mark; words: string; note?: string }

export function runningOf(cell: Pick<Cell, 'id'>, progress: Progress | undefined): Progress['running'][number] | undefined {
  return progress?.running.find(({ id }) => id === cell.id || id.endsWith(`/${cell.id}`) || id.endsWith(`:${cell.id}`));
}

/** `progress` absent: nothing was heard yet of what runs, so nothing is said to wait for a slot. */
export function cellState(cell: Cell, { over, progress, now }: { over: boolean; progress: Progress | undefined; now: number }): CellState {
  const again = cell.state === 'running' && !over; // somebody had it run again: what it came to before is no answer
  if (cell.result && !again) return { mark: markOf(cell.result.verdict), words: resultWords(cell.result), note: noteOf(cell.result) };
  if (over) return { mark: 'cancelled', words: 'not run' };
  if (cell.state === 'waiting') return { mark: 'waiting', words: 'waiting' };
  const running = runningOf(cell, progress);
  if (running) return { mark: 'running', words: `running ${span(now - Date.parse(running.since))}` };
  return progress ? { mark: 'queued', words: 'waits for a slot' } : { mark: 'running', words: 'running' };
}

function resultWords({ verdict, tests, findings, flaky }: CellResult): string {
  if (flaky?.length) return `${flaky.length} flaky`;
  if (tests && verdict === 'passed') return `passed ${tests.passed}`;
  if (tests?.failed) return `failed ${tests.failed} of ${tests.total}`;
  if (findings && verdict === 'failed') return `${findings.freshCount ?? findings.fresh.length} new`;
  if (verdict === 'inconclusive') return 'unclear';
  return verdict;
}

function noteOf({ tests, reused, runs }: CellResult): string | undefined {
  const quarantined = tests?.cases.filter((one) => one.quarantined && (one.flaky ?? one.status === 'failed')).length ?? 0;
  const notes = [
    ...(tests?.known ? [`${tests.known === tests.failed ? 'known' : `${tests.known} known`}`] : []),
    ...(quarantined ? [`${quarantined} in quarantine`] : []),
    ...(reused ? [`as in attempt ${reused.attempt}`] : []),
    ...(!reused && !tests?.known && (runs?.filter(({ side }) => side === 'candidate').length ?? 0) > 1 ? ['ran again'] : []),
  ];
  return notes.length ? notes.join(', ') : undefined;
}

/** How the cells of a stage stand, in the words of its head: only what is worth saying. */
export function tally(cells: readonly Cell[], progress: Progress | undefined): string[] {
  const done = cells.filter(({ state }) => state === 'done').length;
  const queued = cells.filter((cell) => cellState(cell, { over: false, progress, now: 0 }).mark === 'queued').length;
  return [`${done} of ${plural(cells.length, 'cell')}`, ...(queued ? [`${queued} ${queued === 1 ? 'waits' : 'wait'} for a slot`] : [])];
}
