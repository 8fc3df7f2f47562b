// What does Prometheus know of the service? Its jobs, the counter of its requests and the rules that alert, as its HTTP API (v1) answers.
import { z } from 'zod';
import type { MonitoringFacts } from './facts';

const WITHIN_MS = 3000;
const STATUS_LABELS = ['status', 'code', 'status_code', 'http_status', 'http_response_status_code', 'response_code'];
const REQUESTS = /^(?:[a-z0-9_]+_)?http_(?:server_)?requests?(?:_[a-z0-9]+)*_total$|^[a-z0-9_]*requests?_total$|_seconds_count$/;

const Targets = z.object({ data: z.object({ activeTargets: z.array(z.object({ labels: z.record(z.string(), z.string()), health: z.string() })) }) });
const Series = z.object({ data: z.array(z.record(z.string(), z.string())) });
const Rules = z.object({ data: z.object({ groups: z.array(z.object({ rules: z.array(z.object({ type: z.string(), name: z.string(), query: z.string().default('') })) })) }) });
const Alertmanagers = z.object({ data: z.object({ activeAlertmanagers: z.array(z.unknown()) }) });

/** Undefined when nothing answers there as Prometheus does. */
export async function lookAtMonitoring(url: string, service: string): Promise<MonitoringFacts | undefined> {
  const base = url.replace(/\/+$/, '');
  async function ask<T extends z.ZodType>(path: string, shape: T): Promise<z.infer<T> | undefined> {
    const answer = await fetch(`${base}/api/v1/${path}`, { signal: AbortSignal.timeout(WITHIN_MS) }).then((response) => (response.ok ? response.json() : undefined), () => undefined);
    return shape.safeParse(answer).data;
  }
  const targets = await ask('targets?state=active', Targets);
  if (!targets) return undefined;
  const jobs = [...new Set(targets.data.activeTargets.filter(({ health }) => health === 'up').map(({ labels }) => labels['job'] ?? ''))].filter(Boolean);
  const series = jobs.includes(service) ? (await ask(`series?match[]=${encodeURIComponent(`{job="${service}"}`)}`, Series))?.data ?? [] : [];
  const counted = series.filter((one) => REQUESTS.test(one['__name__'] ?? '')).map((one) => ({ metric: one['__name__'] ?? '', label: STATUS_LABELS.find((name) => name in one) })).find(({ label }) => label !== undefined);
  const rules = (await ask('rules?type=alert', Rules))?.data.groups.flatMap((group) => group.rules) ?? [];
  return {
    url: base, jobs, metrics: [...new Set(series.map((one) => one['__name__'] ?? ''))].filter((name) => /_total$|_seconds/.test(name)).slice(0, 50),
    ...(counted?.label === undefined ? {} : { requestMetric: counted.metric, statusLabel: counted.label }),
    alerts: rules.filter(({ type }) => type === 'alerting').map(({ name, query }) => ({ name, job: /job\s*=\s*"([^"]+)"/.exec(query)?.[1] })),
    sendsAlerts: ((await ask('alertmanagers', Alertmanagers))?.data.activeAlertmanagers.length ?? 0) > 0,
  };
}
