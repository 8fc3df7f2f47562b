// Where does a trace begin or go on? With each request, under the caller's own trace where it sent one; named by the operation.
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import type { Operation } from '../operation';

const TRACER = 'dayshift.api';
const INCIDENT = /^\/api\/v1\/incidents\/([^/]+)(?:\/|$)/;
/** Streams last for hours, and what they follow is nobody's request; files and probes are no work. */
const UNTRACED = /\/events$/;
const TRACED = /^\/(?:api|auth)\//;

/** Of W3C's headers nothing but the trace is taken over. Without a tracer it costs nothing. */
export const traceRequests: RequestHandler = (request, response, next) => {
  const { method, path } = request;
  if (!TRACED.test(path) || UNTRACED.test(path)) return next();
  const incident = INCIDENT.exec(path)?.[1];
  const attributes = { 'http.request.method': method, 'url.scheme': request.protocol, ...(incident ? { 'dayshift.incident': incident } : {}) };
  const parent = propagation.extract(context.active(), request.headers);
  const span = trace.getTracer(TRACER).startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
  response.once('close', () => {
    const operation = operationOf(response.locals);
    if (operation) span.updateName(operation.id).setAttribute('http.route', `/api/v1${operation.path}`);
    span.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(parent, span), next);
};

/** The operation that answers, as the door notes it; undefined for what is none. */
export function operationOf(locals: Record<string, unknown>): Pick<Operation, 'id' | 'path' | 'tag'> | undefined {
  return locals['operation'] as Operation | undefined;
}
