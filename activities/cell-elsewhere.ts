// How is a cell run on another system? It is asked for there, waited for, and its report is read as one of our own.
import path from 'node:path';
import type { Evidence } from '../src/contracts/evidence';
import type { Report } from '../src/contracts/report';
import type { ExternalEnd } from '../src/ports/external-runner';
import { DayshiftError, mask } from '../src/errors';
import type { CellOrder } from './attempt';
import { described, type RunSubject } from './cell-environment';
import { mediaTypeOf } from './cell-evidence';
import type { Control } from './heartbeat';
import type { CellWorld } from './world';

interface Elsewhere { report: Report; end: ExternalEnd; evidence: Evidence }

/** Throws `adapter-unknown` for a runner that the installation does not have, `report-missing` when the job left none. */
export async function runElsewhere(world: CellWorld, order: CellOrder, { subject, label }: { subject: RunSubject; label: string }, control: Control): Promise<Elsewhere> {
  const { cell } = order;
  const name = cell.external ?? '';
  const runner = world.externalRunners.get(name);
  if (!runner) throw new DayshiftError('adapter-unknown', { kind: 'external runner', name, known: [...world.externalRunners.keys()].join(', ') || 'none' });
  const [[format, file] = ['', '']] = Object.entries(cell.report);
  const end = await runner.run({
    id: `${order.incident}/${order.attempt}/${cell.id}/${label}${order.turn && order.turn > 1 ? `-again-${order.turn - 1}` : ''}`, check: cell.check, point: cell.point, command: cell.run,
    repository: order.repository, commit: subject.commit, digest: subject.digest, env: { ...cell.env, ...described(order, subject), ...world.traceVariables?.() },
    timeoutSeconds: cell.timeoutSeconds, log: order.log, format, file,
  }, control);
  if (end.ended === 'cancelled') control.signal.throwIfAborted();
  if (end.ended !== 'exited') throw new DayshiftError('check-ended', { run: `${cell.run} (${name})`, how: end.ended, seconds: Math.round(end.seconds) });
  if (end.report === undefined) throw new DayshiftError('report-missing', { path: `${name}'s answer (exit code ${end.exitCode ?? 'none'})` });
  const { secrets } = world.environment(order.service);
  const evidence = await world.evidence.put({ name: `${label}/${path.basename(file)}`, mediaType: mediaTypeOf(file) ?? 'text/plain', text: mask(end.report, secrets) });
  return { report: await world.readReport(format, { text: end.report }, { secrets }), end, evidence };
}
