// What does Prometheus know of the service? Its jobs, the counter of its requests and the rules that alert, as its HTTP API (v1) answers.
import { z } from 'zod';
import type { MonitoringFacts } from './facts';

const WITHIN_MS = 3000;
const STATUS_LABELS = ['status', 'code', 'status_code', 'http_status', 'http_response_status_code', 'response_code'];
const REQUESTS = /^(?:[a-z0-9_]+_)?http_(?:server_)?requests?(?:_[a-z0-9]+)*_total$|^[a-z0-9_]*requests?_total$|^(?:[a-z0-9_]+_)?http_[a-z0-9_]+_seconds_count$/;
const STATUS = /^[1-5]\d\d$/; // a code of HTTP, which the query asks by its first digit

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
  const counted = series.filter((one) => REQUESTS.test(one['__name__'] ?? '')).map((one) => ({ metric: one['__name__'] ?? '', label: STATUS_LABELS.find((name) => STATUS.test(one[name] ?? '')), perRelease: 'digest' in one })).filter(({ label }) => label !== undefined);
  const [first] = counted;
  const rules = (await ask('rules?type=alert', Rules))?.data.groups.flatMap((group) => group.rules) ?? [];
  return {
    url: base, jobs, counters: [...new Set(counted.map(({ metric }) => metric))], perRelease: first?.perRelease === true,
    ...(first?.label === undefined ? {} : { requestMetric: first.metric, statusLabel: first.label }),
    alerts: rules.filter(({ type }) => type === 'alerting').map(({ name, query }) => ({ name, job: /job\s*=\s*"([^"]+)"/.exec(query)?.[1] })),
    sendsAlerts: ((await ask('alertmanagers', Alertmanagers))?.data.activeAlertmanagers.length ?? 0) > 0,
  };
}
