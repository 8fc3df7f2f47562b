// Can a receiver tell that a notification or an event is ours, and drop the repeats? Is what it will never take told apart from what it may take later?
import { createHmac } from 'node:crypto';
import { createWebhookNotifier } from '../../../integrations/webhook';
import { createSubscriber } from '../../../integrations/webhook/subscriber';
import { cloudEventOf } from '../../../src/domain/cloud-events';
import { aNotification } from '../../support/a-notification';
import { anIncident, ASSIGNED } from '../../support/an-incident';
import { startServer, type Asked } from '../a-server';

const notification = aNotification({ text: 'Logins are refused – 33 %' });
let status = 204;
let headers: Record<string, string> = {};
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer((_, response) => void response.writeHead(status, headers).end('secret=hunter22'));
});
afterAll(() => server.close());
beforeEach(() => {
  status = 204;
  headers = {};
});

function lastAsked(): Asked {
  const asked = server.asked.at(-1);
  if (!asked) throw new Error('nothing was posted');
  return asked;
}

function expectedSignature({ body, headers: sent }: Asked): string {
  return `sha256=${createHmac('sha256', 's3cret').update(`${String(sent['dayshift-time'])}.${body}`).digest('hex')}`;
}

it('posts the notification with its key and a signature over time and body', async () => {
  await createWebhookNotifier({ url: server.url, secret: 's3cret' }).notify(notification);
  const asked = lastAsked();
  expect(asked.method).toBe('POST');
  expect(JSON.parse(asked.body)).toEqual(notification);
  expect(asked.headers['idempotency-key']).toBe(notification.key);
  expect(asked.headers['dayshift-signature']).toBe(expectedSignature(asked));
});

it('is unsigned without a secret', async () => {
  await createWebhookNotifier({ url: server.url }).notify(notification);
  expect(lastAsked().headers).not.toHaveProperty('dayshift-signature');
});

it.each([
  [500, 'unreachable'], [429, 'unreachable'], [404, 'unreachable'], [401, 'unreachable'],
  [400, 'telling-refused'], [410, 'telling-refused'], [413, 'telling-refused'], [422, 'telling-refused'],
])('an answer of %d is %s, and tells no secret', async (answer, code) => {
  status = answer;
  const failure = await createWebhookNotifier({ url: server.url, secret: 'hunter22' }).notify(notification).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code });
  expect(String(failure)).not.toContain('hunter22');
});

it('hands on when the receiver wants to be asked again', async () => {
  status = 503;
  headers = { 'retry-after': '17' };
  await expect(createWebhookNotifier({ url: server.url }).notify(notification)).rejects.toMatchObject({ code: 'unreachable', details: { retryAfterSeconds: 17 } });
});

describe('a subscriber', () => {
  const event = cloudEventOf(anIncident(ASSIGNED), 1, 'http://dayshift.example');

  it('is posted a CloudEvent in structured mode, signed, with the event\'s id as key', async () => {
    await createSubscriber({ name: 'board', url: server.url, secret: 's3cret' }).deliver(event);
    const asked = lastAsked();
    expect(asked.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(asked.headers['idempotency-key']).toBe(event.id);
    expect(asked.headers['dayshift-signature']).toBe(expectedSignature(asked));
    expect(JSON.parse(asked.body)).toEqual(event);
  });

  it('is asked for the beginnings of types that it wants', () => {
    const all = createSubscriber({ name: 'board', url: server.url });
    const some = createSubscriber({ name: 'board', url: server.url, types: ['dev.cdevents.', 'dev.dayshift.incident.assigned'] });
    expect(['dev.cdevents.incident.detected.0.2.0', 'dev.dayshift.incident.assigned', 'dev.dayshift.incident.noted'].map((type) => [all.wants(type), some.wants(type)])).toEqual([[true, true], [true, true], [true, false]]);
  });

  it('names itself when it refuses', async () => {
    status = 415;
    await expect(createSubscriber({ name: 'board', url: server.url }).deliver(event)).rejects.toMatchObject({ code: 'telling-refused', message: expect.stringContaining('The subscriber board') });
  });
});
