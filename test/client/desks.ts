// A person's desk for tests, as the API makes it of an incident that really happened.
import { deskOf } from '../../api/live/desk-of';
import { summaryOfView } from '../../api/summaries';
import type { Desk } from '../../src/contracts/desk';
import type { IncidentView } from '../../src/contracts/incident';
import type { Person } from '../../src/contracts/people';
import { TEAM } from '../support/a-team';

export function aDesk(person: string, views: readonly IncidentView[], isAll = true): Desk {
  const rows = views.map((view) => summaryOfView(view, () => undefined));
  return deskOf(TEAM.find(({ id }) => id === person) as Person, { rows, isAll }, 'http://dayshift.example');
}
