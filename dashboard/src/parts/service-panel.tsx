// What does a service run in production, how much may still go wrong, and who holds the lane to it? In brief, for the first page.
import type { ServiceView } from '../../../src/contracts/http';
import { BudgetBar } from './budget-bar';
import { LaneRows, ReleaseRows } from './service-rows';

export function ServicePanel({ service, titles, now }: { service: ServiceView; titles: Map<string, string>; now: number }) {
  const { release, lane, budget } = service;
  return (
    <section class="panel">
      <h3>{service.name} <span>{service.environment}</span></h3>
      <dl class="kv">
        <ReleaseRows release={release} now={now} />
        {budget && <><dt>error budget</dt><dd><BudgetBar budget={budget} /></dd></>}
        <LaneRows lane={lane} named={(id) => titles.get(id) ?? id} />
        <dt>tests</dt><dd><a href={`#/services/${encodeURIComponent(service.name)}/tests`}>history<span class="hidden"> of the tests of {service.name}</span></a></dd>
        <dt>address</dt><dd class="mono">{service.address}</dd>
      </dl>
    </section>
  );
}
