// What runs in production, service by service, and how much may still go wrong? For everybody, between and during incidents.
import { useEffect } from 'preact/hooks';
import type { ServiceView } from '../../../src/contracts/http';
import { useNow } from '../live/connection';
import { usePolled } from '../live/polled';
import { ServiceCard } from '../parts/service-card';
import { Bare, Fault, Loading } from '../parts/states';
import { plural } from '../text';

const EVERY_MS = 10_000;

export function ServicesPage() {
  const { body: services, refused, reload } = usePolled<ServiceView[]>('/api/v1/services', EVERY_MS);
  const now = useNow();
  useEffect(() => { document.title = 'Services — dayshift'; }, []);
  if (!services) return <Bare name="Services">{refused ? <Fault refused={refused} onRetry={reload} /> : <Loading what="the services" />}</Bare>;
  return (
    <>
      <h1>Services</h1>
      <p class="sub">{plural(services.length, 'service')}; asked again every {EVERY_MS / 1000} seconds.</p>
      {refused && <Fault refused={refused} onRetry={reload} />}
      {services.length === 0 && <div class="panel empty"><b>No service is known.</b><span>Add one under `services` in dayshift.yaml.</span></div>}
      <div class="rows">{services.map((service) => <ServiceCard key={`${service.name} ${service.environment}`} service={service} now={now} onChange={reload} />)}</div>
    </>
  );
}
