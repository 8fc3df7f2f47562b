// Do many readers of a live log lose anything? Each follows it over HTTP as a dashboard does, and hashes what it was sent.
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createReadStream } from 'node:fs';
import express from 'express';
import { createDoor } from '../api/door';
import { addLogs } from '../api/routes/logs';
import { followEvents } from '../client/event-feed';
import { createFileStore } from '../integrations/file-store';
import { createInMemoryRepeats } from '../integrations/in-memory';
import { LogPiece } from '../src/contracts/http';

export interface FollowOrder { folder: string; id: string; readers: number; lines: number; say: (line: string) => void }
interface Followed { lines: number; hash: string }

async function followOnce(address: string, lines: number): Promise<Followed> {
  const hash = createHash('sha1');
  const over = new AbortController();
  let seen = 0;
  const open = ({ signal, headers }: { signal: AbortSignal; headers: Record<string, string> }): Promise<Response> => fetch(address, { signal, headers: { ...headers, accept: 'text/event-stream' } });
  for await (const { data } of followEvents(open, over.signal)) {
    const { text } = LogPiece.parse(JSON.parse(data));
    hash.update(text);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) seen += 1;
    if (seen >= lines) break;
  }
  over.abort();
  return { lines: seen, hash: hash.digest('hex') };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha1');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

/** How many readers were sent the log to its last byte, from its first. */
export async function followLog({ folder, id, readers, lines, say }: FollowOrder): Promise<{ whole: number }> {
  const app = express();
  const door = createDoor({ access: { admit: async () => ({ kind: 'anybody' }) }, repeats: createInMemoryRepeats() });
  addLogs(door, { logs: createFileStore(folder) });
  app.use('/api/v1', door.router);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const began = performance.now();
  const all = await Promise.all(Array.from({ length: readers }, () => followOnce(`http://127.0.0.1:${port}/api/v1/logs/${id}`, lines)));
  say(`${readers} readers have all of it after ${((performance.now() - began) / 1000).toFixed(0)} s`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const written = await hashOf(path.join(folder, 'logs', `${id}.log`));
  return { whole: all.filter(({ hash }) => hash === written).length };
}
