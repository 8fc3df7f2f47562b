// How is one cell carried from its order to its result? Measured as its reports ask, judged, and what it found kept as evidence.
import type { CellResult } from '../src/contracts/result';
import { judgeReports, type Judged, type Measured } from '../src/domain/verdict-cell';
import { Verdict } from '../src/domain/vocabulary';
import { DayshiftError } from '../src/errors';
import type { CellOrder } from './attempt';
import { keepLists } from './cell-evidence';
import { CellRuns, type OneRun } from './cell-runs';
import type { Control } from './heartbeat';
import { measureCell } from './measure-cell';
import type { CellWorld } from './world';

export type { CellOrder } from './attempt';

/** Runs and judges a cell. A tool that breaks is `errored` with the reason; only a broken box or store throws. */
export async function runCell(world: CellWorld, order: CellOrder, control: Control): Promise<CellResult> {
  const started = Date.now();
  const runs = new CellRuns(world, order, control);
  const { id, stage, check, point } = order.cell;
  const base = { id, stage, check, point, log: order.log };
  const ended = (): Pick<CellResult, 'seconds' | 'box'> => ({ seconds: (Date.now() - started) / 1000, box: runs.box });
  try {
    const measured = await measureCell(order, runs);
    const { list, ...judged } = judgeReports(order.cell, measured, order);
    const lists = await keepLists(world, { list, measured });
    return { ...base, ...judged, ...apart(order, runs.all, judged), evidence: [...runs.evidence, ...lists], ...ended() };
  } catch (error) {
    if (!(error instanceof DayshiftError) || error.entry.mayRetry) throw error;
    return { ...base, verdict: Verdict.Errored, reason: `${error.message} ${error.advice}`, evidence: runs.evidence, ...ended() };
  }
}

/** Tests that were run more than once keep each run apart; the rounds of a comparison are counted. */
function apart({ cell, wanted, day }: CellOrder, all: readonly OneRun[], { metrics }: Judged): Pick<CellResult, 'runs' | 'rounds'> {
  if (metrics) return cell.compare ? { rounds: all.filter(({ side }) => side === 'candidate').length } : {};
  if (all.length < 2 || all[0]?.report.kind !== 'tests') return {};
  const alone = (report: OneRun['report']): Measured => ({ candidate: [report], running: [] });
  return {
    runs: all.map(({ side, report, seconds, evidence }) => {
      const { verdict, reason } = judgeReports({ ...cell, quarantine: [] }, alone(report), { wanted, day });
      return { side, verdict, reason, seconds, evidence };
    }),
  };
}
