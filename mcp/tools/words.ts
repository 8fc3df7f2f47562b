// acknowledge, join, note, ask, build: what an agent says in its person's name. And sign_off, which the API refuses to it.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { ApiProblem, type Word } from '../../client/api-client';
import { Decision } from '../../src/domain/vocabulary';
import { commitIn, incidentIn } from '../clone';
import { AgentFault } from '../fault';
import type { AgentWorld } from '../surroundings';
import { incidentUri } from '../uris';
import { INCIDENT } from './reading';
import { both, guarded } from './tool';

const SAYS = { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false } as const;
const PAUSES_MS = [500, 1500]; // before what got no answer is said again, under the same key
const Said = z.object({ incident: z.string(), text: z.string() });

export function addWordTools(server: McpServer, world: AgentWorld): void {
  const { api, cwd } = world;

  async function say(named: string | undefined, word: Word, body: Record<string, unknown>): Promise<CallToolResult> {
    const incident = await incidentIn(cwd, named);
    const { accepted, text } = await repeated((key) => api.say(incident, word, body, key));
    if (!accepted) throw new AgentFault(text, `See where the incident is: ${incidentUri(incident)}.`);
    return both(text, { incident, text });
  }

  server.registerTool('acknowledge', {
    title: 'Acknowledge', description: 'Says that the person is on it, through their agent; holds the ladder while work shows. Only while they are the assignee.', annotations: { ...SAYS, idempotentHint: true },
    inputSchema: z.strictObject({ incident: INCIDENT }), outputSchema: Said,
  }, guarded(world, ({ incident }) => say(incident, 'acknowledge', {})));

  server.registerTool('join', {
    title: 'Join as a helper', description: 'Says that the person helps, through their agent; it stays the turn of whoever has it.', annotations: { ...SAYS, idempotentHint: true },
    inputSchema: z.strictObject({ incident: INCIDENT }), outputSchema: Said,
  }, guarded(world, ({ incident }) => say(incident, 'join', {})));

  server.registerTool('note', {
    title: 'Add a note', description: 'Adds to the timeline, for everybody and for good: what was found, what was tried and why. It also answers a question on the card.', annotations: SAYS,
    inputSchema: z.strictObject({ incident: INCIDENT, text: z.string().trim().min(1).max(2000) }), outputSchema: Said,
  }, guarded(world, ({ incident, text }) => say(incident, 'note', { text })));

  server.registerTool('ask', {
    title: 'Ask before the sign-off', description: 'A question on the decision card; nothing waits for the answer, which is a note.', annotations: SAYS,
    inputSchema: z.strictObject({ incident: INCIDENT, text: z.string().trim().min(1).max(2000), to: z.string().min(1).max(100).optional().describe('a person\'s id; default: who wrote the fix and who assigned it') }), outputSchema: Said,
  }, guarded(world, ({ incident, text, to }) => say(incident, 'ask', { text, ...(to === undefined ? {} : { to }) })));

  server.registerTool('build', {
    title: 'Build a commit', description: 'Has a pushed commit of the incident\'s branch built, and every gate judged. It counts as the person\'s build, so they cannot sign it off. An attempt that runs is superseded.', annotations: SAYS,
    inputSchema: z.strictObject({ incident: INCIDENT, commit: z.string().min(1).max(200).optional().describe('of the working copy; default: HEAD. All 40 digits outside of a clone') }), outputSchema: Said,
  }, guarded(world, async ({ incident, commit }) => say(incident, 'build', { commit: await commitIn(cwd, commit) })));

  server.registerTool('sign_off', {
    title: 'Sign off', description: 'For people only: dayshift refuses it to every agent and writes the attempt into the audit. Leave the decision to the people that the card names.', annotations: { ...SAYS, destructiveHint: true },
    inputSchema: z.strictObject({ incident: INCIDENT, decision: z.enum(Decision), digest: z.string().max(100).optional(), reason: z.string().max(500).optional() }), outputSchema: Said,
  }, guarded(world, ({ incident, ...decision }) => say(incident, 'sign-off', decision)));
}

/** A word that got no answer may have been heard: it is said again under its key, so that nothing happens twice. */
async function repeated<T>(say: (key: string) => Promise<T>): Promise<T> {
  const key = randomUUID();
  for (const pause of PAUSES_MS) {
    try {
      return await say(key);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.status !== 503) throw error;
      await delay(pause);
    }
  }
  return say(key);
}
