// dayshift mcp: the server by which a coding agent works on an incident. Standard input and output are the protocol; its log goes to standard error.
import { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import { dayshiftVersion } from '../../src/config/version';
import { createApiClient } from '../../client/api-client';
import { Through } from '../../src/domain/vocabulary';
import { tokenFor } from '../signed-in';
import { withExamples } from './declare';
import { CliFault } from './world';
import type { World } from './world';

/** Loaded late: the other commands do without it. */
async function agentsDoor(): Promise<typeof import('../../mcp/index.js')> {
  return import('../../mcp/index.js');
}

export function addMcp(program: Command, world: World): void {
  const mcp = program.command('mcp').description('serve a coding agent over the Model Context Protocol, on standard input and output; its token may assist, and never decides')
    .action((_options: object, command: Command) => serve(command.optsWithGlobals<{ api: string }>().api, world));
  withExamples(mcp, 'mcp', 'mcp --api https://dayshift.example.com');
}

async function serve(address: string, world: World): Promise<void> {
  const { AgentFault, HOW_TO_MAKE, serveAgent } = await agentsDoor();
  const token = tokenFor(address, 'agent', world);
  if (!token) throw new CliFault(`An agent needs a token of its own: DAYSHIFT_TOKEN has none, and \`dayshift login --agent\` kept none for ${address}.`, HOW_TO_MAKE);
  const api = createApiClient({ address, token, through: Through.Agent });
  const log = (line: string): void => { world.err.write(`dayshift mcp: ${line}\n`); };
  try {
    await serveAgent({ api, cwd: world.cwd, env: world.env, version: dayshiftVersion(), log }, { input: inputOf(world), output: outputOf(world), signal: world.signal });
  } catch (error) {
    if (error instanceof AgentFault) throw new CliFault(error.message, error.advice);
    throw error;
  }
}

function inputOf({ input = Readable.from([]) }: World): Readable {
  return input instanceof Readable ? input : Readable.from(input);
}

function outputOf({ out }: World): Writable {
  if (out instanceof Writable) return out;
  return new Writable({ decodeStrings: false, write(chunk: string, _encoding, done) { out.write(chunk); done(); } });
}
