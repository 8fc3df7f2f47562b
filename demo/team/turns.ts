// How does a member of the demo's team learn that it is their turn? From the same feed that an IDE listens to.
import { setTimeout as delay } from 'node:timers/promises';
import { ApiProblem, createApiClient, type ApiClient } from '../../client/api-client';
import { followEvents } from '../../client/event-feed';
import { TurnNotice } from '../../src/contracts/http';

export interface Member {
  id: string;
  api: ApiClient;
  /** Every turn of theirs, once: a feed that comes back repeats what is still theirs. */
  turns(signal: AbortSignal): AsyncGenerator<TurnNotice>;
}

export function createMember(id: string, address: string, token: string): Member {
  async function open(options: { signal: AbortSignal; headers: Record<string, string> }): Promise<Response> {
    const response = await fetch(`${address}/api/v1/people/${id}/events`, { ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`the feed of ${id} answered ${response.status}`);
    return response;
  }
  async function* turns(signal: AbortSignal): AsyncGenerator<TurnNotice> {
    const seen = new Set<string>();
    for await (const event of followEvents(open, signal)) {
      if (event.name !== 'turn') continue;
      const notice = TurnNotice.parse(JSON.parse(event.data));
      const key = `${notice.incident} ${notice.phase} ${notice.turn.since}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield notice;
    }
  }
  return { id, api: createApiClient({ address, token }), turns };
}

/** Says it again while dayshift cannot be reached; a refusal is an answer and is thrown. */
export async function insist<T>(say: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await say();
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.status < 500) throw error;
      await delay(300, undefined, { signal });
    }
  }
}
