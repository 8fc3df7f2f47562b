// run_check: would the working copy pass? Its pipeline runs here as `dayshift pipeline run` does, without an incident; progress is told, and it can be ended.
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { News } from '../../workbench';
import { AgentFault } from '../fault';
import { RunReport, runReport, runText } from '../run-report';
import type { AgentWorld } from '../surroundings';
import { both, guarded } from './tool';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

const LINE_EVERY_MS = 2000;
const SMALL_STEP = 0.001; // a line of output moves nothing on, and the protocol wants every number to grow

/** Loaded late: everything else does without the engine. */
async function workbench(): Promise<typeof import('../../workbench/index.js')> {
  return import('../../workbench/index.js');
}

export function addRunCheck(server: McpServer, world: AgentWorld): void {
  let isRunning = false;
  server.registerTool('run_check', {
    title: 'Run checks on the working copy',
    description: 'Builds the working copy as it is, with what is not committed, and runs and judges its cells as an attempt would: all, or those that are chosen. It runs the repository\'s own commands on this machine, and may take minutes. Nothing is told to dayshift.',
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    inputSchema: z.strictObject({
      stage: z.string().min(1).max(100).optional(), check: z.string().min(1).max(100).optional(),
      at: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string().min(1).max(200)).default({}).describe('only the cells at this place, e.g. {"device": "ipad"}'),
      against: z.string().min(1).max(200).optional().describe('a commit to compare with, in the place of the running release'),
    }),
    outputSchema: RunReport,
  }, guarded(world, async (asked, extra: Extra) => {
    if (isRunning) throw new AgentFault('A run is under way already.', 'Wait for its end, or cancel it.');
    isRunning = true;
    try {
      const report = await runIn(world, asked, extra);
      return both(runText(report), report);
    } finally {
      isRunning = false;
    }
  }));
}

interface Choice { stage?: string; check?: string; at: Record<string, string>; against?: string }

async function runIn({ cwd, env }: AgentWorld, choice: Choice, extra: Extra): Promise<RunReport> {
  const { explain, runPipeline } = await workbench();
  try {
    return runReport(await runPipeline({ ...choice, folder: cwd, env, keep: false, slots: availableParallelism(), signal: extra.signal, tell: teller(extra) }));
  } catch (error) {
    if (extra.signal.aborted) throw new AgentFault('The run was cancelled; what it had started is ended.', 'Call run_check again when it is wanted.');
    const said = explain(error);
    throw said ? new AgentFault(said.message, said.advice) : error;
  }
}

/** Two steps a row: it began, it ended. To whoever asked for progress, and only then. */
function teller({ _meta, sendNotification }: Extra): (news: News) => void {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  let rows = 0;
  let progress = 0;
  let lineAt = 0;
  return (news) => {
    if (news.kind === 'began') rows = news.rows.length;
    if (news.kind === 'line' && Date.now() - lineAt < LINE_EVERY_MS) return;
    if (news.kind === 'line') lineAt = Date.now();
    progress = news.kind === 'line' ? progress + SMALL_STEP : Math.floor(progress) + 1;
    void sendNotification({ method: 'notifications/progress', params: { progressToken, progress, total: rows * 2 + 1, message: messageOf(news) } }).catch(() => undefined); // the client has gone: the run is ended by its signal
  };
}

function messageOf(news: News): string {
  switch (news.kind) {
    case 'began': return `${news.rows.length} rows: ${news.rows.slice(0, 20).join(', ')}`;
    case 'started': return `${news.id} began`;
    case 'line': return `${news.id}: ${news.text}`.slice(0, 300);
    case 'ended': return `${news.id} ${news.verdict} after ${news.seconds.toFixed(1)} s`;
  }
}
