// How is a resource answered? After it is known whose helper asks; an error as one of the protocol, the unexpected into the log too.
import type { ReadResourceResult } from '@modelcontextprotocol/sdk/types.js';
import { isOurs, resourceError } from '../fault';
import type { AgentWorld } from '../surroundings';
import { decodePart } from '../uris';

export async function answered({ holder, log }: AgentWorld, read: () => Promise<ReadResourceResult['contents']>): Promise<ReadResourceResult> {
  try {
    await holder.who();
    return { contents: await read() };
  } catch (error) {
    if (isOurs(error)) log(error instanceof Error ? error.stack ?? error.message : String(error));
    throw resourceError(error);
  }
}

export function markdown(uri: string, text: string): ReadResourceResult['contents'] {
  return [{ uri, mimeType: 'text/markdown', text }];
}

/** A variable of an address as it was before it was encoded. */
export function variable(value: string | string[] | undefined): string {
  return decodePart((Array.isArray(value) ? value[0] : value) ?? '');
}
