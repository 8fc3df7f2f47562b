// What does a running activity tell those who look? Its row, its last line, since when: by heartbeat, which costs no history.
import { Context } from '@temporalio/activity';
import { mask } from '../src/errors';

export interface Control {
  signal: AbortSignal;
  onProgress: (last: string) => void;
  /** When the signal fires: whether nobody wants it ended, and it only goes on elsewhere, because this worker ends or was thought dead. */
  isTakenAway?: () => boolean;
}

const AGAIN_MS = 1000; // a checkout or an archive says nothing for a while, and is not dead for that

/** Does the work with its progress told under the row's id, from the first moment to the last. */
export async function whileBeating<T>(id: string, work: (control: Control) => Promise<T>): Promise<T> {
  const context = Context.current();
  const since = new Date(context.info.currentAttemptScheduledTimestampMs).toISOString();
  let last = 'started';
  const beat = (): void => context.heartbeat({ id, last, since });
  const onProgress = (line: string): void => {
    last = mask(line).slice(0, 300);
    beat();
  };
  beat();
  const timer = setInterval(beat, AGAIN_MS);
  try {
    return await work({ signal: context.cancellationSignal, onProgress, isTakenAway: () => context.cancellationDetails?.cancelRequested === false });
  } finally {
    clearInterval(timer);
  }
}
