// How long is an answer waited for, and how is a failure said? So long as is told, and without secrets.
import { mask } from '../src/errors';

/** Rejects when there is no answer in time. */
export async function answerWithin<T>(seconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new Error(`there was no answer within ${seconds} s`)), seconds * 1000); });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function reasonOf(error: unknown): string {
  return mask(error instanceof Error ? error.message : String(error));
}
