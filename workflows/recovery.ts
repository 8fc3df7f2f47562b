// Does the trouble end by itself? Before a fix is under way, alerts that stay resolved for a quiet window end the day.
import { isCancellation } from '@temporalio/workflow';
import { lastingAlerts, nextExpiry, openAlerts } from '../src/domain/alerts';
import { Outcome } from '../src/domain/vocabulary';
import type { Day } from './day';

/** Once a commit is pushed the day goes on, whatever the alerts do. */
export async function endOnRecovery(day: Day): Promise<void> {
  try {
    await quietWindow(day);
    day.end({ outcome: Outcome.RecoveredByItself, by: 'dayshift', why: 'every alert resolved and stayed so for the quiet window' });
  } catch (error) {
    if (!isCancellation(error)) throw error; // cancelled from outside: the day itself sees to it
  }
}

/** Ends when every alert has been resolved for the whole window and no fix is under way. */
async function quietWindow(day: Day): Promise<void> {
  const underWay = (): boolean => day.push !== undefined || day.view.attempts.length > 0;
  const quiet = (): boolean => day.view.alerts.received > 0 && lastingAlerts(day.alerts, day.now()).length === 0;
  let disturbed = true;
  while (disturbed) {
    await whenQuiet(day, () => quiet() && !underWay());
    disturbed = await day.until(() => !quiet() || underWay(), day.input.policies.quietWindowSeconds);
  }
}

/** An alert of a source that tells no end is over by the clock: it is looked at again when the next one is. */
async function whenQuiet(day: Day, quiet: () => boolean): Promise<void> {
  for (;;) {
    const { received } = day.alerts;
    const expiry = nextExpiry(day.alerts, day.now());
    const seconds = expiry === undefined ? undefined : Math.max(1, (Date.parse(expiry) - Date.now()) / 1000);
    await day.until(() => quiet() || day.alerts.received !== received, seconds);
    if (quiet()) return;
  }
}

/** Whether it fires again within the reopen window after it has recovered by itself. What was fixed or cancelled is over. */
export async function reopens(day: Day): Promise<boolean> {
  const { reopensUntil } = day.view;
  if (!reopensUntil) return false;
  const fires = (): boolean => openAlerts(day.alerts, day.now()).length > 0;
  return day.until(fires, Math.max(0, Date.parse(reopensUntil) - Date.now()) / 1000);
}
