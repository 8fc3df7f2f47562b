// What fires? The open alerts with labels and since when, how many were received, held back at the source, or told by customers.
import type { Alert } from '../../../src/contracts/alert';
import type { IncidentView } from '../../../src/contracts/incident';
import { CUSTOMER } from '../../../src/domain/vocabulary';
import { safeLink } from '../links';
import { age, dayAndClock } from '../text';
import { Labels } from './labels';
import { Moment } from './marks';
import { More } from './more';

const SHOWN = 4;
const count = (value: number) => value.toLocaleString('en-US');

export function AlertsPanel({ view, now }: { view: IncidentView; now: number }) {
  const { open, openCount, suppressedCount, received, resolvedAt, names } = view.alerts;
  if (view.outcome && received === 0) return null; // a record keeps no alerts
  return (
    <section class="panel" aria-labelledby="alerts">
      <h2 id="alerts">Alerts <span>{openCount ? `${count(openCount)} open` : 'none open'} · {count(received)} received{suppressedCount > 0 && ` · ${count(suppressedCount)} silenced at the source`}</span></h2>
      {openCount === 0 && <p class="soft">{resolvedAt ? <>✓ Every alert has resolved, the last one <Moment at={resolvedAt} text={dayAndClock(resolvedAt, now)} />.</> : 'None fires.'}</p>}
      <More items={open} shown={SHOWN} rest={openCount > open.length ? `${open.length - SHOWN} more of the oldest ${open.length}; ${count(openCount)} fire` : undefined} list={(alerts) => <ul class="alerts">{alerts.map((alert) => <OpenAlert key={`${alert.source} ${alert.fingerprint}`} alert={alert} now={now} />)}</ul>} />
      <dl class="kv">
        <dt>grouped by</dt><dd>{view.rule}</dd>
        {names.length > 1 && <><dt>names</dt><dd>{names.slice(0, 6).join(', ')}{names.length > 6 && ` and ${names.length - 6} more`}</dd></>}
        {view.customerReports > 0 && <><dt>customers’ reports</dt><dd>{count(view.customerReports)}</dd></>}
      </dl>
    </section>
  );
}

function OpenAlert({ alert, now }: { alert: Alert; now: number }) {
  const link = alert.link && safeLink(alert.link);
  const told = alert.source === CUSTOMER;
  return (
    <li>
      <b>{told ? 'A customer’s report' : link ? <a href={link} target="_blank" rel="noopener noreferrer">{alert.name}<span aria-hidden="true"> ↗</span></a> : alert.name}</b> <small class="soft">{told ? '' : `${alert.severity} · ${alert.source} · `}since <Moment at={alert.startsAt} text={dayAndClock(alert.startsAt, now)} />, {age(now - Date.parse(alert.startsAt))}</small>
      {!told && <Labels labels={alert.labels} hide={['alertname', 'severity']} />}
    </li>
  );
}
