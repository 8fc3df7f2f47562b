// How many alerts belong to nobody? Asked of their workflow, at most every ten seconds; not known while it is silent.
import type { ApiDeps } from '../deps';
import { FreshAnswers } from '../fresh-answers';

const FRESH_MS = 10_000;

export function createUnroutedCount({ unrouted }: Pick<ApiDeps['gateway'], 'unrouted'>, now = (): number => performance.now()): () => Promise<number | undefined> {
  const kept = new FreshAnswers<number | undefined>({ forMs: FRESH_MS, now });
  return () => kept.of('unrouted', () => unrouted.list().then((list) => list.unrouted.length, () => undefined));
}
