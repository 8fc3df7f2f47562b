// Does the trouble end by itself? Before a fix is under way, alerts that stay resolved for a quiet window end the day.
import { isCancellation } from '@temporalio/workflow';
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
  const quiet = (): boolean => day.view.alerts.received > 0 && day.view.alerts.open.length === 0;
  let disturbed = true;
  while (disturbed) {
    await day.until(() => quiet() && !underWay());
    disturbed = await day.until(() => !quiet() || underWay(), day.input.policies.quietWindowSeconds);
  }
}
