// How does an agent learn what went wrong? What was found and what to do, as the API's problem has it; never a stack.
import { ErrorCode, McpError, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { ApiProblem } from '../client/api-client';

/** Something that the agent or its person can put right. */
export class AgentFault extends Error {
  constructor(message: string, readonly advice: string) {
    super(message);
    this.name = 'AgentFault';
  }
}

const RESOURCE_NOT_FOUND = -32002; // as the protocol has it

interface Told { text: string; code?: string; status?: number }

function told(error: unknown): Told {
  if (error instanceof ApiProblem) {
    const { type, status, detail, advice } = error.problem;
    const code = type.replace('/problems/', '');
    return { text: `${detail}\nWhat to do: ${advice}\n(${code}, ${status})`, code, status };
  }
  if (error instanceof AgentFault) return { text: `${error.message}\nWhat to do: ${error.advice}` };
  return { text: `This is a mistake of dayshift: ${error instanceof Error ? error.message : String(error)}\nWhat to do: tell the person; the server's log has more.` };
}

/** A failed call, which the agent reads like any other answer. */
export function toolError(error: unknown): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: told(error).text }] };
}

/** A resource that cannot be read is an error of the protocol. */
export function resourceError(error: unknown): McpError {
  if (error instanceof McpError) return error;
  const { text, code, status } = told(error);
  return new McpError(status === 404 ? RESOURCE_NOT_FOUND : status !== undefined && status < 500 ? ErrorCode.InvalidRequest : ErrorCode.InternalError, text, { code, status });
}

/** Whether it is a mistake of ours, which the log should have whole. */
export function isOurs(error: unknown): boolean {
  return !(error instanceof ApiProblem || error instanceof AgentFault || error instanceof McpError);
}
