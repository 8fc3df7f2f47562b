// What does a service run in production, and who holds the lane to it?
import type { ServiceView } from '../../../src/contracts/http';
import { dayAndClock, shortId } from '../text';

export function ServicePanel({ service, titles, now }: { service: ServiceView; titles: Map<string, string>; now: number }) {
  const { release, lane } = service;
  const named = (id: string) => titles.get(id) ?? id;
  return (
    <section class="panel">
      <h3>{service.name} <span>{service.environment}</span></h3>
      <dl class="kv">
        <dt>release</dt>
        <dd>{release ? <>{release.version} <span class="mono" title={release.digest}>{shortId(release.digest)}</span></> : <span class="soft">unknown</span>}</dd>
        {release && <><dt>since</dt><dd>{dayAndClock(release.at, now)}</dd></>}
        <dt>lane</dt>
        <dd>{lane?.holder ? <a href={`#/incidents/${encodeURIComponent(lane.holder)}`}>held by {named(lane.holder)}</a> : 'free'}</dd>
        {lane && lane.queue.length > 0 && <><dt>queue</dt><dd>{lane.queue.map(named).join(', ')}</dd></>}
        <dt>tests</dt><dd><a href={`#/services/${encodeURIComponent(service.name)}/tests`}>history<span class="hidden"> of the tests of {service.name}</span></a></dd>
        <dt>address</dt><dd class="mono">{service.address}</dd>
      </dl>
    </section>
  );
}
