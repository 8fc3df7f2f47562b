// How many incidents are open, and where are they? Counted from the board that everybody looks at: asking for figures is looking, and costs no poll of its own.
import type { IncidentList } from '../../src/contracts/http';
import { Phase, type Severity } from '../../src/domain/vocabulary';
import type { Topic } from '../live/topic';

const LOOK_FOR_MS = 120_000; // after the last question; Prometheus asks every 15 seconds or so
const FIRST_WITHIN_MS = 5000;

export interface BoardCount {
  incidents: { phase: string; severity: string; incidents: number }[];
  waiting: Partial<Record<Severity, number>>; // for a person
}

export interface BoardCounter {
  /** Undefined while the board is not known. */
  count(): Promise<BoardCount | undefined>;
}

export function createBoardCounter(board: Topic, { lookForMs = LOOK_FOR_MS, firstWithinMs = FIRST_WITHIN_MS } = {}): BoardCounter {
  let latest: string | undefined; // the frame's data
  let leave: (() => void) | undefined;
  let leaving: NodeJS.Timeout | undefined;
  let first: Promise<void> | undefined; // until something is heard of the board, or it is waited for no longer
  let heard = (): void => undefined;

  function look(): void {
    clearTimeout(leaving);
    leaving = setTimeout(() => { leave?.(); leave = undefined; first = undefined; latest = undefined; }, lookForMs).unref();
    first ??= firstFrame();
    leave ??= board.subscribe(({ event, data }) => {
      if (event !== 'board' && event !== 'stale') return;
      latest = event === 'board' ? data : undefined;
      heard();
    });
  }

  async function count(): Promise<BoardCount | undefined> {
    look();
    await first;
    return latest === undefined ? undefined : countOf(JSON.parse(latest) as IncidentList);
  }

  function firstFrame(): Promise<void> {
    return new Promise((resolve) => {
      const patience = setTimeout(resolve, firstWithinMs);
      heard = () => { clearTimeout(patience); resolve(); };
    });
  }

  return { count };
}

/** The board may hold only the first of many; the rest is told without its place. */
export function countOf({ incidents, total }: IncidentList): BoardCount {
  const open = incidents.filter(({ phase }) => phase !== Phase.Closed);
  const counts = new Map<string, BoardCount['incidents'][number]>();
  const waiting: BoardCount['waiting'] = {};
  for (const { phase, severity, turn } of open) {
    const key = `${phase} ${severity}`;
    counts.set(key, { phase, severity, incidents: (counts.get(key)?.incidents ?? 0) + 1 });
    if (turn && turn.role !== 'dayshift') waiting[severity] = (waiting[severity] ?? 0) + 1;
  }
  const rest = (total ?? 0) - open.length;
  return { incidents: [...counts.values(), ...(rest > 0 ? [{ phase: 'other', severity: 'other', incidents: rest }] : [])], waiting };
}
