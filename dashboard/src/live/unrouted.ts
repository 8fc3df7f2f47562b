// Which alerts belong to no service? Asked now and then for the badge, more often while somebody looks at the list.
import type { UnroutedList } from '../../../src/contracts/http';
import type { Refused } from './api';
import { usePolled } from './polled';

const LOOKED_AT_MS = 10_000;
const OTHERWISE_MS = 60_000;

export interface Unrouted { list: UnroutedList | undefined; refused: Refused | undefined; reload: () => void }

export function useUnrouted(isLookedAt: boolean): Unrouted {
  const { body: list, refused, reload } = usePolled<UnroutedList>('/api/v1/unrouted', isLookedAt ? LOOKED_AT_MS : OTHERWISE_MS);
  return { list, refused, reload };
}
