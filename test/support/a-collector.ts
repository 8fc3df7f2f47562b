// An OTLP collector for tests: takes what OpenTelemetry's exporter posts, and tells the spans as they came.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface HeardSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number; // as OTLP counts them: 2 server, 3 client, 5 consumer
  service: string; // of the process
  attributes: Record<string, string | number>;
  failed: boolean;
}

export interface Collector {
  url: string;
  readonly spans: readonly HeardSpan[];
  close(): Promise<void>;
}

interface Value { stringValue?: string; intValue?: number | string; boolValue?: boolean }
type Attributes = { key: string; value: Value }[];
interface Export {
  resourceSpans: {
    resource: { attributes: Attributes };
    scopeSpans: { spans: { traceId: string; spanId: string; parentSpanId?: string; name: string; kind: number; attributes: Attributes; status?: { code?: number } }[] }[];
  }[];
}

function plain(attributes: Attributes): Record<string, string | number> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? (value.intValue === undefined ? String(value.boolValue) : Number(value.intValue))]));
}

export async function startCollector(): Promise<Collector> {
  const spans: HeardSpan[] = [];
  const server: Server = createServer((request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/traces' || request.headers['content-type'] !== 'application/json') return void response.writeHead(404).end();
    void json(request).then((body) => {
      for (const { resource, scopeSpans } of (body as Export).resourceSpans) {
        const service = String(plain(resource.attributes)['service.name']);
        for (const { traceId, spanId, parentSpanId, name, kind, attributes, status } of scopeSpans.flatMap((scope) => scope.spans)) {
          spans.push({ traceId, spanId, parentSpanId: parentSpanId || undefined, name, kind, service, attributes: plain(attributes), failed: status?.code === 2 });
        }
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }, () => response.writeHead(400).end());
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans,
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}
