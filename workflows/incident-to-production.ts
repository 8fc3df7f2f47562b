// The day: every branch of it is on this screen. One incident, from the first alert to the fix that is watched in production.
import { allHandlersFinished, CancellationScope, condition } from '@temporalio/workflow';
import type { IncidentInput } from '../src/contracts/incident';
import type { IncidentRecord } from '../src/contracts/record';
import type { EnvironmentPlan } from '../src/contracts/release-plan';
import { lastEnvironment } from '../src/domain/plan-release';
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
import { rollOut, type Out } from './roll-out';
import { runAttempt, type Passed } from './run-attempt';
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
    const next = await fix(day);
    const passed = 'digest' in next ? next : await runAttempt(day, next);
    if (!passed) continue;
    const kept = await bringOut(day, passed);
    if (kept) return { outcome: Outcome.Fixed, by: 'dayshift', why: 'verified and watched in production' };
  }
}

/** Environment after environment, the service's own last. False: it is the developer's turn again. */
async function bringOut(day: Day, passed: Passed): Promise<boolean> {
  for (const stop of waysOut(passed)) {
    day.stop = stop;
    let out: Out;
    do {
      const signed = await awaitSignOff(day, passed, stop);
      if (!signed) return false;
      out = await rollOut(day, passed, stop);
    } while (out.kind === 'ask-again');
    const kept = out.kind === 'live' && await keepWatch(day, passed, stop, out);
    if (!kept) return false;
  }
  return true;
}

/** What is let out by broken glass goes straight to where customers are. */
function waysOut({ plan, isLetOut }: Passed): EnvironmentPlan[] {
  return isLetOut ? [lastEnvironment(plan)] : plan.environments;
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
