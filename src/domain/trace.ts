// Which trace does work belong to? W3C trace context as Temporal's headers carry it, and the one span that each run of a workflow has.

/** The header's name is that of every Temporal SDK. The fields beside W3C's own say what the work is about. */
export const TRACE_HEADER = '_tracer-data';

export interface TraceCarrier {
  traceparent: string;
  tracestate?: string;
  incident?: string;
  service?: string;
  summary?: string; // of the activity that it is given to
}

/** What a workflow says of itself to those who trace: it began, or it was told something. Times are ms. */
export interface ToldSpan {
  name: string;
  kind: 'run' | 'signal' | 'update';
  carrier: TraceCarrier; // under which it stands
  spanId?: string; // default: any
  from: number;
  to: number;
  failed?: string;
}

const TRACEPARENT = /^(?:[0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const FIELDS = ['traceparent', 'tracestate', 'incident', 'service', 'summary'] as const;

/** What a header holds, as far as it is one; anything else is no trace. */
export function readCarrier(value: unknown): TraceCarrier | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = value as Record<string, unknown>;
  if (typeof found['traceparent'] !== 'string' || !TRACEPARENT.test(found['traceparent'])) return undefined;
  return Object.fromEntries(FIELDS.flatMap((field) => (typeof found[field] === 'string' ? [[field, found[field]]] : []))) as unknown as TraceCarrier;
}

/** The same trace, under another span. */
export function under(traceparent: string, spanId: string): string {
  return traceparent.replace(TRACEPARENT, (_, trace: string, __, flags: string) => `00-${trace}-${spanId}-${flags}`);
}

/** The span of a run, the same on every worker and in every replay: the random half of the run's id. */
export function spanIdOfRun(runId: string): string {
  const digits = runId.replace(/[^0-9a-f]/g, '').slice(-16);
  return digits.length === 16 && /[1-9a-f]/.test(digits) ? digits : '0000000000000001';
}
