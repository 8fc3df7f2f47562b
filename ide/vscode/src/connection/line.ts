// How is one person's desk followed, from the sign-in to the sign-out? Tried again until it stands, and said at each moment how it stands.
import { ApiProblem, type ApiClient } from '../../../../client/api-client';
import type { Me } from '../../../../src/contracts/access';
import type { Desk } from '../../../../src/contracts/desk';
import type { Connection } from '../session';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const ANSWER_WITHIN_MS = 15_000;

export interface LineDeps {
  address: string;
  client: Pick<ApiClient, 'me' | 'followDesk'>;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  onConnection(connection: Connection): void;
  onDesk(desk: Desk, me: Me): void;
}

/** Ends when the signal aborts, or with the reason why dayshift does not take the credential. */
export async function followLine({ address, client, pause, onConnection, onDesk }: LineDeps, signal: AbortSignal): Promise<string | undefined> {
  let me: Me | undefined;
  let wait = FIRST_WAIT_MS;
  const away = (why: string): void => { onConnection({ kind: 'away', address, why, ...(me ? { me } : {}) }); };
  onConnection({ kind: 'connecting', address });
  while (!signal.aborted) {
    try {
      me = await personOf(client);
      if (isAborted(signal)) return undefined;
      for await (const heard of client.followDesk(me.id, signal)) {
        wait = FIRST_WAIT_MS;
        if (heard.kind === 'lost') {
          away(heard.reason);
        } else {
          onConnection({ kind: 'connected', address, me });
          onDesk(heard.desk, me);
        }
      }
    } catch (error) {
      if (isAborted(signal)) return undefined;
      const refused = refusalIn(error);
      if (refused !== undefined) return refused;
      away(wordsOf(error));
    }
    if (isAborted(signal)) return undefined;
    await pause(wait * (1 - Math.random() / 2), signal);
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }
  return undefined;
}

/** Whose credential it is. Throws `NotAPerson` for a program's, ApiProblem, and an Error when nothing is answered in time. */
export async function personOf(client: Pick<ApiClient, 'me'>): Promise<Me> {
  const me = await inTime(client.me());
  if (me.kind !== 'person') throw new NotAPerson(me.name);
  return me;
}

export class NotAPerson extends Error {
  constructor(name: string) {
    super(`The token of "${name}" is no person's: only a person has a desk. Sign in with a token of your own.`);
    this.name = 'NotAPerson';
  }
}

/** Why the credential is not taken; undefined when it may be the way to dayshift. */
export function refusalIn(error: unknown): string | undefined {
  if (error instanceof NotAPerson) return error.message;
  if (!(error instanceof ApiProblem) || (error.problem.status !== 401 && error.problem.status !== 403)) return undefined;
  return error.problem.status === 401 ? 'dayshift does not take this token, or not any more. Sign in again.' : wordsOf(error);
}

/** What was found and what to do. */
export function wordsOf(error: unknown): string {
  if (error instanceof ApiProblem) return `${error.problem.detail} ${error.problem.advice}`;
  return error instanceof Error ? error.message : String(error);
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error(`dayshift did not answer within ${ANSWER_WITHIN_MS / 1000} seconds`)); }, ANSWER_WITHIN_MS); });
  return Promise.race([answer, late]).finally(() => { clearTimeout(timer); });
}
