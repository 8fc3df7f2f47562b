// How fast is the candidate beside what runs now? Two bars for each figure, and the limit as a line.
import type { MetricResult } from '../../../src/contracts/report';
import { readSeconds } from '../text';

const UNITS: Record<string, number> = { '': 1, ms: 0.001, s: 1, m: 60, h: 3600, '%': 0.01 };

/** The limit as a number of the metric's own unit; a regression is measured from the running release. */
export function limitOf({ limit, running }: MetricResult): number | undefined {
  const [, kind, number, unit] = /^(max|min|regression)\s+(-?[\d.]+)\s*([a-zA-Z%]*)$/.exec(limit) ?? [];
  const factor = UNITS[unit ?? ''];
  if (number === undefined || factor === undefined) return undefined;
  const value = Number(number) * factor;
  return kind === 'regression' ? running !== undefined ? running * (1 + value) : undefined : value;
}

function read(value: number, metric: string): string {
  if (/error|fail|share/i.test(metric)) return `${(value * 100).toFixed(1)} %`;
  if (/latency|duration|time/i.test(metric)) return readSeconds(value);
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

export function Metrics({ metrics }: { metrics: MetricResult[] }) {
  const names = [...new Set(metrics.map(({ metric }) => metric))];
  return <div class="metrics">{names.map((name) => <MetricRow key={name} results={metrics.filter(({ metric }) => metric === name)} />)}</div>;
}

function MetricRow({ results }: { results: MetricResult[] }) {
  const first = results[0];
  if (!first) return null;
  const { metric, candidate, running } = first;
  const ok = results.every((one) => one.ok);
  const limits = results.map(limitOf).filter((limit) => limit !== undefined);
  const scale = Math.max(candidate, running ?? 0, ...limits, Number.MIN_VALUE) * 1.06;
  const change = running ? ` (${candidate >= running ? '+' : '−'}${Math.abs((candidate / running - 1) * 100).toFixed(1)} %)` : '';
  return (
    <div class="metric">
      <p><b><span class={ok ? 'ok' : 'bad'}>{ok ? '✓' : '✕'}</span> {metric}</b> <span class="soft">{results.map(({ limit }) => limit).join(', ')}</span></p>
      {running !== undefined && <Bar name="running" share={running / scale} tone="was" text={read(running, metric)} limits={limits.map((limit) => limit / scale)} />}
      <Bar name="candidate" share={candidate / scale} tone={ok ? 'ok' : 'bad'} text={`${read(candidate, metric)}${change}`} limits={limits.map((limit) => limit / scale)} />
    </div>
  );
}

function Bar({ name, share, tone, text, limits }: { name: string; share: number; tone: string; text: string; limits: number[] }) {
  return (
    <div class="bar">
      <span class="soft">{name}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0" y="1" height="8" width={Math.max(0.4, share * 100)} class={tone} />
        {limits.map((limit) => <line key={limit} x1={limit * 100} x2={limit * 100} y1="0" y2="10" class="limit" />)}
      </svg>
      <span>{text}</span>
    </div>
  );
}
