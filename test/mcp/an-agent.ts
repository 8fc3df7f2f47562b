// An agent for tests: the SDK's own client, connected to our server in this process, against a whole API that listens.
import request from 'supertest';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { createApiClient } from '../../client/api-client';
import { createAgentServer, type Surroundings } from '../../mcp';
import { Through } from '../../src/domain/vocabulary';
import { aRunningApi, TOKENS, type RunningApi } from '../contract/a-running-api';

export interface AnAgent {
  running: RunningApi;
  client: Client;
  incident: string;
  credential: string; // its id
  secret: string;
  logged: string[];
  call(name: string, args?: object): Promise<CallToolResult & { text: string }>;
  read(uri: string): Promise<string>;
  close(): Promise<void>;
}

export const textOf = ({ content }: CallToolResult): string => content.map((part) => (part.type === 'text' ? part.text : part.type)).join('\n');

/** A token of Maya's agent, made as an administrator does. */
export async function anAgentsToken({ api }: Pick<RunningApi, 'api'>, person = 'maya'): Promise<{ credential: string; secret: string }> {
  const { body } = await request(api.app).post('/api/v1/tokens').set('authorization', `Bearer ${TOKENS.paula}`).send({ name: 'an agent on a laptop', person, scopes: ['read', 'assist'] }).expect(201) as { body: { secret: string; credential: { id: string } } };
  return { credential: body.credential.id, secret: body.secret };
}

export async function anAgent({ token, ...change }: Partial<Surroundings> & { token?: string } = {}): Promise<AnAgent> {
  const running = await aRunningApi({ readsNeedToken: true });
  const { credential, secret } = await anAgentsToken(running);
  const logged: string[] = [];
  const api = createApiClient({ address: running.address, token: token ?? secret, through: Through.Agent });
  const server = createAgentServer({ api, cwd: process.cwd(), env: {}, version: '0.0.0', log: (line) => { logged.push(line); }, ...change });
  const client = new Client({ name: 'a test', version: '0.0.0' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(ours), client.connect(theirs)]);
  return {
    running, client, incident: running.known['id']?.[0] ?? '', credential, secret, logged,
    async call(name, args = {}) {
      const result = await client.callTool({ name, arguments: { ...args } }) as CallToolResult;
      return { ...result, text: textOf(result) };
    },
    async read(uri) {
      const { contents } = await client.readResource({ uri });
      return contents.map((one) => ('text' in one ? one.text : one.blob)).join('\n');
    },
    async close() {
      await client.close();
      await server.close();
      await running.close();
    },
  };
}
