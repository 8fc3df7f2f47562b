// An API that can be killed and started again at the same port, with a way to it that can go silent without being closed.
import { createServer, type Server } from 'node:http';
import { connect, createServer as createPipe, type AddressInfo, type Socket } from 'node:net';
import request from 'supertest';
import { createApp } from '../../api/app';
import type { ApiDeps } from '../../api/deps';
import type { IncidentEvent } from '../../src/domain/events';
import { aDelivery, anApi } from '../api/an-api';

export interface KillableApi {
  api: ReturnType<typeof anApi>;
  address: string;
  /** Opens an incident. */
  open(name?: string): Promise<string>;
  happen(id: string, ...events: IncidentEvent[]): void;
  /** Its connections break at once. */
  kill(): Promise<void>;
  /** Anew, on the same port, knowing nothing of before. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function aKillableApi(change: Partial<ApiDeps> = {}): Promise<KillableApi> {
  const api = anApi({ readsNeedToken: true, ...change });
  let server: Server | undefined;
  let port = 0;

  async function start(): Promise<void> {
    const next = createServer(createApp(api.deps));
    await new Promise<void>((resolve, reject) => { next.once('error', reject).listen(port, '127.0.0.1', resolve); });
    ({ port } = next.address() as AddressInfo);
    server = next;
  }
  async function kill(): Promise<void> {
    const running = server;
    server = undefined;
    if (!running) return;
    await new Promise<void>((resolve) => { running.close(() => { resolve(); }); running.closeAllConnections(); });
  }

  await start();
  return {
    api, address: `http://127.0.0.1:${port}`, kill, start, close: kill,
    async open(name = 'LoginRefused') {
      const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({ name, fingerprint: name })).expect(202);
      return String(body.alerts[0].incident);
    },
    happen(id, ...events) { for (const event of events) api.gateway.happen(id, event); },
  };
}

export interface Way {
  address: string;
  /** What is connected stays so and hears nothing any more; whoever connects anew is let through. */
  freeze(): void;
  close(): Promise<void>;
}

/** A way to an address, as over a network. */
export async function aWayTo(address: string): Promise<Way> {
  const target = Number(new URL(address).port);
  const pairs = new Set<[Socket, Socket]>();
  const pipe = createPipe((near) => {
    const far = connect(target, '127.0.0.1');
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.pipe(far).pipe(near);
    for (const end of pair) end.on('error', () => undefined).on('close', () => { pairs.delete(pair); near.destroy(); far.destroy(); });
  });
  await new Promise<void>((resolve) => { pipe.listen(0, '127.0.0.1', resolve); });
  return {
    address: `http://127.0.0.1:${(pipe.address() as AddressInfo).port}`,
    freeze() { for (const [near, far] of pairs) { near.unpipe(far); far.unpipe(near); far.pause(); near.pause(); } },
    async close() {
      for (const pair of pairs) for (const end of pair) end.destroy();
      await new Promise<void>((resolve) => { pipe.close(() => { resolve(); }); });
    },
  };
}
