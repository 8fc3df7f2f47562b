// What does a service run in production, how much may still go wrong, who holds the lane to it, what went out last? In brief, for the first page.
import type { ServiceView } from '../../../src/contracts/http';
import { objectiveInWords } from '../budget';
import { BudgetBar } from './budget-bar';
import { BudgetChart } from './budget-chart';
import { Deployed } from './deployed';
import { LaneRows, ReleaseRows } from './service-rows';

const SHOWN = 3;

export function ServicePanel({ service, titles, now }: { service: ServiceView; titles: Map<string, string>; now: number }) {
  const { name, environment, release, lane, objective, budget, burn, deployments = [] } = service;
  const id = `production-${name}`;
  return (
    <section class="panel" aria-labelledby={id}>
      <h3 id={id}>{name} <span>{environment}</span> <a class="more-link" href={`#/services/${encodeURIComponent(name)}/tests`}>tests<span class="hidden"> of {name}</span></a></h3>
      {burn && <BudgetChart name={name} burn={burn} />}
      <dl class="kv">
        <dt>error budget</dt>
        <dd>{budget ? <BudgetBar budget={budget} /> : <span class="soft">{objective ? `${objectiveInWords({ objective: objective.target, windowSeconds: objective.windowSeconds })}; what is left is unknown` : 'no objective'}</span>}</dd>
        <ReleaseRows release={release} now={now} />
        <LaneRows lane={lane} named={(one) => titles.get(one) ?? one} />
      </dl>
      {deployments.length > 0 && <><h4>Went out last</h4><Deployed deployments={deployments.slice(0, SHOWN)} environment={environment} now={now} /></>}
    </section>
  );
}
