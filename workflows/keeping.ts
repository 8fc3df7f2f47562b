// By what is a card judged? The rule of the environment that the day is at, the team, the freezes there, and what production sent back.
import type { EnvironmentPlan } from '../src/contracts/release-plan';
import type { Keeping } from '../src/domain/approval';
import { lastEnvironment } from '../src/domain/plan-release';
import type { Day } from './day';

/** Without a rule nobody is asked; then only broken glass is judged by it. */
const NOBODY = { parties: [], expiresSeconds: 0, exception: [], breakGlass: [] };

export function keepingOf(day: Day): Keeping {
  const stop = stopOf(day);
  const freezes = day.input.freezes.filter(({ environments }) => environments.length === 0 || (stop && environments.includes(stop.environment)));
  return { rule: stop?.signOff ?? NOBODY, team: day.view.team, freezes, barred: day.view.barred ?? [] };
}

/** Where the day is on its way out; before that, where it leads to. */
export function stopOf(day: Day): EnvironmentPlan | undefined {
  return day.stop ?? (day.plan && lastEnvironment(day.plan));
}
