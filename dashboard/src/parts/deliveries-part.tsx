// What were subscribers told of an incident, and what did not reach them? Failures first.
import { useState } from 'preact/hooks';
import type { EventDeliveries, EventDelivery, IncidentList, IncidentSummary } from '../../../src/contracts/http';
import { lastTries } from '../deliveries';
import { useAnswer } from '../live/answer';
import { useMinute } from '../live/connection';
import { dayAndClock, plural } from '../text';
import { Moment } from './marks';
import { More } from './more';
import { Fault, Loading } from './states';

const SHOWN = 50;
const OUTCOMES: Record<EventDelivery['outcome'], { shape: string; word: string; tone: string }> = {
  delivered: { shape: '✓', word: 'delivered', tone: 'ok' }, failed: { shape: '◔', word: 'failed, will be tried again', tone: 'wait' }, 'given-up': { shape: '✕', word: 'given up', tone: 'bad' },
};

export function DeliveriesPart() {
  const opened = useAnswer('/api/v1/incidents?state=open&limit=200', (json) => json as IncidentList);
  const ended = useAnswer('/api/v1/incidents?state=closed&limit=50', (json) => json as IncidentList);
  const [chosen, setChosen] = useState('');
  const refused = opened.refused ?? ended.refused;
  if (refused) return <Fault refused={refused} onRetry={() => { opened.again(); ended.again(); }} />;
  if (!opened.body || !ended.body) return <Loading what="the incidents" />;
  const open = opened.body.incidents;
  const closed = ended.body.incidents.filter(({ id }) => !open.some((one) => one.id === id));
  const incident = chosen || (open[0] ?? closed[0])?.id;
  return (
    <section class="panel" aria-labelledby="deliveries">
      <h2 id="deliveries">Delivery log <span>What the subscriptions of <span class="mono">dayshift.yaml</span> were sent of an incident.</span></h2>
      {incident === undefined && <div class="empty"><b>No incident is there.</b><span>What subscribers are told of one appears here.</span></div>}
      {incident !== undefined && (
        <label class="choice">Incident <select value={incident} onChange={(event) => { setChosen(event.currentTarget.value); }}>
          <Choices name="Open" rows={open} />
          <Choices name="Closed" rows={closed} />
        </select></label>
      )}
      {incident !== undefined && <Told key={incident} incident={incident} />}
    </section>
  );
}

function Choices({ name, rows }: { name: string; rows: readonly IncidentSummary[] }) {
  return rows.length === 0 ? null : <optgroup label={name}>{rows.map(({ id, service, title }) => <option key={id} value={id}>{service}: {title} ({id})</option>)}</optgroup>;
}

function Told({ incident }: { incident: string }) {
  const { body, refused, again } = useAnswer(`/api/v1/deliveries?incident=${encodeURIComponent(incident)}`, (json) => json as EventDeliveries);
  if (refused) return <Fault refused={refused} onRetry={again} />;
  if (!body) return <Loading what="what was delivered" />;
  const last = lastTries(body.deliveries);
  const lost = last.filter(({ outcome }) => outcome !== 'delivered').length;
  if (last.length === 0) return <p class="soft">Nothing was sent: nobody subscribed, or nothing has happened that they asked for.</p>;
  return (
    <>
      <p class={lost ? 'bad' : 'ok'} role="status">{lost ? `✕ ${plural(lost, 'event')} of ${last.length.toLocaleString('en-US')} did not arrive` : `✓ ${last.length === 1 ? 'The one event' : `All ${plural(last.length, 'event')}`} arrived`}</p>
      <More items={last} shown={SHOWN} list={(some) => <Deliveries some={some} />} />
      <div class="buttons"><button type="button" onClick={again}>Look again</button></div>
    </>
  );
}

function Deliveries({ some }: { some: readonly EventDelivery[] }) {
  const now = useMinute();
  return (
    <ol class="entries">
      {some.map(({ id, type, subscription, at, attempt, outcome, reason }) => (
        <li key={`${subscription} ${id}`}>
          <span class={OUTCOMES[outcome].tone}><span aria-hidden="true">{OUTCOMES[outcome].shape}</span> {OUTCOMES[outcome].word}</span>
          <div>
            <b>{subscription}</b> · <span class="mono">{type}</span>
            <p><Moment at={at} text={dayAndClock(at, now)} /> · {attempt === 1 ? 'the first try' : `try ${attempt}`}{reason && <> · {reason}</>}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
