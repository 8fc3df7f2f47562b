// Who wants to hear of which incident? One feed for each, shared by all its addresses; what changes quickly is told once, and all ends with the client.
import { setTimeout as delay } from 'node:timers/promises';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { ErrorCode, McpError, SubscribeRequestSchema, UnsubscribeRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { ApiProblem } from '../client/api-client';
import { Phase } from '../src/domain/vocabulary';
import { MOST_SUBSCRIPTIONS } from './bounds';
import { resourceError } from './fault';
import type { AgentWorld } from './surroundings';
import { subjectOf } from './uris';

const TOGETHER_MS = 250;
const AGAIN_MS = 5000;

/** `seen`: the incident as it was known last. */
interface Feed { uris: Set<string>; stop: AbortController; seen: string; timer?: NodeJS.Timeout }

export function addSubscriptions(server: McpServer, world: AgentWorld): { close(): void } {
  const feeds = new Map<string, Feed>();
  const { api, holder, log } = world;

  server.server.registerCapabilities({ resources: { subscribe: true } });
  server.server.setRequestHandler(SubscribeRequestSchema, async ({ params: { uri } }) => {
    const subject = subjectOf(uri);
    if (!subject) throw new McpError(ErrorCode.InvalidParams, `${uri.slice(0, 200)} does not change. What to do: subscribe to dayshift://incidents or to an incident.`);
    try {
      await holder.who();
      if (subject === 'all') join('', uri, '');
      else join(subject.incident, uri, JSON.stringify(await api.incident(subject.incident)));
    } catch (error) {
      throw resourceError(error);
    }
    return {};
  });
  server.server.setRequestHandler(UnsubscribeRequestSchema, ({ params: { uri } }) => {
    const subject = subjectOf(uri);
    if (subject) leave(subject === 'all' ? '' : subject.incident, uri);
    return {};
  });

  function join(key: string, uri: string, seen: string): void {
    const feed = feeds.get(key);
    if (feed) return void feed.uris.add(uri);
    if (feeds.size >= MOST_SUBSCRIPTIONS) throw new McpError(ErrorCode.InvalidRequest, `There are ${MOST_SUBSCRIPTIONS} subscriptions already. What to do: unsubscribe from one.`);
    const begun: Feed = { uris: new Set([uri]), stop: new AbortController(), seen };
    feeds.set(key, begun);
    void follow(key, begun);
  }

  function leave(key: string, uri: string): void {
    const feed = feeds.get(key);
    feed?.uris.delete(uri);
    if (feed?.uris.size === 0) end(key, feed);
  }

  function end(key: string, { stop, timer }: Feed): void {
    feeds.delete(key);
    clearTimeout(timer);
    stop.abort();
  }

  /** Until it is ended or its incident is closed. A feed that was refused is over; one that could not be opened is tried again. */
  async function follow(key: string, feed: Feed): Promise<void> {
    const { signal } = feed.stop;
    while (!signal.aborted) {
      try {
        if (key === '') await followAll(feed);
        else await followOne(key, feed);
        return;
      } catch (error) {
        if (signal.aborted) return;
        log(`the feed of ${key || 'the incidents'} is away: ${error instanceof Error ? error.message : String(error)}`);
        if (error instanceof ApiProblem && error.problem.status < 500) return end(key, feed);
        await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async function followAll(feed: Feed): Promise<void> {
    const boards = api.followBoard(feed.stop.signal);
    while (!(await boards.next()).done) tell(feed); // the first one too: what changed before it would be missed
  }

  async function followOne(id: string, feed: Feed): Promise<void> {
    for await (const happening of api.followIncident(id, feed.stop.signal)) {
      if (happening.kind !== 'incident') continue;
      const now = JSON.stringify(happening.view);
      if (now !== feed.seen) tell(feed);
      feed.seen = now;
      if (happening.view.phase === Phase.Closed) return;
    }
  }

  function tell(feed: Feed): void {
    feed.timer ??= setTimeout(() => {
      feed.timer = undefined;
      for (const uri of feed.uris) void server.server.sendResourceUpdated({ uri }).catch((error: unknown) => { log(`an update was not told: ${String(error)}`); });
    }, TOGETHER_MS);
  }

  return { close: () => { for (const [key, feed] of feeds) end(key, feed); } };
}
