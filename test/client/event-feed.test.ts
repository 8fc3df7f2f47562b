// Is a stream of events followed through whatever a network does to it? A real server that breaks, refuses, stays silent or is somebody else.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiProblem, createApiClient } from '../../client/api-client';
import { followEvents, type FeedEvent, type Patience } from '../../client/event-feed';
import { Through } from '../../src/domain/vocabulary';
import { TOKENS } from '../api/an-api';
import { aRunningApi } from '../contract/a-running-api';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
const servers: Server[] = [];
const asked: IncomingMessage[] = [];

/** Answers one request after the other; the last answer stays. */
async function serving(...answers: Answer[]): Promise<(options: { signal: AbortSignal; headers: Record<string, string> }) => Promise<Response>> {
  const server = createServer((request, response) => {
    asked.push(request);
    (answers[asked.length - 1] ?? answers.at(-1))?.(response, request);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  servers.push(server);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async (options) => {
    const response = await fetch(address, options);
    if (!response.ok) throw new ApiProblem({ type: 'about:blank', title: 'no', status: response.status, detail: `answered ${response.status}`, advice: '' });
    return response;
  };
}

afterEach(async () => {
  asked.length = 0;
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); });
});

const events = (text: string, ends = true): Answer => (response) => { response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).write(text); if (ends) response.end(); };
const refuse = (status: number): Answer => (response) => { response.writeHead(status).end(); };
const ONE = 'event: desk\nid: a\ndata: 1\n\n';
const TWO = 'event: desk\nid: b\ndata: 2\n\n';

/** Follows until so many events were heard that fit. */
async function heard(open: Awaited<ReturnType<typeof serving>>, many: number, patience: Patience = {}): Promise<FeedEvent[]> {
  const over = new AbortController();
  const all: FeedEvent[] = [];
  for await (const event of followEvents(open, over.signal, { pause: async () => undefined, ...patience })) {
    all.push(event);
    if (all.length === many) over.abort();
  }
  return all;
}
const names = (all: FeedEvent[]) => all.map(({ name, data }) => (data ? `${name} ${data}` : name));

test('it comes back with the last id, and says that it was lost and that it stands again', async () => {
  const open = await serving(events(ONE), events(TWO, false));
  expect(names(await heard(open, 5))).toEqual(['opened', 'desk 1', 'lost the stream ended', 'opened', 'desk 2']);
  expect(asked.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'a']);
});

test('silence is death: of one that was open and of one that never answers', async () => {
  const never: Answer = () => undefined;
  const open = await serving(events(ONE, false), never, events(TWO, false));
  expect(names(await heard(open, 6, { silentAfterMs: 200, insists: true }))).toEqual(['opened', 'desk 1', 'lost nothing was heard for 0 seconds', 'lost nothing was heard for 0 seconds', 'opened', 'desk 2']);
});

test('a comment now and then is life', async () => {
  let beats = 0;
  const beating: Answer = (response) => {
    events(ONE, false)(response, asked[0] as IncomingMessage);
    const timer = setInterval(() => { beats += 1; response.write(': still here\n\n'); if (beats === 12) { clearInterval(timer); response.write(TWO); } }, 50);
  };
  expect(names(await heard(await serving(beating), 3, { silentAfterMs: 400 }))).toEqual(['opened', 'desk 1', 'desk 2']);
});

test('the first opening may fail, unless it insists; a final no is thrown either way', async () => {
  await expect(heard(await serving(refuse(503)), 1)).rejects.toThrow('answered 503');
  asked.length = 0;
  expect(names(await heard(await serving(refuse(503), refuse(429), events(ONE, false)), 4, { insists: true }))).toEqual(['lost answered 503', 'lost answered 429', 'opened', 'desk 1']);
  asked.length = 0;
  await expect(heard(await serving(events(ONE), refuse(401)), 9)).rejects.toThrow('answered 401');
});

test('a page of somebody else is not taken for a stream', async () => {
  const page: Answer = (response) => { response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to the hotel</h1>'); };
  expect(names(await heard(await serving(page, events(ONE, false)), 4, { insists: true }))).toEqual(['opened', 'lost it was answered with text/html, not with events', 'opened', 'desk 1']);
});

test.each([[Through.Cli, '--api or DAYSHIFT_API'], [Through.Ide, 'the setting dayshift.address']])('through the %s, an answer of somebody else is told with where the address stands', async (through, place) => {
  const server = createServer((_request, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end('{"hello":"hotel"}'); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  servers.push(server);
  const client = createApiClient({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, through });
  await expect(client.me()).rejects.toMatchObject({ problem: { title: 'not-understood', advice: `Check that ${place} is dayshift's address, and that both are of the same version.` } });
});

test('a client says whose credential it is, and has evidence as bytes', async () => {
  const running = await aRunningApi({ readsNeedToken: true });
  try {
    const client = createApiClient({ address: running.address, token: TOKENS.maya });
    await expect(client.me()).resolves.toMatchObject({ kind: 'person', id: 'maya', roles: ['developer'] });
    expect(Buffer.from(await client.evidence(running.known['digest']?.[0] ?? '')).toString()).toBe('<testsuite/>');
    await expect(client.evidence(`sha256:${'0'.repeat(64)}`)).rejects.toMatchObject({ problem: { type: '/problems/evidence-unknown' } });
  } finally {
    await running.close();
  }
});
