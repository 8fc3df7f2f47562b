// What does a running activity tell those who look? Its row, its last line, since when: by heartbeat, which costs no history.
import { Context } from '@temporalio/activity';
import { mask } from '../src/errors';

export interface Control {
  signal: AbortSignal;
  onProgress: (last: string) => void;
}

/** Progress of the running activity under the row's id. */
export function beating(id: string): Control {
  const context = Context.current();
  const since = new Date(context.info.currentAttemptScheduledTimestampMs).toISOString();
  const onProgress = (last: string): void => context.heartbeat({ id, last: mask(last).slice(0, 300), since });
  onProgress('started');
  return { signal: context.cancellationSignal, onProgress };
}
