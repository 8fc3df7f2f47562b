// One service, whole: objective and budget, each environment with its release and lane, what is open and what was last.
import type { LaneState, ServiceView } from '../../../src/contracts/http';
import type { IncidentView } from '../../../src/contracts/incident';
import { objectiveInWords } from '../budget';
import { safeLink } from '../links';
import { isGrave } from '../mark';
import { pageOfIncident } from '../route';
import { dayAndClock } from '../text';
import { BudgetBar } from './budget-bar';
import { BudgetChart } from './budget-chart';
import { Deployed } from './deployed';
import { LaneBlock } from './lane-block';
import { Moment, SeverityChip } from './marks';
import { LaneRows, ReleaseRows } from './service-rows';

interface Props { service: ServiceView; now: number; onChange: () => void }
const NOBODY: IncidentView['team'] = []; // a service's page knows no team, and its word needs none

export function ServiceCard({ service, now, onChange }: Props) {
  const { name, objective, budget, environments, open = [] } = service;
  const grave = open.some(({ severity }) => isGrave(severity));
  const id = `service-${name}`;
  return (
    <article class="panel service" aria-labelledby={id}>
      <h2 id={id}>{name} {service.open === undefined ? <span>what is open is unknown</span> : open.length === 0 ? <span class="ok">✓ nothing is open</span> : <span class={grave ? 'bad' : 'wait'}>{grave ? '▲' : '…'} {open.length} open</span>} <a class="more-link" href={`#/services/${encodeURIComponent(name)}/tests`}>tests<span class="hidden"> of {name}</span></a> <a class="beside-link" href={`#/services/${encodeURIComponent(name)}/findings`}>findings<span class="hidden"> of {name}</span></a></h2>
      <div class="service-budget">
        {budget ? <BudgetBar budget={budget} /> : objective ? <span class="soft">{objectiveInWords({ objective: objective.target, windowSeconds: objective.windowSeconds })}; how much is left could not be asked</span> : <span class="soft">no objective: nothing to count a budget by</span>}
        {budget && <small class="soft">as of <Moment at={budget.at} text={dayAndClock(budget.at, now)} /></small>}
        {service.burn && <BudgetChart name={name} burn={service.burn} />}
      </div>
      <div class="places">
        {environments.map((place) => <Place key={place.environment} {...place} now={now} onChange={onChange} service={service} />)}
        <Place environment={service.environment} address={service.address} release={service.release} lane={service.lane} now={now} onChange={onChange} service={service} />
      </div>
      <Incidents service={service} now={now} />
    </article>
  );
}

interface PlaceProps { environment: string; address: string; release?: ServiceView['release']; lane?: LaneState | undefined; now: number; onChange: () => void; service: ServiceView }

function Place({ environment, address, release, lane, now, onChange, service }: PlaceProps) {
  const titles = new Map([...service.open ?? [], ...service.last ?? []].map((one) => [one.id, one.title]));
  const link = safeLink(address);
  return (
    <div class="place">
      <h3>{environment}</h3>
      <dl class="kv">
        <ReleaseRows release={release} now={now} />
        <LaneRows lane={lane} named={(id) => titles.get(id) ?? id} />
        <dt>address</dt><dd class="mono">{link ? <a href={link}>{address}</a> : address}</dd>
      </dl>
      {lane?.blocked && <LaneBlock service={service.name} environment={environment} blocked={lane.blocked} team={NOBODY} now={now} onOpened={onChange} />}
    </div>
  );
}

function Incidents({ service: { open, last, deployments = [], environment }, now }: { service: ServiceView; now: number }) {
  return (
    <div class="places">
      {open && open.length > 0 && (
        <div>
          <h3>Open</h3>
          <ul class="facts">{open.map(({ id, title, severity, phase }) => <li key={id}><SeverityChip severity={severity} /><a href={pageOfIncident(id)}>{title}</a> <small class="soft">{phase}</small></li>)}</ul>
        </div>
      )}
      <div>
        <h3>Last incidents</h3>
        {last === undefined && <p class="soft">They could not be asked for.</p>}
        {last?.length === 0 && <p class="soft">None is known.</p>}
        {last && last.length > 0 && <ul class="facts">{last.map(({ id, title, outcome, closedAt }) => <li key={id}><span class={outcome === 'fixed' ? 'ok' : 'soft'} aria-hidden="true">{outcome === 'fixed' ? '✓' : '–'}</span> <a href={pageOfIncident(id)}>{title}</a> <small class="soft">{(outcome ?? 'closed').replace(/-/g, ' ')} <Moment at={closedAt} text={dayAndClock(closedAt, now)} /></small></li>)}</ul>}
      </div>
      {deployments.length > 0 && <div><h3>Went out last</h3><Deployed deployments={deployments} environment={environment} now={now} /></div>}
    </div>
  );
}
