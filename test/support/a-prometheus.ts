// Monitoring for a test that says itself how a release does: a small server with Prometheus' own HTTP API, and its answers set by hand.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { releaseLabel } from '../../src/domain/placeholders';

export interface APrometheus {
  url: string;
  /** From now on every event of the release is a bad one. `digest` in full. */
  burn(digest: string): void;
  close(): Promise<void>;
}

const SHARE_REFUSED = 0.3;

/** `shop_bad{release="…"}` and `shop_refused` are known; anything else finds no data, as at the real one. */
function valueOf(query: string, burning: ReadonlySet<string>): number | undefined {
  if (query === 'shop_refused') return SHARE_REFUSED;
  const release = /^shop_bad\{release="([0-9a-f]{12})"\}$/.exec(query)?.[1];
  return release === undefined ? undefined : Number(burning.has(release));
}

async function fieldsOf(request: IncomingMessage): Promise<URLSearchParams> {
  return request.method === 'POST' ? new URLSearchParams(await text(request)) : new URL(request.url ?? '/', 'http://monitoring').searchParams;
}

/** Samples of one series, from `start` to `end`. */
function samplesOf(fields: URLSearchParams, value: number): [number, string][] {
  const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(fields.get(name)));
  const samples: [number, string][] = [];
  for (let at = start ?? NaN; at <= (end ?? NaN); at += step ?? NaN) samples.push([at, String(value)]);
  return samples;
}

export async function startAPrometheus(): Promise<APrometheus> {
  const burning = new Set<string>();

  function answer(path: string, fields: URLSearchParams): unknown {
    if (path === '/api/v1/alerts') return { alerts: [] };
    const value = valueOf(fields.get('query') ?? '', burning);
    if (path === '/api/v1/query') return { resultType: 'vector', result: value === undefined ? [] : [{ metric: {}, value: [Number(fields.get('time')), String(value)] }] };
    if (path === '/api/v1/query_range') return { resultType: 'matrix', result: value === undefined ? [] : [{ metric: {}, values: samplesOf(fields, value) }] };
    return undefined;
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://monitoring');
    void fieldsOf(request).then((fields) => {
      const data = answer(pathname, fields);
      response.writeHead(data === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ status: 'success', data }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    burn: (digest) => void burning.add(releaseLabel(digest)),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
