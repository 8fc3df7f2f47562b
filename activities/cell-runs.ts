// How is a cell's command run once? A fresh checkout, the caches, the artifact under test, the box; its report read, what lies beside it kept.
import type { Evidence } from '../src/contracts/evidence';
import type { Report } from '../src/contracts/report';
import type { RunEnd } from '../src/ports/check-runner';
import { DayshiftError } from '../src/errors';
import type { CellOrder } from './attempt';
import { described, type RunSubject, type Side } from './cell-environment';
import { collectEvidence, readCellReport } from './cell-evidence';
import { runElsewhere } from './cell-elsewhere';
import type { Control } from './heartbeat';
import { howEnded } from './how-ended';
import { fillCaches, freshCheckout, linkCaches, placeFor, unpackedArtifact } from './workspace';
import type { CellWorld } from './world';

export interface OneRun { side: Side; report: Report; seconds: number; evidence: Evidence[] }

/** The runs of one cell, one after the other; what they gather is kept when a later one breaks. */
export class CellRuns {
  readonly all: OneRun[] = [];
  evidence: Evidence[] = [];
  box = 'not reached';

  constructor(private readonly world: CellWorld, readonly order: CellOrder, private readonly control: Control) {}

  /** Throws what makes the cell errored: no end within its limits, no report, or one that the exit code denies. */
  async once(subject: RunSubject): Promise<Report> {
    const { world, order } = this;
    const number = this.all.length + 1;
    if (number > 1) await world.logs.append(order.log, `dayshift: run ${number}, ${subject.side === 'running' ? 'of the running release' : 'of the candidate'}\n`);
    const control = { ...this.control, onProgress: (last: string) => this.control.onProgress(number > 1 ? `run ${number}: ${last}` : last) };
    const folder = placeFor(world, order.incident, String(order.attempt), order.cell.id, subject.side);
    const before = this.evidence;
    const { report, end } = order.cell.external ? await this.elsewhere(subject, control) : await this.here(subject, folder, control);
    if (end.exitCode !== 0 && report.kind === 'tests' && isGreen(report)) throw new DayshiftError('exit-disagrees', { run: order.cell.run, exitCode: end.exitCode ?? 'none' });
    const measured = withMemory(report, end);
    this.all.push({ side: subject.side, report: measured, seconds: end.seconds, evidence: this.evidence.slice(before.length) });
    return measured;
  }

  private async here(subject: RunSubject, folder: string, control: Control): Promise<{ report: Report; end: RunEnd }> {
    const { world, order } = this;
    const { cell } = order;
    const artifact = await unpackedArtifact(world, subject.digest);
    await freshCheckout(world, { ...order, commit: subject.commit }, folder);
    const caches = [...(order.cache ? [order.cache] : []), ...cell.caches];
    const linked = await linkCaches(world, caches, folder);
    const { checks, secrets } = world.environment(order.service);
    const end = await world.checkRunner.run({
      id: `${order.incident}/${order.attempt}/${cell.id}`,
      command: cell.run, folder, log: order.log, secrets, timeoutSeconds: cell.timeoutSeconds,
      limits: cell.limits, network: cell.network, services: cell.services,
      env: { ...checks, ...cell.env, ...described(order, subject), DAYSHIFT_ARTIFACT: artifact, ...world.traceVariables?.() },
    }, control);
    this.box = end.box;
    if (end.ended === 'cancelled') control.signal.throwIfAborted();
    this.evidence = [...this.evidence, ...(await collectEvidence(world, { cell, folder, label: this.label(subject.side), secrets }))];
    if (end.ended === 'service-not-ready') throw new DayshiftError('service-not-ready', { check: cell.check, why: end.why ?? 'it did not answer', seconds: Math.round(end.seconds) });
    if (end.ended !== 'exited') throw new DayshiftError('check-ended', { run: cell.run, how: howEnded(end), seconds: Math.round(end.seconds) });
    await fillCaches(world, cell.caches, linked, folder);
    return { report: await readCellReport(world, cell.report, { folder, secrets }, end.exitCode), end };
  }

  private async elsewhere(subject: RunSubject, control: Control): Promise<{ report: Report; end: Pick<RunEnd, 'exitCode' | 'seconds' | 'memory'> }> {
    const { report, end, evidence } = await runElsewhere(this.world, this.order, { subject, label: this.label(subject.side) }, control);
    this.box = `elsewhere: ${this.order.cell.external}`;
    this.evidence = [...this.evidence, evidence];
    return { report, end };
  }

  /** `candidate`, and with a number from its second run on. */
  private label(side: Side): string {
    const before = this.all.filter((run) => run.side === side).length;
    return before ? `${side}-${before + 1}` : side;
  }
}

function isGreen(report: Extract<Report, { kind: 'tests' }>): boolean {
  return report.cases.some(({ status }) => status === 'passed') && report.cases.every(({ status }) => status !== 'failed');
}

/** Memory is a metric like another: measured on both sides alike. */
function withMemory(report: Report, { memory }: Pick<RunEnd, 'memory'>): Report {
  if (report.kind !== 'metrics' || !memory) return report;
  const { peakBytes, growthPerHour } = memory;
  return { ...report, metrics: { 'memory peak': peakBytes, ...(growthPerHour === undefined ? {} : { 'memory growthPerHour': growthPerHour }), ...report.metrics } };
}
