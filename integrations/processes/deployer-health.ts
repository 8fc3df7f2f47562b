// Is a release up, and what does it say it is? Its own health page answers; nothing is remembered.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Digest } from '../../src/contracts/evidence';
import { DayshiftError } from '../../src/errors';
import { RELEASE_HEADER } from '../envoy';
import { ask } from '../http';
import { jsonOf } from '../json-of';

/** A page tells what it likes; of what it tells, these are used. */
const Page = z.object({ version: z.string().optional().catch(undefined), digest: z.unknown() });

export interface Health {
  version?: string; // absent: the page tells none
  digest?: string; // absent: the page tells none
  by?: string; // the release's id, when it was asked through Envoy
}
export type HealthAnswer = { health: Health } | { reason: string };
/** Why an answer is not the wanted one; undefined when it is. */
export type Judge = (health: Health) => string | undefined | Promise<string | undefined>;

const ANSWER_MS = 2000;
const POLL_MS = 50;

function parsePage(text: string): z.infer<typeof Page> {
  return Page.safeParse(jsonOf(text)).data ?? { digest: undefined }; // plain text is a page too
}

/** Asks once. Anything but 200 is a reason, and a digest that is none. */
export async function askHealth(url: string, signal?: AbortSignal, timeoutMs = ANSWER_MS): Promise<HealthAnswer> {
  try {
    const answer = await ask({ what: 'The health page', url, timeoutMs, signal });
    if (answer.status !== 200) return { reason: `the health page answers ${answer.status}` };
    const { version, digest } = parsePage(answer.text);
    const by = answer.headers.get(RELEASE_HEADER) ?? undefined;
    if (digest === undefined) return { health: { version, by } };
    const told = Digest.safeParse(digest);
    return told.success ? { health: { version, digest: told.data, by } } : { reason: `the health page reports the digest ${JSON.stringify(digest).slice(0, 100)}, which is none: it is DAYSHIFT_DIGEST` };
  } catch (error) {
    if (error instanceof DayshiftError) return { reason: error.message };
    throw error;
  }
}

export interface HealthLimit {
  seconds: number;
  times: number; // in a row
  signal?: AbortSignal;
  pauseMs?: number; // between two that are not right; default 50
  isOver?: () => string | undefined; // why it is of no use to go on
}

/** Asks until the answer is right `times` times in a row. Gives the reason when the limit is over. Throws the signal's reason when aborted. */
export async function awaitHealth(url: string, judge: Judge, limit: HealthLimit): Promise<HealthAnswer> {
  const deadline = performance.now() + limit.seconds * 1000;
  let inARow = 0;
  for (;;) {
    const answer = await askHealth(url, limit.signal, Math.ceil(Math.max(POLL_MS, Math.min(ANSWER_MS, deadline - performance.now()))));
    const reason = 'reason' in answer ? answer.reason : await judge(answer.health);
    inARow = reason === undefined ? inARow + 1 : 0;
    if (inARow >= limit.times) return answer;
    const over = reason === undefined ? undefined : limit.isOver?.();
    if (over !== undefined) return { reason: over };
    if (performance.now() >= deadline) return { reason: `${reason ?? 'it does not stay up'}, after ${limit.seconds} s` };
    await wait(inARow > 0 ? 0 : limit.pauseMs ?? POLL_MS, undefined, { signal: limit.signal }).catch(() => limit.signal?.throwIfAborted());
  }
}
