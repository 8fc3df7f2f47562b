// Is a release up, and what does it say it is? Its own health page answers; nothing is remembered.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Digest } from '../../src/contracts/evidence';
import { DayshiftError } from '../../src/errors';
import { ask, parseAnswer } from '../http';

const Health = z.object({ version: z.string().default(''), digest: Digest });
export type Health = z.infer<typeof Health>;
export type HealthAnswer = { health: Health } | { reason: string };

const ANSWER_MS = 2000;
const POLL_MS = 50;

/** Asks once. Anything but 200 with a version and a digest is a reason. */
export async function askHealth(url: string, signal?: AbortSignal, timeoutMs = ANSWER_MS): Promise<HealthAnswer> {
  try {
    const answer = await ask({ what: 'The health page', url, timeoutMs, signal });
    if (answer.status !== 200) return { reason: `the health page answers ${answer.status}` };
    return { health: parseAnswer('The health page', answer.text, Health) };
  } catch (error) {
    if (error instanceof DayshiftError) return { reason: error.message };
    throw error;
  }
}

/**
 * Asks until it reports the digest `times` times in a row. Gives the reason when the limit is over or `isOver` says why it is of no use to go on.
 * Throws the signal's reason when aborted.
 */
export async function awaitDigest(
  url: string, digest: string,
  limit: { seconds: number; times: number; signal?: AbortSignal; isOver?: () => string | undefined },
): Promise<HealthAnswer> {
  const deadline = performance.now() + limit.seconds * 1000;
  let inARow = 0;
  for (;;) {
    const answer = await askHealth(url, limit.signal, Math.ceil(Math.max(POLL_MS, Math.min(ANSWER_MS, deadline - performance.now()))));
    const reason = 'reason' in answer ? answer.reason : answer.health.digest === digest ? undefined : `the health page reports ${answer.health.digest}`;
    inARow = reason === undefined ? inARow + 1 : 0;
    if (inARow >= limit.times) return answer;
    const over = reason === undefined ? undefined : limit.isOver?.();
    if (over !== undefined) return { reason: over };
    if (performance.now() >= deadline) return { reason: `${reason ?? 'it does not stay up'}, after ${limit.seconds} s` };
    await wait(inARow > 0 ? 0 : POLL_MS, undefined, { signal: limit.signal }).catch(() => limit.signal?.throwIfAborted());
  }
}
