// How does the door open and close? It listens where it is told, says so clearly when it cannot, and lets what is under way end.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { DayshiftError } from '../src/errors';
import { isEventStream } from './live/event-stream';
import { answerUnreadable } from './unreadable';

const MOST_KNOCKING = 4096; // connections at once; Node's 511 makes a storm's others wait for seconds
const HEADERS_MS = 15_000; // whoever sends a letter at a time must not hold a connection
const REQUEST_MS = 120_000; // a report of 24 MB over a slow line
const LOOKED_AT_EVERY_MS = 5000;
const LET_END_MS = 5000; // alerts wait two seconds at most for their batch

export interface Listening {
  /** The port that is listened on: the one asked for, or with 0 the one that was free. */
  port: number;
  /** Takes nothing new, ends what follows events, and lets the rest of what is under way end. */
  close(): Promise<void>;
}

/** Throws DayshiftError `port-in-use`. */
export async function listen(app: Express, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: LOOKED_AT_EVERY_MS }, app);
  server.on('clientError', answerUnreadable);
  const open = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    open.add(response);
    response.once('close', () => { open.delete(response); });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new DayshiftError('port-in-use', { port }, { cause: error }) : error));
    server.listen({ port, host, backlog: MOST_KNOCKING }, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close };

  async function close(): Promise<void> {
    const closed = new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
    for (const response of open) if (isEventStream(response)) response.end();
    server.closeIdleConnections();
    const patience = setTimeout(() => { server.closeAllConnections(); }, LET_END_MS);
    await closed;
    clearTimeout(patience);
  }
}

/** Whether an address is only this machine's own. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
