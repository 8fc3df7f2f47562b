// Another CI for tests, as strict as a careful one is: it refuses what is not signed or too old, starts a job once, and signs what it tells.
import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';

export interface AskedJob { id: string; run: string; check: string; command: string; commit: string; digest: string; artifact: string; callback: string; format: string; timeoutSeconds: number; point: Record<string, string>; env: Record<string, string> }
export interface AnotherCiOptions {
  secret: string;
  answer?: object | string | number; // to a start: a body, or a status; default nothing
  hasStatus?: boolean; // it gives a status address
}

export function signFor(secret: string, body: string, at: Date = new Date()): Record<string, string> {
  const time = at.toISOString();
  return { 'content-type': 'application/json', 'dayshift-time': time, 'dayshift-signature': `sha256=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}` };
}

const isOurs = (secret: string, body: string, time: string, signature: string): boolean =>
  Math.abs(Date.now() - Date.parse(time)) < 300_000 && signature === signFor(secret, body, new Date(time))['dayshift-signature'];

export async function startAnotherCi(options: AnotherCiOptions) {
  const jobs = new Map<string, AskedJob>();
  const status = new Map<string, object>(); // what a job's status address answers
  const state = { starts: 0, requests: 0, refused: 0, cancelled: [] as string[], asked: 0, ...options };
  const app = express();
  app.use(express.raw({ type: () => true }));
  app.use((request, response, next) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString() : '';
    if (isOurs(state.secret, body, request.get('dayshift-time') ?? '', request.get('dayshift-signature') ?? '')) return next();
    state.refused += 1;
    response.status(401).end();
  });
  app.post('/jobs', (request, response) => {
    state.requests += 1;
    if (typeof state.answer === 'number') return void response.status(state.answer).send('not now');
    const job = JSON.parse((request.body as Buffer).toString()) as AskedJob & { cancel?: boolean };
    if (job.cancel) {
      state.cancelled.push(job.id);
      return void response.status(202).end();
    }
    if (request.get('idempotency-key') !== job.id) return void response.status(422).end();
    if (!jobs.has(job.id)) state.starts += 1;
    jobs.set(job.id, job);
    if (state.hasStatus) return void response.status(201).json({ statusUrl: `/jobs/${job.id}`, link: `https://ci.example/${job.id}` });
    if (typeof state.answer === 'string') return void response.status(202).send(state.answer);
    response.status(202).json(state.answer ?? {});
  });
  app.get('/jobs/:id', (request, response) => {
    state.asked += 1;
    const found = status.get(request.params.id);
    response.status(found ? 200 : 503).json(found ?? {});
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));

  /** Posts to the job's callback address, as the other side's last step does. */
  async function tell(job: AskedJob, news: object): Promise<{ status: number; body: unknown }> {
    const body = JSON.stringify({ id: job.id, ...news });
    const answer = await fetch(job.callback, { method: 'POST', body, headers: signFor(state.secret, body) });
    return { status: answer.status, body: await answer.json() };
  }
  return {
    state, jobs, status, tell,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jobs`,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type AnotherCi = Awaited<ReturnType<typeof startAnotherCi>>;
