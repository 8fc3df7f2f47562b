// What is known right now, and how does it come to be? Signed in or not, the desk as last heard, what is news on it, and one stream for each incident.
import type { Disposable } from 'vscode';
import { createApiClient, type ApiClient, type ApiSettings } from '../../../../client/api-client';
import { noticesOf, withUnread, type Notice } from '../../../../client/desk';
import type { Me } from '../../../../src/contracts/access';
import { Desk } from '../../../../src/contracts/desk';
import { Through } from '../../../../src/domain/vocabulary';
import type { Connection, Session } from '../session';
import { createEmitter } from './emitter';
import { followLine, personOf, refusalIn, wordsOf } from './line';
import { createStreams } from './streams';
import type { Waker } from './waker';

const LONGEST_WAIT_MS = 30_000;

export interface LiveSession extends Session, Disposable {
  /** Is at that address from now on, signed in when its token is kept. */
  open(address: string): Promise<void>;
  /** Keeps the token of that address when dayshift takes it there; else throws why not. */
  signIn(token: string, at: string): Promise<Me>;
  signOut(): Promise<void>;
  /** Tries now, with new connections. */
  reconnect(): void;
  /** A client without a token, e.g. to ask for one. */
  stranger(at: string): ApiClient;
}

export interface SessionDeps {
  secrets: { get(key: string): PromiseLike<string | undefined>; store(key: string, value: string): PromiseLike<void>; delete(key: string): PromiseLike<void> };
  /** Lasts longer than the window. */
  memory: { get(key: string): unknown; update(key: string, value: unknown): PromiseLike<void> };
  waker: Waker;
  log(text: string): void;
  createClient?: (settings: ApiSettings) => ApiClient;
}

interface Line { api: ApiClient; address: string; token: string; ending: AbortController }

export function secretOf(address: string): string {
  return `dayshift.token ${address}`;
}

export function createSession({ secrets, memory, waker, log, createClient = createApiClient }: SessionDeps): LiveSession {
  const fault = (error: unknown): void => { log(`A listener failed: ${String(error)}`); };
  const changed = createEmitter<void>(fault);
  const news = createEmitter<readonly Notice[]>(fault);
  const streams = createStreams({ client: () => line?.api, onFault: (incident, error) => { log(`${incident} is followed no longer: ${String(error)}`); } });
  let connection: Connection = { kind: 'signed-out' };
  let address: string | undefined;
  let desk: Desk | undefined;
  let line: Line | undefined;
  let opening = 0; // the last one counts, and a sign-in or a sign-out as one

  function clientOf(at: string, token?: string): ApiClient {
    return createClient({ address: at, token, through: Through.Ide, patience: { longestWaitMs: LONGEST_WAIT_MS, insists: true, pause: waker.pause } });
  }

  function stand(now: Connection): void {
    if (JSON.stringify(now) === JSON.stringify(connection)) return;
    if (now.kind !== connection.kind) log(now.kind === 'away' ? `dayshift is away: ${now.why}` : `${now.kind}${'address' in now ? ` ${now.address}` : ''}`);
    connection = now;
    changed.fire();
  }

  function lay(heard: Desk, me: Me, at: string): void {
    const key = `desk ${at} ${me.id}`;
    const kept = Desk.safeParse(desk ?? memory.get(key));
    const before = kept.success ? kept.data : undefined;
    desk = withUnread(before, heard);
    changed.fire();
    const notices = noticesOf(before, desk, me.id);
    if (notices.length > 0) news.fire(notices);
    void Promise.resolve(memory.update(key, desk)).catch((error: unknown) => { log(`What was told is not kept: ${String(error)}`); });
  }

  function hangUp(why?: string): void {
    line?.ending.abort();
    line = undefined;
    desk = undefined;
    streams.restart();
    stand({ kind: 'signed-out', ...(why === undefined ? {} : { why }) });
  }

  function begin(at: string, token: string): void {
    line?.ending.abort();
    const own: Line = { api: clientOf(at, token), address: at, token, ending: new AbortController() };
    line = own;
    streams.restart();
    const ifOwn = <Heard extends unknown[]>(hear: (...heard: Heard) => void) => (...heard: Heard): void => { if (line === own) hear(...heard); };
    void followLine({ address: at, client: own.api, pause: waker.pause, onConnection: ifOwn(stand), onDesk: ifOwn((heard, me) => { lay(heard, me, at); }) }, own.ending.signal)
      .then((refused) => { if (refused !== undefined && line === own) hangUp(refused); });
  }

  return {
    get connection() { return connection; },
    get desk() { return desk?.incidents; },
    onDidChange: changed.event,
    onNotices: news.event,
    api() {
      if (!line) throw new Error('Sign in to dayshift first.');
      return line.api;
    },
    follow: (incident, hear) => streams.follow(incident, hear),
    stranger: (at) => clientOf(at),
    async open(at) {
      const mine = opening += 1;
      address = at; // who signs in meanwhile does so there
      const token = await secrets.get(secretOf(at));
      if (mine !== opening) return;
      if (line && line.address === at && line.token === token) return;
      desk = undefined;
      if (token === undefined) hangUp();
      else begin(at, token);
    },
    async signIn(token, at) {
      const me = await personOf(clientOf(at, token)).catch((error: unknown) => { throw new Error(refusalIn(error) ?? wordsOf(error), { cause: error }); });
      await secrets.store(secretOf(at), token);
      if (at !== address) return me;
      opening += 1; // what was read before knows nothing of it
      desk = undefined; // it may be another person's
      begin(at, token);
      return me;
    },
    async signOut() {
      opening += 1;
      if (address !== undefined) await secrets.delete(secretOf(address));
      hangUp();
    },
    reconnect() {
      if (!line || address === undefined) return;
      begin(address, line.token);
      waker.wake();
    },
    dispose() {
      line?.ending.abort();
      line = undefined;
      streams.restart();
      changed.dispose();
      news.dispose();
    },
  };
}
