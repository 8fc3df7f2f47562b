// By which question to monitoring is it known that customers are refused? From the counter that the service has, else from what it would be.
import type { MonitoringFacts } from './facts';

export interface Query { text: string; why: string; open: boolean }

/** The share of requests that break, 0 to 1. `perRelease`: of one release, over the windows that dayshift asks for. */
export function badShare(service: string, monitoring: MonitoringFacts | undefined, { perRelease }: { perRelease: boolean }): Query {
  const metric = monitoring?.requestMetric ?? 'http_requests_total';
  const status = monitoring?.statusLabel ?? 'status';
  const whose = perRelease ? 'digest="$release"' : `job="${service}"`;
  const window = perRelease ? '$window' : '5m';
  const text = `(sum(rate(${metric}{${whose},${status}=~"5.."}[${window}])) or vector(0)) / sum(rate(${metric}{${whose}}[${window}]))`;
  if (!monitoring) return { text, why: 'no Prometheus answered: the counter of requests that most libraries have', open: true };
  if (!monitoring.requestMetric) return { text, why: `no counter of requests was found for the job ${service}`, open: true };
  const isOne = monitoring.counters.length === 1;
  const which = isOne ? `${metric} is the service's counter of requests` : `one of ${monitoring.counters.slice(0, 5).join(', ')}`;
  return { text, why: `${which}${perRelease ? '; it needs the label `digest` of the deployer\'s targets' : ''}`, open: !isOne || (perRelease && !monitoring.perRelease) };
}
