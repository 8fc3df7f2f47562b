// What follows under a build's log? Its attempt: a line for each cell as it ends, and the verdict at last.
import { endedSince } from '../../../../client/progress-words';
import type { AttemptView, IncidentView } from '../../../../src/contracts/incident';
import { plain } from './write-log';

export interface AttemptTeller {
  hear(view: IncidentView): void;
  /** From now on lines are written; resolves with the attempt's verdict, or when the signal aborts. */
  tell(write: (line: string) => void, signal: AbortSignal): Promise<void>;
}

const COLOURS: Record<string, string> = { '✓': '\u001b[32m', '✗': '\u001b[31m', '!': '\u001b[31m', '?': '\u001b[33m', '-': '\u001b[2m' };

export function createAttemptTeller(buildLog: string): AttemptTeller {
  let told: AttemptView | undefined;
  let newest: AttemptView | undefined;
  let isClosed = false;
  let next: () => void = () => undefined;

  function hear(view: IncidentView): void {
    newest = view.attempts.find((attempt) => attempt.buildLog === buildLog) ?? newest;
    isClosed = view.outcome !== undefined;
    next();
  }
  async function tell(write: (line: string) => void, signal: AbortSignal): Promise<void> {
    const stop = () => { next(); };
    signal.addEventListener('abort', stop);
    while (!signal.aborted) {
      const attempt = newest;
      if (attempt && attempt !== told) {
        const lines = endedSince({ ...(told ?? { ...attempt, verdict: 'running', stages: [] }), build: attempt.build }, attempt); // the build has its own line
        told = attempt;
        for (const line of lines) write(`${COLOURS[line[0] ?? ''] ?? ''}${plain(line)}\u001b[0m\r\n`);
        if (attempt.verdict !== 'running') break;
      } else if (isClosed) {
        break;
      } else {
        await new Promise<void>((resolve) => { next = resolve; });
      }
    }
    signal.removeEventListener('abort', stop);
  }
  return { hear, tell };
}
