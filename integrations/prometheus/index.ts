// What does Prometheus know? One value, one series, whether an alert fires. Whatever cannot be told is unknown, with the reason.
import { DayshiftError } from '../../src/errors';
import type { Firing, Measured, Monitoring, Series } from '../../src/ports/monitoring';
import { ask, parseAnswer } from '../http';
import { AlertsReply, QueryReply, type QueryAnswer } from './schema';

export interface PrometheusOptions {
  url: string; // base address, with a path prefix when there is one
  timeoutMs?: number; // of one question; default 5000
  now?: () => Date;
}

class Unknown extends Error {}

/** A sample's number; `NaN`, `+Inf` and `-Inf` are no answer. */
function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new Unknown(`the value is ${text || 'empty'}, not a number`);
  return value;
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function only<T>(found: readonly T[]): T {
  const first = found[0];
  if (first === undefined) throw new Unknown('the query found no data');
  if (found.length > 1) throw new Unknown(`the query found ${found.length} series; aggregate it to one, e.g. with sum()`);
  return first;
}

function oneValue(answer: QueryAnswer): { value: number; at: string } {
  if (answer.resultType !== 'vector' && answer.resultType !== 'scalar') throw new Unknown(`the query gives a ${answer.resultType}, not one value`);
  const [seconds, text] = answer.resultType === 'scalar' ? answer.result : only(answer.result).value;
  return { value: numberOf(text), at: isoOf(seconds) };
}

/** Samples that are not numbers are left out: a gap is not zero. */
function oneSeries(answer: QueryAnswer): { at: string; value: number }[] {
  if (answer.resultType !== 'matrix') throw new Unknown(`the query gives a ${answer.resultType}, not a series`);
  const samples = only(answer.result).values.filter(([, text]) => Number.isFinite(Number(text)));
  if (samples.length === 0) throw new Unknown('no sample of the series is a number');
  return samples.map(([seconds, text]) => ({ at: isoOf(seconds), value: Number(text) }));
}

function reasonOf(error: unknown): string {
  if (error instanceof Unknown) return error.message;
  if (error instanceof DayshiftError) return error.message;
  throw error;
}

export function createPrometheus({ url, timeoutMs, now = () => new Date() }: PrometheusOptions): Monitoring {
  const base = url.replace(/\/+$/, '');
  const what = 'Prometheus';

  /** Queries go as a form in the body: their length and signs are of no concern to the address. */
  async function query(path: string, fields: Record<string, string>, signal?: AbortSignal): Promise<QueryAnswer> {
    const answer = await ask({
      what, url: `${base}/api/v1/${path}`, method: 'POST', timeoutMs, signal,
      headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString(),
    });
    const isApiError = [400, 422, 503].includes(answer.status) && answer.headers.get('content-type')?.includes('json');
    if (answer.status !== 200 && !isApiError) throw new Unknown(`Prometheus answered ${answer.status}`);
    const reply = parseAnswer(what, answer.text, QueryReply);
    if (reply.status === 'error') throw new Unknown(`Prometheus refused the query: ${reply.errorType}: ${reply.error}`);
    return reply.data;
  }

  async function measure(text: string, signal?: AbortSignal, at?: Date): Promise<Measured> {
    signal?.throwIfAborted();
    const asked = at ?? now();
    try {
      return oneValue(await query('query', { query: text, time: String(asked.getTime() / 1000) }, signal));
    } catch (error) {
      signal?.throwIfAborted();
      return { value: null, reason: reasonOf(error), at: asked.toISOString() };
    }
  }

  async function range(text: string, span: { from: Date; to: Date; stepSeconds: number }, signal?: AbortSignal): Promise<Series> {
    signal?.throwIfAborted();
    const fields = { query: text, start: String(span.from.getTime() / 1000), end: String(span.to.getTime() / 1000), step: String(span.stepSeconds) };
    try {
      return { samples: oneSeries(await query('query_range', fields, signal)) };
    } catch (error) {
      signal?.throwIfAborted();
      return { samples: null, reason: reasonOf(error) };
    }
  }

  /** A pending alert does not fire yet. */
  async function firing(signal?: AbortSignal): Promise<Firing> {
    signal?.throwIfAborted();
    try {
      const answer = await ask({ what, url: `${base}/api/v1/alerts`, timeoutMs, signal });
      if (answer.status !== 200) return { alerts: null, reason: `Prometheus answered ${answer.status}` };
      const alerts = parseAnswer(what, answer.text, AlertsReply).data.alerts.filter((alert) => alert.state === 'firing');
      return { alerts: alerts.map(({ labels, activeAt }) => ({ name: labels['alertname'] ?? '', labels, since: activeAt })) };
    } catch (error) {
      signal?.throwIfAborted();
      return { alerts: null, reason: reasonOf(error) };
    }
  }

  return { measure, range, firing };
}
