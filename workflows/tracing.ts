// Which trace does this run belong to? What it was begun under goes on to all that it begins. Nothing is measured here: the worker is told, and nothing at all happens without a trace.
import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { proxySinks, workflowInfo, type Sinks, type WorkflowInboundCallsInterceptor, type WorkflowInterceptors, type WorkflowOutboundCallsInterceptor } from '@temporalio/workflow';
import { incidentId, WORKFLOW_TYPE } from '../src/domain/ids';
import { readCarrier, spanIdOfRun, TRACE_HEADER, under, type ToldSpan, type TraceCarrier } from '../src/domain/trace';

export interface TraceSinks extends Sinks {
  trace: { told(span: ToldSpan): void };
}

/** Loaded into the bundle by its name, see worker/bundle.ts. */
export function interceptors(): WorkflowInterceptors {
  const { trace } = proxySinks<TraceSinks>();
  let own: TraceCarrier | undefined; // this run's

  function given(headers: Headers): TraceCarrier | undefined {
    const payload = headers[TRACE_HEADER];
    return payload && readCarrier(defaultPayloadConverter.fromPayload(payload));
  }

  function handOn<T extends { headers: Headers }>(input: T, summary?: string): T {
    if (!own) return input;
    return { ...input, headers: { ...input.headers, [TRACE_HEADER]: defaultPayloadConverter.toPayload({ ...own, ...(summary ? { summary } : {}) }) } };
  }

  async function hear<T>({ headers }: { headers: Headers }, { name, kind }: Pick<ToldSpan, 'name' | 'kind'>, go: () => Promise<T>): Promise<T> {
    const carrier = given(headers);
    if (!carrier) return go();
    const from = Date.now();
    const about = { name, kind, from, carrier: { ...aboutThisRun([]), ...carrier } };
    try {
      const answer = await go();
      trace.told({ ...about, to: Date.now() });
      return answer;
    } catch (error) {
      trace.told({ ...about, to: Date.now(), failed: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  const inbound: WorkflowInboundCallsInterceptor = {
    execute(input, next) {
      const carrier = given(input.headers);
      if (!carrier) return next(input);
      const { runId, workflowType } = workflowInfo();
      const { summary: _, ...about } = { ...carrier, ...aboutThisRun(input.args) };
      const spanId = spanIdOfRun(runId);
      own = { ...about, traceparent: under(carrier.traceparent, spanId) };
      const now = Date.now();
      trace.told({ name: workflowType, kind: 'run', carrier: about, spanId, from: now, to: now });
      return next(input);
    },
    handleSignal: (input, next) => hear(input, { name: input.signalName, kind: 'signal' }, () => next(input)),
    handleUpdate: (input, next) => hear(input, { name: input.name, kind: 'update' }, () => next(input)),
  };

  const outbound: WorkflowOutboundCallsInterceptor = {
    scheduleActivity: (input, next) => next(handOn(input, input.options.summary)),
    scheduleLocalActivity: (input, next) => next(handOn(input, input.options.summary)),
    startChildWorkflowExecution: (input, next) => next(handOn(input)),
    signalWorkflow: (input, next) => next(handOn(input)),
    continueAsNew: (input, next) => next(handOn(input)),
  };

  return { inbound: [inbound], outbound: [outbound] };
}

/** The incident and its service, where this run is the incident itself. */
function aboutThisRun([input]: readonly unknown[]): Pick<TraceCarrier, 'incident' | 'service'> {
  const { workflowType, workflowId, firstExecutionRunId } = workflowInfo();
  if (workflowType !== WORKFLOW_TYPE) return {};
  const { service } = (input ?? {}) as { service?: unknown };
  return { incident: incidentId(workflowId, firstExecutionRunId), ...(typeof service === 'string' ? { service } : {}) };
}
