// Is a log followed to its end while it is written, over a restart of the API, with nothing twice and nothing lost?
import { createApiClient } from '../../client/api-client';
import { listen, type Listening } from '../../api/listen';
import { writeLog } from '../../ide/vscode/src/logs/write-log';
import { anApi } from '../api/an-api';
import { until } from '../api/until';

const LOG = 'incident/1/build';
let server: Listening | undefined;
afterEach(async () => { await server?.close(); });

async function running() {
  const api = anApi();
  server = await listen(api.app, { host: '127.0.0.1', port: 0 });
  const { port } = server;
  const terminal: string[] = [];
  const over = new AbortController();
  const gone = new AbortController();
  const client = createApiClient({ address: `http://127.0.0.1:${port}` });
  const ending = { over: over.signal, end: () => 'failed in 0:41: tsc found 1 error', verdict: () => 'failed' };
  const done = writeLog(client, { log: LOG, dashboard: undefined }, ending, (text) => { terminal.push(text); }, gone.signal);
  const text = () => terminal.join('').replace(/\u001b\[[\d;]*m/g, '');
  return { ...api, port, over, gone, done, text };
}

test('a log that is being written is shown as it comes, then to its end with the verdict', async () => {
  const { store, text, over, done } = await running();
  await store.append(LOG, 'npm ci\n');
  await until(text, (shown) => shown.includes('npm ci'), 'the first line is shown');
  await store.append(LOG, '\u001b[31msrc/login.ts(3,7): error\u001b[0m\u001b]0;title\u0007\n');
  await until(text, (shown) => shown.includes('error'), 'the next line is shown');
  await store.append(LOG, 'the very last line\n');
  over.abort();
  await done;
  expect(text()).toMatch(/npm ci\r\n.*src\/login\.ts\(3,7\): error\r\n.*the very last line\r\n\r\n✗ failed in 0:41: tsc found 1 error\r\n$/s);
  expect(text()).not.toContain('title');
});

test('a restart of the API is said once, and nothing is shown twice or missed', async () => {
  const { app, store, text, port, over, done } = await running();
  await store.append(LOG, 'line 1\n');
  await until(text, (shown) => shown.includes('line 1'), 'the first line is shown');
  await server?.close();
  await store.append(LOG, 'line 2\n');
  await until(text, (shown) => shown.includes('the connection broke'), 'the break is said');
  server = await listen(app, { host: '127.0.0.1', port });
  await until(text, (shown) => shown.includes('line 2'), 'what came meanwhile is shown');
  await store.append(LOG, 'line 3\n');
  await until(text, (shown) => shown.includes('line 3'), 'it goes on');
  over.abort();
  await done;
  expect(text().match(/line \d/g)).toEqual(['line 1', 'line 2', 'line 3']);
  expect(text().match(/the connection broke/g)).toHaveLength(1);
});

test('it is over while the API is away: the end is read when it is back', async () => {
  const { app, store, text, port, over, done } = await running();
  await store.append(LOG, 'line 1\n');
  await until(text, (shown) => shown.includes('line 1'), 'the first line is shown');
  await server?.close();
  await store.append(LOG, 'line 2\n');
  over.abort();
  await until(text, (shown) => shown.includes('the connection broke'), 'the break is said');
  server = await listen(app, { host: '127.0.0.1', port });
  await done;
  expect(text().match(/line \d/g)).toEqual(['line 1', 'line 2']);
  expect(text()).toContain('✗ failed in 0:41');
});

test('a terminal that is closed reads no further', async () => {
  const { store, text, gone, done } = await running();
  await store.append(LOG, 'line 1\n');
  await until(text, (shown) => shown.includes('line 1'), 'the first line is shown');
  gone.abort();
  await done;
  await store.append(LOG, 'line 2\n');
  expect(text()).not.toContain('line 2');
});
