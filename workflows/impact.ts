// Is it still as bad? The impact is measured again while the day is open, so that severity rises with it and the record has the last word.
import { isCancellation } from '@temporalio/workflow';
import { Phase } from '../src/domain/vocabulary';
import { measure } from './assess';
import type { Day } from './day';

const GROWS_TO = 6; // times the policy's interval: a day that stays open for long is not measured every few minutes

/** Runs beside the day and ends with it. The interval doubles: each measurement costs history. */
export async function keepImpactFresh(day: Day): Promise<void> {
  const { refreshImpactSeconds } = day.input.policies;
  try {
    for (let factor = 1; ; factor = Math.min(GROWS_TO, factor * 2)) {
      const isOver = await day.until(() => day.view.phase === Phase.Closed, refreshImpactSeconds * factor);
      if (isOver) return;
      await measure(day, 'impactRefreshed');
    }
  } catch (error) {
    if (!isCancellation(error)) throw error;
  }
}
