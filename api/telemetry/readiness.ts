// Can this process do its work? Temporal answers, the archive answers, and a worker listens. Asked at most once a second, however many ask.
import type { ApiDeps } from '../deps';
import { TASK_QUEUE } from '../../src/domain/ids';

const FRESH_MS = 1000;
const ANSWER_WITHIN_MS = 2000;
const NOBODY = '-'; // no incident has that id

export type PartName = 'temporal' | 'archive' | 'worker';
export interface Ready { ready: boolean; parts: Record<PartName, { isUp: boolean; state: 'reachable' | 'unreachable' | 'listens' | 'nobody listens' | 'unknown' }> }

export interface Readiness {
  /** Never rejects. */
  now(): Promise<Ready>;
}

export function createReadiness({ gateway, archive }: Pick<ApiDeps, 'gateway' | 'archive'>, now = (): number => performance.now()): Readiness {
  let kept: { at: number; answer: Promise<Ready> } | undefined;

  async function ask(): Promise<Ready> {
    const [temporal, kept, workers] = await Promise.all([
      gateway.isReachable(),
      within(archive.find(NOBODY)).then(() => true, () => false),
      within(gateway.workersOn(TASK_QUEUE.decisions)).catch(() => undefined),
    ]);
    return {
      ready: temporal && kept && workers !== undefined && workers > 0,
      parts: {
        temporal: reached(temporal), archive: reached(kept),
        worker: { isUp: workers !== undefined && workers > 0, state: workers === undefined ? 'unknown' : workers > 0 ? 'listens' : 'nobody listens' },
      },
    };
  }

  return {
    now() {
      if (!kept || now() - kept.at > FRESH_MS) kept = { at: now(), answer: ask() };
      return kept.answer;
    },
  };
}

function reached(isUp: boolean): Ready['parts'][PartName] {
  return { isUp, state: isUp ? 'reachable' : 'unreachable' };
}

async function within<T>(answer: Promise<T>): Promise<T> {
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { patience = setTimeout(() => { reject(new Error('no answer in time')); }, ANSWER_WITHIN_MS); });
  return Promise.race([answer, late]).finally(() => { clearTimeout(patience); });
}
