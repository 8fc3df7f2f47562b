// What was asked under which key, in memory: refuses and forgets what the real one refuses and forgets.
import type { KeptAnswer, Repeats } from '../../src/ports/repeats';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export function createInMemoryRepeats({ now = () => new Date() }: { now?: () => Date } = {}): Repeats {
  const kept = new Map<string, { fingerprint: string; at: number; answer?: KeptAnswer }>();

  async function begin(key: string, fingerprint: string): ReturnType<Repeats['begin']> {
    const known = kept.get(key);
    const age = now().getTime() - (known?.at ?? 0);
    if (!known || age > DAY_MS || (!known.answer && age > MINUTE_MS)) {
      kept.set(key, { fingerprint, at: now().getTime() });
      return { state: 'begun' };
    }
    if (known.fingerprint !== fingerprint) return { state: 'differs' };
    return known.answer ? { state: 'answered', answer: known.answer } : { state: 'running' };
  }

  async function end(key: string, answer: KeptAnswer | undefined): Promise<void> {
    const known = kept.get(key);
    if (!answer && !known?.answer) kept.delete(key);
    else if (answer && known) kept.set(key, { ...known, answer });
  }

  return { begin, end };
}
