// What became of one alert, or would become of it? By its own status and by what became of its cause; said the same when it is only explained.
import type { Alert } from '../src/contracts/alert';
import type { AlertAnswer, AlertExplanation } from '../src/contracts/http';

export type Became = AlertAnswer['alerts'][number]['became'];
export type Would = AlertExplanation['alerts'][number]['would'];

/** `isOpen`: an incident of that cause runs, opened by this delivery or before. `opens`: this very alert opened it. */
export function fateOf({ status }: Pick<Alert, 'status'>, { isOpen, opens }: { isOpen: boolean; opens: boolean }): { became: Became; why?: string } {
  if (opens) return { became: 'opened' };
  if (isOpen) return { became: status === 'resolved' ? 'resolved' : 'joined' };
  if (status === 'resolved') return { became: 'ignored', why: 'it resolved, and no incident is open for it' };
  return { became: 'ignored', why: 'it is silenced or inhibited at its source, and no incident is open for it' };
}

export const WOULD: Readonly<Record<Became, Would>> = { opened: 'open', joined: 'join', resolved: 'resolve', ignored: 'be-ignored', unrouted: 'be-set-aside' };
