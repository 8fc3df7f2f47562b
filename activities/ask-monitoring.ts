// What does monitoring say to several questions at once? Side by side, each once, and none is waited for longer than its limit.
import type { Measured, Monitoring } from '../src/ports/monitoring';
import { TooLate, within } from './within';

export const LIMIT_SECONDS = 6; // above an adapter's own limit, whose reason says more

export interface Question { query: string; at?: Date } // at: as it was then; default: now

/** The answers in the questions' order; one that hangs or fails is unknown with the reason. Throws only when the signal aborts. */
export async function askMonitoring(monitoring: Monitoring, questions: readonly Question[], signal: AbortSignal, limitSeconds = LIMIT_SECONDS): Promise<Measured[]> {
  const asked = new Map<string, Promise<Measured>>();
  return Promise.all(questions.map((question) => {
    const key = `${question.at?.toISOString() ?? 'now'} ${question.query}`;
    const answer = asked.get(key) ?? ask(monitoring, question, signal, limitSeconds);
    asked.set(key, answer);
    return answer;
  }));
}

async function ask(monitoring: Monitoring, { query, at }: Question, signal: AbortSignal, limitSeconds: number): Promise<Measured> {
  try {
    return await within(limitSeconds, (limit) => monitoring.measure(query, AbortSignal.any([limit, signal]), at));
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof TooLate ? error.message : `monitoring could not be asked: ${error instanceof Error ? error.message : String(error)}`;
    return { value: null, reason, at: new Date().toISOString() };
  }
}
