// How many alerts belong to nobody? Asked of their workflow, at most every ten seconds; not known while it is silent.
import type { ApiDeps } from '../deps';

const FRESH_MS = 10_000;

export function createUnroutedCount({ unrouted }: Pick<ApiDeps['gateway'], 'unrouted'>, now = (): number => performance.now()): () => Promise<number | undefined> {
  let kept: { at: number; answer: Promise<number | undefined> } | undefined;
  return () => {
    if (!kept || now() - kept.at > FRESH_MS) kept = { at: now(), answer: unrouted.list().then((list) => list.unrouted.length, () => undefined) };
    return kept.answer;
  };
}
