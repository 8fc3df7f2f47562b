// How do workflows appear in a trace? They tell the worker that they began or were told something, and never in a replay.
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { InjectedSinks } from '@temporalio/worker';
import { withSpanId } from '../../integrations/opentelemetry/span-id';
import type { ToldSpan } from '../../src/domain/trace';
import { mask } from '../../src/errors';
import type { TraceSinks } from '../../workflows/tracing';
import { attributesOf } from './attributes';

const TRACER = 'dayshift.workflows';

export function workflowSpans(): InjectedSinks<TraceSinks> {
  function told({ workflowId, runId }: { workflowId: string; runId: string }, { name, kind, carrier, spanId, from, to, failed }: ToldSpan): void {
    const parent = propagation.extract(context.active(), carrier);
    const attributes = attributesOf(carrier, { workflowId, runId });
    const start = () => trace.getTracer(TRACER).startSpan(kind === 'run' ? name : `${kind} ${name}`, { kind: SpanKind.CONSUMER, startTime: from, attributes }, parent);
    const span = spanId ? withSpanId(spanId, start) : start();
    if (failed !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: mask(failed) });
    span.end(to);
  }
  return { trace: { told: { fn: told, callDuringReplay: false } } };
}
