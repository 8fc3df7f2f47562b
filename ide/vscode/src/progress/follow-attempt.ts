// How is one attempt watched from before it begins to its end? What is to be said goes out each second while it runs, and nothing once it is over.
import { progressOf } from '../../../../client/progress';
import { longProgress } from '../../../../client/progress-words';
import type { Followed, Session } from '../session';

export interface Told { message: string; increment: number } // increment: percent since what was told before
export interface Watching {
  tell: (told: Told) => void;
  began: (attempt: number) => void; // once
  signal: AbortSignal;
  now?: () => number;
  everyMs?: number;
  beginsWithinMs?: number;
}

const EVERY_MS = 1000;
const BEGINS_WITHIN_MS = 60_000; // a push is heard of within seconds; a full queue of workers takes longer

/** `none`: no attempt began in time. `left`: the signal aborted. */
export async function followAttempt(session: Pick<Session, 'follow'>, incident: string, { tell, began, signal, now = () => Date.now(), everyMs = EVERY_MS, beginsWithinMs = BEGINS_WITHIN_MS }: Watching): Promise<'ended' | 'none' | 'left'> {
  let known: Followed | undefined;
  let attempt: number | undefined;
  let percent = 0;
  const over = new AbortController();
  let how: 'ended' | 'none' | 'left' = 'left';
  const end = (why: 'ended' | 'none'): void => {
    how = why;
    over.abort();
  };
  function look(): void {
    if (!known || signal.aborted || over.signal.aborted) return;
    const progress = progressOf(known.view, known.progress, now());
    const isOver = attempt !== undefined && progress?.attempt !== attempt;
    if (isOver || known.view.outcome !== undefined) return end(attempt === undefined ? 'none' : 'ended');
    if (!progress) return;
    if (attempt === undefined) {
      clearTimeout(patience);
      attempt = progress.attempt;
      began(attempt);
    }
    const next = Math.max(percent, Math.min(99, Math.round(progress.share * 100)));
    tell({ message: longProgress(progress), increment: next - percent });
    percent = next;
  }
  const patience = setTimeout(() => { end('none'); }, beginsWithinMs);
  const clock = setInterval(look, everyMs);
  try {
    const following = session.follow(incident, (followed) => { known = followed; look(); });
    await aborted(AbortSignal.any([over.signal, signal]));
    following.dispose();
  } finally {
    clearInterval(clock);
    clearTimeout(patience);
  }
  return how;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => { signal.addEventListener('abort', () => { resolve(); }, { once: true }); });
}
