// The agent's door: a server of the Model Context Protocol, by which a coding agent works on an incident and decides nothing. The command line loads it late.
import type { Readable, Writable } from 'node:stream';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { ApiProblem } from '../client/api-client';
import { createHolder } from './holder';
import { createLooks } from './look';
import { DATA_NOTE } from './quoted';
import { addFileResources } from './resources/files';
import { addIncidentResources } from './resources/incidents';
import { addSubscriptions } from './subscriptions';
import type { Surroundings } from './surroundings';
import { addReadingTools } from './tools/reading';
import { addRunCheck } from './tools/run-check';
import { addWordTools } from './tools/words';

export { AgentFault } from './fault';
export { HOW_TO_MAKE } from './holder';
export type { Surroundings } from './surroundings';

const INSTRUCTIONS = `dayshift carries an incident from the alert to the fix that is verified in production. You help one person with it, in their name: look (list_incidents, get_incident, list_problems, read_log), say what you found (note), try the fix in the clone (run_check), push it to the incident's branch and have it built (build). The gates judge it. You decide nothing: sign-off, gates, assignment and hand-over are for people, and are refused to you. ${DATA_NOTE}`;

const LARGEST_MESSAGE = 4 * 1024 * 1024;
const MOST_ELEMENTS = 1000; // of one call's arguments

/** Not connected yet. `close` ends its feeds. */
export function createAgentServer(surroundings: Surroundings, holder = createHolder(surroundings.api)): McpServer {
  const world = { ...surroundings, holder };
  const server = new McpServer({ name: 'dayshift', title: 'dayshift', version: surroundings.version }, { instructions: INSTRUCTIONS, maxToolInputElements: MOST_ELEMENTS, capabilities: { tools: {}, resources: {} } });
  const looks = createLooks(surroundings.api);
  addIncidentResources(server, world, looks);
  addFileResources(server, world);
  addReadingTools(server, world, looks);
  addWordTools(server, world);
  addRunCheck(server, world);
  const subscriptions = addSubscriptions(server, world);
  server.server.onclose = () => { subscriptions.close(); };
  server.server.onerror = (error) => { surroundings.log(error.message); };
  return server;
}

/** Serves one client until it closes its end or the signal aborts. Throws AgentFault at once for a token that may decide, or that opens nothing; while the API is away it stays up, and says so in each answer. */
export async function serveAgent(surroundings: Surroundings, { input, output, signal }: { input: Readable; output: Writable; signal: AbortSignal }): Promise<void> {
  const holder = createHolder(surroundings.api);
  await holder.who().catch((error: unknown) => {
    if (!(error instanceof ApiProblem) || error.problem.status < 500) throw error;
    surroundings.log(`${error.problem.detail} Each call asks again.`);
  });
  if (signal.aborted) return; // given up before the API answered
  const server = createAgentServer(surroundings, holder);
  const over = new Promise<void>((resolve) => {
    for (const event of ['end', 'close'] as const) input.once(event, () => { resolve(); });
    signal.addEventListener('abort', () => { resolve(); }, { once: true });
    output.once('error', () => { resolve(); }); // nobody reads any more
  });
  await server.connect(new StdioServerTransport(input, output, { maxBufferSize: LARGEST_MESSAGE }));
  await over;
  await server.close();
}
