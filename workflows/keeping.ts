// By what is a card judged? The rule of the environment that the day is at, the team, the freezes, and what production sent back.
import type { Keeping } from '../src/domain/approval';
import { lastEnvironment } from '../src/domain/plan-release';
import type { Day } from './day';

/** Without a rule nobody is asked, and no glass is there to be broken. */
const NOBODY = { parties: [], expiresSeconds: 0, exception: [], breakGlass: [] };

export function keepingOf(day: Day): Keeping {
  const stop = day.stop ?? (day.plan && lastEnvironment(day.plan)); // before it is on its way out, where it leads to
  return { rule: stop?.signOff ?? NOBODY, team: day.view.team, freezes: day.input.freezes, barred: day.view.barred ?? [] };
}
