// What is lost, and who could mend it? Impact, owners and what else is known are looked up side by side; one that fails stops no other.
import { Phase } from '../src/domain/vocabulary';
import { quick } from './activity-proxies';
import type { Day } from './day';

/** Looks everything up; the decision is taken by `assignment`. What else is known may come later. */
export async function assess(day: Day): Promise<void> {
  await day.until(() => day.view.alerts.received > 0);
  void relate(day); // nobody waits for it to be asked
  void tellWatchers(day);
  await Promise.all([measure(day, 'impactMeasured'), suggest(day)]);
}

/** The figures as monitoring has them now. */
export async function measure(day: Day, kind: 'impactMeasured' | 'impactRefreshed'): Promise<void> {
  const { service, impact: queries } = day.input;
  const impact = await quick.measureImpact.executeWithOptions({ summary: `Impact on ${service}` }, [{ queries, began: day.view.impact.began ?? undefined }]).catch(() => undefined);
  if (impact) day.record({ kind, impact });
}

/** Who could mend it, without those who declined. */
export async function suggest(day: Day): Promise<void> {
  const { service, environment, repository, team, owners, duty } = day.input;
  const declined = day.view.declined.map(({ by }) => by);
  const question = { service, environment, repository, team, owners, duty, declined };
  const answer = await quick.suggestAssignee.executeWithOptions({ summary: 'Who owns what changed, and who is on duty' }, [question])
    .catch(() => ({ suggestions: owners.filter((person) => !declined.includes(person)).map((person) => ({ person, why: 'an owner of the service (the change could not be read)' })), running: day.view.running }));
  day.record({ kind: 'ownersSuggested', ...answer });
}

async function relate(day: Day): Promise<void> {
  const { service, environment, repository, links } = day.input;
  const alerts = day.view.alerts.open.map(({ name, labels, links: own }) => ({ name, labels, links: own ?? [] }));
  const related = await quick.findRelated.executeWithOptions({ summary: 'What else is known' }, [{ service, environment, repository, links, alerts, workflowId: day.view.workflowId, incident: day.view.id }]).catch(() => undefined);
  if (related && day.view.phase !== Phase.Closed) day.record({ kind: 'relatedFound', related });
}

/** An alert that comes within the watch of another incident counts against the release that is watched there. */
async function tellWatchers(day: Day): Promise<void> {
  const { service, environment } = day.input;
  const order = { service, environment, incident: day.view.id, names: day.view.alerts.names, at: day.view.firstAlertAt };
  const incidents = await quick.tellWatchers.executeWithOptions({ summary: 'Does it count against a release that is watched?' }, [order]).catch(() => []);
  if (incidents.length > 0) day.record({ kind: 'watchersTold', incidents });
}
