// Can this process do its work? Temporal answers, the archive answers, and a worker listens. Asked at most once a second, however many ask.
import { TASK_QUEUE } from '../../src/domain/ids';
import { answerWithin } from '../answer-within';
import type { ApiDeps } from '../deps';
import { FreshAnswers } from '../fresh-answers';

const FRESH_MS = 1000;
const ANSWER_WITHIN_SECONDS = 2;
const NOBODY = '-'; // no incident has that id

export type PartName = 'temporal' | 'archive' | 'worker';
export interface Ready { ready: boolean; parts: Record<PartName, { isUp: boolean; state: 'reachable' | 'unreachable' | 'listens' | 'nobody listens' | 'unknown' }> }

export interface Readiness {
  /** Never rejects. */
  now(): Promise<Ready>;
}

export function createReadiness({ gateway, archive }: Pick<ApiDeps, 'gateway' | 'archive'>, now = (): number => performance.now()): Readiness {
  const answers = new FreshAnswers<Ready>({ forMs: FRESH_MS, now });

  async function ask(): Promise<Ready> {
    const [temporal, kept, workers] = await Promise.all([
      gateway.isReachable(),
      answerWithin(ANSWER_WITHIN_SECONDS, archive.find(NOBODY)).then(() => true, () => false),
      answerWithin(ANSWER_WITHIN_SECONDS, gateway.workersOn(TASK_QUEUE.decisions)).catch(() => undefined),
    ]);
    return {
      ready: temporal && kept && workers !== undefined && workers > 0,
      parts: {
        temporal: reached(temporal), archive: reached(kept),
        worker: { isUp: workers !== undefined && workers > 0, state: workers === undefined ? 'unknown' : workers > 0 ? 'listens' : 'nobody listens' },
      },
    };
  }

  return { now: () => answers.of('ready', ask) };
}

function reached(isUp: boolean): Ready['parts'][PartName] {
  return { isUp, state: isUp ? 'reachable' : 'unreachable' };
}
