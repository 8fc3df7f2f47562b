// Who shall mend it? The product owner decides; when the time is up, the first suggestion is taken, or the ladder begins anew.
import { Role, Through } from '../src/domain/vocabulary';
import { climb } from './climb';
import type { Day } from './day';
import { assign } from './listen';

/** Ends when a developer is assigned: by a person, or by policy. */
export async function awaitAssignee(day: Day): Promise<void> {
  const { policies } = day.input;
  const assigned = (): boolean => day.view.assignment !== undefined;
  for (let round = 1; !assigned(); round += 1) {
    day.record({ kind: 'decisionAwaited', deadline: day.now(policies.assignWithinSeconds) });
    const human = {
      step: 'assign' as const, what: 'assign a developer', rungs: policies.ladders.assign, withinSeconds: policies.assignWithinSeconds, round,
      message: () => ({
        step: `${day.view.id}/assign/${day.view.declined.length}`, subject: `Assign a developer: ${day.view.title}`, action: 'assign' as const, suggestion: day.view.suggestions[0]?.person,
        text: day.view.suggestions.map(({ person, why }) => `${person}: ${why}`).join('\n') || 'Nobody could be suggested.',
      }),
    };
    if (await climb(day, human, assigned)) return;
    day.record({ kind: 'deadlinePassed', who: Role.ProductOwner, what: 'Assign a developer' });
    const first = day.view.suggestions[0];
    if (first && policies.assignAutomatically) return assign(day, first.person, 'dayshift', `by policy: ${first.why}`, Through.Policy);
  }
}
