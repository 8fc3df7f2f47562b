// How do spans leave the process? By OTLP over HTTP, in batches, to the collector that OpenTelemetry's own variables name. Loaded only when it is asked for.
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, RandomIdGenerator, type IdGenerator } from '@opentelemetry/sdk-trace-node';
import { jsonOf } from '../json-of';
import { wantedSpanId } from './span-id';

const SAY_AT_MOST_EVERY_MS = 60_000; // a collector that is away is said, and not with every batch

export interface TracingOrder {
  name: string; // of this process, e.g. `dayshift-worker`; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win
  version: string;
  /** Told when spans cannot be handed over; they are lost, the work is not. */
  say(line: string): void;
}

export interface Tracing {
  /** Hands over what is left. Never rejects. */
  end(): Promise<void>;
}

/** Registers the process's tracer: from here on spans are kept, and a caller's trace is gone on with. Sampling, headers and limits are OpenTelemetry's own variables. */
export function startTracing({ name, version, say }: TracingOrder): Tracing {
  sayFaults(say);
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': name, 'service.version': version })).merge(detectResources({ detectors: [envDetector] })),
    idGenerator: createIds(),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register({ propagator: new W3CTraceContextPropagator() });
  return { end: () => provider.shutdown().catch((error: unknown) => { say(`spans were not handed over: ${String(error)}`); }) };
}

function createIds(): IdGenerator {
  const random = new RandomIdGenerator();
  return {
    generateTraceId: () => random.generateTraceId(),
    generateSpanId: () => wantedSpanId() ?? random.generateSpanId(),
  };
}

function sayFaults(say: (line: string) => void): void {
  let last = 0;
  const told = (what: string, ...more: unknown[]): void => {
    if (Date.now() - last < SAY_AT_MOST_EVERY_MS) return;
    last = Date.now();
    say(`traces: ${[what, ...more].map(sentenceOf).join(' ')}`);
  };
  const nothing = (): void => undefined;
  diag.setLogger({ error: told, warn: told, info: nothing, debug: nothing, verbose: nothing }, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}

/** What the library says of an error is its fields as JSON, the stack too. */
function sentenceOf(part: unknown): string {
  if (typeof part !== 'string') return JSON.stringify(part) ?? '';
  const { message } = Object(jsonOf(part)) as { message?: unknown };
  return typeof message === 'string' && message !== '' ? message : part;
}
