// Does an agent hear that an incident changed? Each address that was subscribed to, once for what happens together, and nothing after it left.
import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import request from 'supertest';
import { aDelivery } from '../api/an-api';
import { anAgent, type AnAgent } from './an-agent';

let agent: AnAgent;
let told: string[];
let wake: () => void;
beforeEach(async () => {
  agent = await anAgent();
  told = [];
  wake = () => undefined;
  agent.client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params: { uri } }) => { told.push(uri); wake(); });
});
afterEach(async () => { await agent.close(); });

async function toldOf(uri: string): Promise<void> {
  while (!told.includes(uri)) await new Promise<void>((resolve) => { wake = resolve; });
}
const until = async (holds: () => boolean): Promise<void> => { while (!holds()) await new Promise((resolve) => setImmediate(resolve)); };

test('two addresses of one incident share a feed, and both are told', async () => {
  const { client, incident, running: { api } } = agent;
  const [page, problems] = [`dayshift://incidents/${incident}`, `dayshift://incidents/${incident}/problems`];
  await client.subscribeResource({ uri: page });
  await client.subscribeResource({ uri: problems });
  await agent.call('note', { incident, text: 'Seen.' });
  await toldOf(page);
  await toldOf(problems);
  expect(agent.running.api.gateway.followers()).toBe(1);
  await client.unsubscribeResource({ uri: page });
  await client.unsubscribeResource({ uri: problems });
  await until(() => api.gateway.followers() === 0);
});

test('the list is told when an incident opens, and all ends with the client', async () => {
  const { client, incident, running: { api } } = agent;
  await client.subscribeResource({ uri: 'dayshift://incidents' });
  await client.subscribeResource({ uri: `dayshift://incidents/${incident}` });
  await until(() => api.gateway.followers() === 1);
  await toldOf('dayshift://incidents'); // once at first
  told = [];
  await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({ name: 'LoginSlow', fingerprint: 's1' })).expect(202);
  await toldOf('dayshift://incidents');
  await client.close();
  await until(() => api.gateway.followers() === 0);
});

test.each([['dayshift://incidents/storefront.None.00000000', /There is no incident/], [`dayshift://evidence/sha256:${'a'.repeat(64)}`, /does not change/]])('%s cannot be subscribed to, and it is said why', async (uri, why) => {
  await expect(agent.client.subscribeResource({ uri })).rejects.toThrow(why);
});
