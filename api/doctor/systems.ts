// Do the systems answer that an incident hangs on? Temporal with its workers, the archive, monitoring with every impact query.
import type { DoctorFinding } from '../../src/contracts/http';
import { TASK_QUEUE } from '../../src/domain/ids';
import { readValue } from '../../src/domain/timeline';
import type { ApiDeps } from '../deps';
import { broken, doubtful, lookAt, reasonOf, well } from './finding';

const SECONDS = 10;
type Systems = Pick<ApiDeps, 'installation' | 'gateway' | 'archive' | 'monitoring'>;

export async function lookAtSystems(deps: Systems): Promise<DoctorFinding[]> {
  const parts = await Promise.all([
    lookAt({ area: 'Temporal', what: 'server', seconds: SECONDS, advice: 'Start it, or correct TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.' }, () => lookAtTemporal(deps)),
    lookAt({ area: 'archive', what: 'records', seconds: SECONDS, advice: 'Check `integrations.archive` in dayshift.yaml, and that the database runs.' }, () => lookAtArchive(deps)),
    lookAt({ area: 'monitoring', what: 'server', seconds: SECONDS, advice: 'Check `integrations.monitoring` in dayshift.yaml, and that it runs.' }, () => lookAtMonitoring(deps)),
    lookAt({ area: 'unrouted alerts', what: 'set aside', seconds: SECONDS, advice: 'See to Temporal and its workers first.' }, () => lookAtUnrouted(deps)),
  ]);
  return parts.flat();
}

async function lookAtTemporal({ gateway }: Systems): Promise<DoctorFinding[]> {
  const open = await gateway.rows.count({});
  const server = well('Temporal', 'server', `it answers; ${open === 1 ? '1 incident is open' : `${open} incidents are open`}`);
  const queues = await Promise.all(Object.values(TASK_QUEUE).map(async (queue) => {
    const count = await gateway.workersOn(queue);
    if (count > 0) return well('Temporal', `workers for ${queue}`, count === 1 ? '1 listens' : `${count} listen`);
    return broken({ area: 'Temporal', what: `workers for ${queue}`, found: 'nobody listens, so nothing of it moves on', advice: 'Start a worker, with the same TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.' });
  }));
  return [server, ...queues];
}

async function lookAtArchive({ archive }: Systems): Promise<DoctorFinding[]> {
  const [newest] = await archive.list({ limit: 1 });
  return [well('archive', 'records', newest ? `it answers; the newest record is of ${newest.incident.id}` : 'it answers; no record yet')];
}

/** A headline without a value would leave the incident without its impact; another figure would be shown as unknown. */
async function lookAtMonitoring({ installation, monitoring }: Systems): Promise<DoctorFinding[]> {
  const firing = await monitoring.firing();
  if (firing.alerts === null) return [broken({ area: 'monitoring', what: 'server', found: firing.reason.replace(/\.$/, ''), advice: 'Check `integrations.monitoring` in dayshift.yaml, and that it runs.' })];
  const queries = installation.services.flatMap(({ name, impact }) => impact.map((figure) => ({ service: name, figure })));
  const figures = await Promise.all(queries.map(async ({ service, figure }) => {
    const what = `${service}: ${figure.name}`;
    try {
      const answer = await monitoring.measure(figure.query);
      if (answer.value !== null) return well('monitoring', what, `${readValue(answer.value, figure.unit)} now`);
      const said = { area: 'monitoring', what, found: `the query gives no value: ${answer.reason}`, advice: `Try it in monitoring: ${figure.query}` };
      return figure.headline ? broken(said) : doubtful(said);
    } catch (error) {
      return broken({ area: 'monitoring', what, found: reasonOf(error), advice: `Try the query in monitoring: ${figure.query}` });
    }
  }));
  return [well('monitoring', 'server', firing.alerts.length === 1 ? 'it answers; 1 alert fires' : `it answers; ${firing.alerts.length} alerts fire`), ...figures];
}

async function lookAtUnrouted({ gateway }: Systems): Promise<DoctorFinding[]> {
  const { unrouted, dropped } = await gateway.unrouted.list();
  if (unrouted.length === 0 && dropped === 0) return [well('unrouted alerts', 'set aside', 'none')];
  const names = [...new Set(unrouted.map(({ alert }) => alert.name))].slice(0, 3).join(', ');
  return [doubtful({
    area: 'unrouted alerts', what: 'set aside', found: `${unrouted.length} belong to no service (${names}${dropped > 0 ? `; ${dropped} older ones made room` : ''})`,
    advice: 'Give the service a matcher for them in dayshift.yaml, then dismiss them: dayshift unrouted.',
  })];
}
