// Does the trouble end by itself? Before a fix is under way, alerts that stay resolved for a quiet window end the day.
import { isCancellation } from '@temporalio/workflow';
import { nextExpiry, openAlerts } from '../src/domain/alerts';
import { Outcome } from '../src/domain/vocabulary';
import type { Day } from './day';

/** Once a commit is pushed the day goes on, whatever the alerts do. */
export async function endOnRecovery(day: Day): Promise<void> {
  try {
    if (await quietWindow(day)) day.end({ outcome: Outcome.RecoveredByItself, by: 'dayshift', why: 'every alert resolved and stayed so for the quiet window' });
  } catch (error) {
    if (!isCancellation(error)) throw error; // cancelled from outside: the day itself sees to it
  }
}

/** True when every alert has been over for the whole window; false as soon as a fix is under way: then alerts decide nothing any more. */
async function quietWindow(day: Day): Promise<boolean> {
  const underWay = (): boolean => day.push !== undefined || day.view.attempts.length > 0;
  for (;;) {
    await whenQuiet(day, underWay);
    if (underWay()) return false;
    const disturbed = await day.until(() => !day.isQuiet() || underWay(), day.input.policies.quietWindowSeconds);
    if (!disturbed) return true;
  }
}

/** An alert of a source that tells no end is over by the clock: it is looked at again when the next one is. */
async function whenQuiet(day: Day, underWay: () => boolean): Promise<void> {
  while (!day.isQuiet() && !underWay()) {
    const { received } = day.alerts;
    const expiry = nextExpiry(day.alerts, day.now());
    const moved = await day.until(() => day.alerts.received !== received || underWay(), expiry === undefined ? undefined : day.secondsUntil(expiry));
    if (!moved && expiry !== undefined) endSilentAlerts(day, expiry);
  }
}

function endSilentAlerts(day: Day, at: string): void {
  day.lookAtAlerts(at);
  const open = openAlerts(day.alerts, at);
  const over = day.view.alerts.open.filter((alert) => !open.some(({ source, fingerprint }) => source === alert.source && fingerprint === alert.fingerprint));
  day.record({ kind: 'alertsExpired', open, names: [...new Set(over.map(({ name }) => name))] });
}

/** Whether it fires again within the reopen window after it has recovered by itself. What was fixed or cancelled is over. */
export async function reopens(day: Day): Promise<boolean> {
  const { reopensUntil } = day.view;
  if (!reopensUntil) return false;
  return day.until(() => !day.isQuiet(), day.secondsUntil(reopensUntil));
}
