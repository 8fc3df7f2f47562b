// How is a tool called? After it is known whose helper calls; what goes wrong is an answer that the agent reads.
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { isOurs, toolError } from '../fault';
import type { AgentWorld } from '../surroundings';

export function guarded<Args, Extra>({ holder, log }: AgentWorld, call: (args: Args, extra: Extra) => Promise<CallToolResult>): (args: Args, extra: Extra) => Promise<CallToolResult> {
  return async (args, extra) => {
    try {
      await holder.who();
      return await call(args, extra);
    } catch (error) {
      if (isOurs(error)) log(error instanceof Error ? error.stack ?? error.message : String(error));
      return toolError(error);
    }
  };
}

/** Text for the agent, and the same as fields. */
export function both(text: string, fields: object): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: { ...fields } };
}

export const READS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false } as const;
