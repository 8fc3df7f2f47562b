// Monitoring that tests set by hand. What was never set is unknown, with the reason, as with a real one.
import type { Firing, FiringAlert, Measured, Monitoring, Series } from '../../src/ports/monitoring';

type Sample = { at: string; value: number };
type Answer = number | null | (() => number | null);

export interface InMemoryMonitoring extends Monitoring {
  /** The answer to a query from now on, until it is set anew; a function is asked each time; null is "no data". */
  setMetric(query: string, value: Answer): void;
  setSeries(query: string, samples: Sample[]): void;
  /** An alert fires or has cleared, at the source. */
  setAlert(name: string, labels: Record<string, string>, state: 'firing' | 'clear'): void;
  /** With a reason nothing is answered any more; without one it answers again. */
  setUnreachable(reason?: string): void;
}

function carries(labels: Record<string, string>, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}

export function createInMemoryMonitoring(options: { now?: () => Date } = {}): InMemoryMonitoring {
  const now = options.now ?? (() => new Date());
  const metrics = new Map<string, { since: number; value: Answer }[]>(); // by query, the oldest first: it can be asked what was
  const series = new Map<string, Sample[]>();
  let alerts: FiringAlert[] = [];
  let unreachable: string | undefined;

  async function measure(query: string, signal?: AbortSignal, then: Date = now()): Promise<Measured> {
    signal?.throwIfAborted();
    const at = then.toISOString();
    if (unreachable !== undefined) return { value: null, reason: unreachable, at };
    const set = metrics.get(query)?.findLast(({ since }) => since <= then.getTime())?.value ?? null;
    const value = typeof set === 'function' ? set() : set;
    if (value === null) return { value: null, reason: 'the query found no data', at };
    return Number.isFinite(value) ? { value, at } : { value: null, reason: `the query's value is ${value}, not a number`, at };
  }

  async function range(query: string, span: { from: Date; to: Date; stepSeconds: number }, signal?: AbortSignal): Promise<Series> {
    signal?.throwIfAborted();
    if (unreachable !== undefined) return { samples: null, reason: unreachable };
    const within = (series.get(query) ?? []).filter((sample) => {
      const time = Date.parse(sample.at);
      return time >= span.from.getTime() && time <= span.to.getTime();
    });
    return within.length > 0 ? { samples: within } : { samples: null, reason: 'the query found no data' };
  }

  async function firing(signal?: AbortSignal): Promise<Firing> {
    signal?.throwIfAborted();
    return unreachable === undefined ? { alerts: [...alerts] } : { alerts: null, reason: unreachable };
  }

  function setAlert(name: string, labels: Record<string, string>, state: 'firing' | 'clear'): void {
    alerts = alerts.filter((alert) => !(alert.name === name && carries(alert.labels, labels)));
    if (state === 'firing') alerts.push({ name, labels, since: now().toISOString() });
  }

  return {
    measure,
    range,
    firing,
    setAlert,
    setMetric: (query, value) => void metrics.set(query, [...(metrics.get(query) ?? []), { since: now().getTime(), value }]),
    setSeries: (query, samples) => void series.set(query, samples),
    setUnreachable: (reason) => void (unreachable = reason),
  };
}
