// How is one cell run? A fresh checkout, the artifact under test, the command in its box, the report read and judged.
import type { CellPlan, Plan } from '../src/contracts/plan';
import type { Report } from '../src/contracts/report';
import type { CellResult, Release } from '../src/contracts/result';
import { judgeReports, type Measured } from '../src/domain/verdict-cell';
import { Verdict } from '../src/domain/vocabulary';
import { DayshiftError } from '../src/errors';
import type { AttemptRef } from './attempt';
import { collectEvidence, readCellReport } from './cell-evidence';
import type { Control } from './heartbeat';
import { freshCheckout, linkCache, placeFor, unpackedArtifact } from './workspace';
import type { World } from './world';

export interface CellOrder extends AttemptRef {
  cell: CellPlan;
  cache: Plan['build']['cache'];
  digest: string; // of the artifact under test
  running?: Release; // what production runs: loaded or scanned beside it
  wanted: string[]; // tests that acceptance asks after
  day: string; // of the plan, e.g. `2026-11-25`
  log: string;
}

export type Side = 'candidate' | 'running';

/** Runs and judges a cell. A tool that breaks is `errored` with the reason; only a broken box or store throws. */
export async function runCell(world: World, order: CellOrder, control: Control): Promise<CellResult> {
  const started = Date.now();
  const run = new CellRun(world, order, control);
  const { id, stage, check, point } = order.cell;
  const base = { id, stage, check, point, log: order.log };
  try {
    const measured = await run.measure();
    const judged = judgeReports(order.cell, measured, { wanted: order.wanted, day: order.day });
    return { ...base, ...judged, seconds: (Date.now() - started) / 1000, evidence: run.evidence, box: run.box };
  } catch (error) {
    if (!(error instanceof DayshiftError) || error.entry.mayRetry) throw error;
    const reason = `${error.message} ${error.advice}`;
    return { ...base, verdict: Verdict.Errored, reason, seconds: (Date.now() - started) / 1000, evidence: run.evidence, box: run.box };
  }
}

/** One pass through a cell's runs; what it gathers on the way is kept when a later run breaks. */
class CellRun {
  evidence: CellResult['evidence'] = [];
  box = 'not reached';

  constructor(private readonly world: World, private readonly order: CellOrder, private readonly control: Control) {}

  async measure(): Promise<Measured> {
    const { cell, running, digest, commit } = this.order;
    if (cell.compare) return this.compare();
    const candidate = [await this.once('candidate', digest, commit)];
    const scanned = 'sarif' in cell.report && cell.report.sarif !== undefined && cell.ratchet === 'new';
    if (!scanned || !running?.commit) return { candidate, running: [] };
    return { candidate, running: [await this.once('running', running.digest, running.commit)] };
  }

  /** Candidate and running release by turns, in the same run on the same machine. */
  private async compare(): Promise<Measured> {
    const { cell, running, digest, commit } = this.order;
    const measured: Measured = { candidate: [], running: [] };
    for (let round = 0; round < cell.rounds; round += 1) {
      measured.candidate.push(await this.once('candidate', digest, commit));
      if (running) measured.running.push(await this.once('running', running.digest, commit));
    }
    return measured;
  }

  private async once(side: Side, digest: string, commit: string): Promise<Report> {
    const { world, order, control } = this;
    const folder = placeFor(world, order.incident, String(order.attempt), order.cell.id, side);
    const artifact = await unpackedArtifact(world, digest);
    await freshCheckout(world, order.repository, commit, folder);
    await linkCache(world, order.cache, folder);
    const { checks, secrets } = world.environment(order.service);
    const end = await world.checkRunner.run({
      id: `${order.incident}/${order.attempt}/${order.cell.id}`,
      command: order.cell.run, folder, log: order.log, secrets, timeoutSeconds: order.cell.timeoutSeconds,
      env: { ...checks, ...order.cell.env, ...this.described(side), DAYSHIFT_ARTIFACT: artifact, DAYSHIFT_DIGEST: digest },
    }, control);
    this.box = end.box;
    if (end.ended === 'cancelled') control.signal.throwIfAborted();
    this.evidence = [...this.evidence, ...(await collectEvidence(world, order.cell, folder, side))];
    if (end.ended !== 'exited') throw new DayshiftError('check-ended', { run: order.cell.run, how: end.ended, seconds: Math.round(end.seconds) });
    return readCellReport(world, order.cell.report, folder, end.exitCode);
  }

  private described(side: Side): Record<string, string> {
    const { incident, attempt, commit, cell } = this.order;
    const axes = Object.entries(cell.point).map(([axis, value]) => [`DAYSHIFT_${axis.toUpperCase().replace(/-/g, '_')}`, value]);
    return { ...Object.fromEntries(axes) as Record<string, string>, DAYSHIFT_INCIDENT: incident, DAYSHIFT_ATTEMPT: String(attempt), DAYSHIFT_COMMIT: commit, DAYSHIFT_CHECK: cell.check, DAYSHIFT_SIDE: side };
  }
}
