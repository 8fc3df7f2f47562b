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
  const shows = (words: string) => until(text, (shown) => shown.includes(words), `“${words}” is shown`);
  const breaks = async (): Promise<void> => { await server?.close(); };
  const isBack = async (): Promise<void> => { server = await listen(api.app, { host: '127.0.0.1', port }); };
  await api.store.append(LOG, 'line 1\n');
  await shows('line 1');
  return { ...api, over, gone, done, text, shows, breaks, isBack };
}

test('a log that is being written is shown as it comes, then to its end with the verdict', async () => {
  const { store, text, shows, over, done } = await running();
  await store.append(LOG, '\u001b[31msrc/login.ts(3,7): error\u001b[0m\u001b]0;title\u0007\n');
  await shows('error');
  await store.append(LOG, 'the very last line\n');
  over.abort();
  await done;
  expect(text()).toMatch(/line 1\r\n.*src\/login\.ts\(3,7\): error\r\n.*the very last line\r\n\r\n✗ failed in 0:41: tsc found 1 error\r\n$/s);
  expect(text()).not.toContain('title');
});

test('a restart of the API is said once, and nothing is shown twice or missed', async () => {
  const { store, text, shows, breaks, isBack, over, done } = await running();
  await breaks();
  await store.append(LOG, 'line 2\n');
  await shows('the connection broke');
  await isBack();
  await shows('line 2');
  await store.append(LOG, 'line 3\n');
  await shows('line 3');
  over.abort();
  await done;
  expect(text().match(/line \d/g)).toEqual(['line 1', 'line 2', 'line 3']);
  expect(text().match(/the connection broke/g)).toHaveLength(1);
});

test('it is over while the API is away: the end is read when it is back', async () => {
  const { store, text, shows, breaks, isBack, over, done } = await running();
  await breaks();
  await store.append(LOG, 'line 2\n');
  over.abort();
  await shows('the connection broke');
  await isBack();
  await done;
  expect(text().match(/line \d/g)).toEqual(['line 1', 'line 2']);
  expect(text()).toContain('✗ failed in 0:41');
});

test('a terminal that is closed reads no further', async () => {
  const { store, text, gone, done } = await running();
  gone.abort();
  await done;
  await store.append(LOG, 'line 2\n');
  expect(text()).not.toContain('line 2');
});
