// What is left when an incident is over? Its story, to be read here or taken home, the record for programs, and the same trouble on other days.
import type { IncidentList, IncidentSummary } from '../../../src/contracts/http';
import type { IncidentView } from '../../../src/contracts/incident';
import { useAnswer } from '../live/answer';
import { pageOfIncident } from '../route';
import { age, dayAndClock } from '../text';
import { Moment } from './marks';
import { Fault } from './states';
import { Story } from './story';

const SHOWN = 6;

export function ClosedPanel({ view, now }: { view: IncidentView; now: number }) {
  if (!view.outcome) return null;
  return (
    <section class="panel" aria-labelledby="story">
      <h2 id="story">The story of the day</h2>
      <div class="story-box" tabIndex={0} role="group" aria-label="The story of the day"><Story id={view.id} /></div>
      <Similar view={view} now={now} />
    </section>
  );
}

/** Closed ones of the same service that are called the same. */
function Similar({ view: { id, service, title }, now }: { view: IncidentView; now: number }) {
  const question = new URLSearchParams({ state: 'closed', service, q: title.slice(0, 100), limit: String(SHOWN + 1) });
  const { body, refused, again } = useAnswer(`/api/v1/incidents?${question.toString()}`, (json) => (json as IncidentList).incidents);
  const others = body?.filter((one) => one.id !== id).slice(0, SHOWN);
  return (
    <>
      <h3 class="inner">Similar incidents <span>of {service}</span></h3>
      {refused && <Fault refused={refused} onRetry={again} />}
      {!refused && !others && <p class="soft" role="status">Being looked up …</p>}
      {others?.length === 0 && <p class="soft">None is archived.</p>}
      {others && others.length > 0 && <ul class="facts">{others.map((one) => <Other key={one.id} one={one} now={now} />)}</ul>}
    </>
  );
}

function Other({ one: { id, title, outcome, openedAt, closedAt, attempts }, now }: { one: IncidentSummary; now: number }) {
  return (
    <li>
      <a href={pageOfIncident(id)}>{title}</a> <Moment at={openedAt} text={dayAndClock(openedAt, now)} />, {(outcome ?? 'closed').replace(/-/g, ' ')}{closedAt && <> after {age(Date.parse(closedAt) - Date.parse(openedAt))}</>}
      {attempts > 1 && <small class="soft">{attempts} attempts</small>}
    </li>
  );
}
