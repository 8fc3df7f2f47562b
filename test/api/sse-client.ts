// How does a test listen? A real connection to a real server, whose events are kept as they come.
import { createServer, get, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { createParser } from 'eventsource-parser';
import { until } from './until';

export interface Heard { event: string; id: string | undefined; data: unknown }

export interface Listening {
  listen(path: string, headers?: Record<string, string>): Promise<Ear>;
  close(): Promise<void>;
}

export interface Ear {
  heard: Heard[];
  /** Waits for an event of that name that fits. */
  hear(event: string, fits?: (data: never) => boolean): Promise<Heard>;
  leave(): void;
}

export async function listening(app: Express): Promise<Listening> {
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;

  async function listen(path: string, headers: Record<string, string> = {}): Promise<Ear> {
    const heard: Heard[] = [];
    const asked = await new Promise<ClientRequest>((resolve, reject) => {
      const sent = get({ host: '127.0.0.1', port, path, headers: { accept: 'text/event-stream', ...headers } }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`answered ${response.statusCode}`));
        const parser = createParser({ onEvent: ({ event = '', id, data }) => { heard.push({ event, id, data: JSON.parse(data) }); } });
        response.setEncoding('utf8').on('data', (text: string) => { parser.feed(text); }).on('error', () => undefined);
        resolve(sent);
      });
      sent.on('error', reject);
    });
    asked.on('error', () => undefined);
    return {
      heard,
      hear: async (event, fits = () => true) => {
        const found = await until(() => heard.find((one) => one.event === event && fits(one.data as never)), (one) => one !== undefined, `the event ${event}`);
        return found as Heard;
      },
      leave: () => { asked.destroy(); },
    };
  }

  return {
    listen,
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}
