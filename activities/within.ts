// How long is somebody waited for who may never answer? So many seconds, then the work goes on without the answer.
export class TooLate extends Error {}

/** The answer, or `TooLate` when the time was up first; what is asked is told to stop by the signal. */
export async function within<T>(seconds: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TooLate(`no answer within ${seconds} s`)); // first: the answer to the signal is no answer
      limit.abort();
    }, seconds * 1000);
  });
  try {
    return await Promise.race([ask(limit.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
