// Can a receiver tell that a notification is ours, and drop the repeats?
import { createHmac } from 'node:crypto';
import { createWebhookNotifier } from '../../../integrations/webhook';
import type { Notification } from '../../../src/ports/notifier';
import { startServer } from '../a-server';

const notification: Notification = { key: 'i1/fix/1', incident: 'i1', to: ['dev'], subject: 'A fix is yours', text: 'Logins are refused – 33 %', action: 'fix', at: '2026-11-23T10:00:00.000Z' };
let status = 204;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer((_, response) => void response.writeHead(status).end('secret=hunter22'));
});
afterAll(() => server.close());

it('posts the notification with its key and a signature over time and body', async () => {
  await createWebhookNotifier({ url: server.url, secret: 's3cret' }).notify(notification);
  const asked = server.asked.at(-1);
  if (!asked) throw new Error('nothing was posted');
  const { body, headers, method } = asked;
  expect(method).toBe('POST');
  expect(JSON.parse(body)).toEqual(notification);
  expect(headers['idempotency-key']).toBe('i1/fix/1');
  const expected = createHmac('sha256', 's3cret').update(`${String(headers['dayshift-time'])}.${body}`).digest('hex');
  expect(headers['dayshift-signature']).toBe(`sha256=${expected}`);
});

it('is unsigned without a secret', async () => {
  await createWebhookNotifier({ url: server.url }).notify(notification);
  expect(server.asked.at(-1)?.headers).not.toHaveProperty('dayshift-signature');
});

it('is unreachable when the receiver refuses, and tells no secret', async () => {
  status = 500;
  const failure = await createWebhookNotifier({ url: server.url, secret: 'hunter22' }).notify(notification).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'unreachable' });
  expect(String(failure)).not.toContain('hunter22');
});
