// What is lost, and who shall mend it? Impact and owners are looked up, the product owner decides, the deadline decides for her.
import { Role, Through } from '../src/domain/vocabulary';
import { quick } from './activity-proxies';
import type { Day } from './day';
import { assign } from './listen';

/** Ends when a developer is assigned: by a person, or by policy to the first suggestion when the deadline passes. */
export async function assess(day: Day): Promise<void> {
  const { service, environment, repository, team, owners, impact: queries, policies } = day.input;
  await day.until(() => day.view.alerts.received > 0);
  const [impact, owner] = await Promise.all([
    quick.measureImpact.executeWithOptions({ summary: `Impact on ${service}` }, [{ queries }]),
    quick.suggestAssignee.executeWithOptions({ summary: 'Who owns what changed' }, [{ service, environment, repository, team, owners }])
      .catch(() => ({ suggestions: owners.map((person) => ({ person, why: 'an owner of the service (the change could not be read)' })), running: undefined })),
  ]);
  day.record({ kind: 'impactMeasured', impact });
  day.record({ kind: 'ownersSuggested', ...owner });
  if (day.view.assignment) return; // somebody was quicker
  day.record({ kind: 'decisionAwaited', deadline: day.now(policies.assignWithinSeconds) });
  day.tell({ to: day.peopleWith(Role.ProductOwner), subject: `Assign a developer: ${day.view.title}`, text: day.view.suggestions.map(({ person, why }) => `${person}: ${why}`).join('\n'), action: 'assign' });
  const assigned = (): boolean => day.view.assignment !== undefined;
  if (await day.until(assigned, policies.assignWithinSeconds)) return;
  day.record({ kind: 'deadlinePassed', who: Role.ProductOwner, what: 'Assign a developer' });
  const first = day.view.suggestions[0];
  if (first) return assign(day, first.person, 'dayshift', `by policy: ${first.why}`, Through.Policy);
  day.tell({ to: [], subject: `Nobody is assigned: ${day.view.title}`, text: 'The deadline passed and no owner could be suggested.', action: 'assign' });
  await day.until(assigned);
}
