// The day: every branch of it is on this screen. One incident, from the first alert to the fix that is watched in production.
import { allHandlersFinished, CancellationScope, condition } from '@temporalio/workflow';
import type { IncidentInput } from '../src/contracts/incident';
import type { IncidentRecord } from '../src/contracts/record';
import { incidentRecord } from '../src/domain/record';
import { Outcome } from '../src/domain/vocabulary';
import { archiving } from './activity-proxies';
import { assess, measure } from './assess';
import { awaitSignOff } from './await-sign-off';
import { Day, type Ending } from './day';
import { fix } from './fix';
import { keepWatch } from './keep-watch';
import { listen } from './listen';
import { keepImpactFresh } from './impact';
import { endOnRecovery, reopens } from './recovery';
import { rollOut } from './roll-out';
import { runAttempt } from './run-attempt';
import { startSubscribers } from './tell-subscribers';

/**
 * Opened by the signal `alerts` (signal-with-start), told by updates and signals, seen by the query `incident`.
 * It ends fixed, recovered by itself, or cancelled, and always leaves a record in the archive.
 */
export async function incidentToProduction(input: IncidentInput): Promise<IncidentRecord> {
  const day = new Day(input);
  listen(day);
  void startSubscribers(day);
  for (;;) {
    const ending = await day.untilEnded(() => wholeDay(day));
    const record = await CancellationScope.nonCancellable(() => close(day, ending));
    if (!await reopens(day)) return record;
    day.reopen();
  }
}

async function wholeDay(day: Day): Promise<Ending> {
  void endOnRecovery(day);
  void keepImpactFresh(day);
  await assess(day);
  for (;;) {
    const push = await fix(day);
    const passed = await runAttempt(day, push);
    if (!passed) continue;
    const signed = await awaitSignOff(day, passed);
    if (!signed) continue;
    const live = await rollOut(day, passed);
    if (!live) continue;
    const kept = await keepWatch(day, passed);
    if (kept) return { outcome: Outcome.Fixed, by: 'dayshift', why: 'verified and watched in production' };
  }
}

async function close(day: Day, ending: Ending): Promise<IncidentRecord> {
  const { reopenWithinSeconds } = day.input.policies;
  await measure(day, 'impactRefreshed'); // the record's course reaches to the end
  const mayReopen = ending.outcome === Outcome.RecoveredByItself && reopenWithinSeconds > 0;
  day.record({ kind: 'closed', ...ending, reopensUntil: mayReopen ? day.now(reopenWithinSeconds) : undefined });
  day.tell({ to: [], subject: `${day.view.title}: ${ending.outcome}`, text: ending.why });
  const record = incidentRecord(day.view);
  await archiving.archiveRecord.executeWithOptions({ summary: `Record of ${day.view.id}` }, [record]);
  await day.allTold();
  await condition(allHandlersFinished);
  return record;
}
