// Which alerts belong to no service? Asked now and then for the badge, more often while somebody looks at the list.
import { useEffect, useState } from 'preact/hooks';
import type { UnroutedList } from '../../../src/contracts/http';
import { asRefused, get } from './api';
import type { Refused } from './api';

const LOOKED_AT_MS = 10_000;
const OTHERWISE_MS = 60_000;

export interface Unrouted { list: UnroutedList | undefined; refused: Refused | undefined; reload: () => void }

export function useUnrouted(isLookedAt: boolean): Unrouted {
  const [list, setList] = useState<UnroutedList>();
  const [refused, setRefused] = useState<Refused>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let left = false;
    let timer = 0;
    async function read(): Promise<void> {
      try {
        const now = await get<UnroutedList>('/api/v1/unrouted');
        if (left) return;
        setList(now);
        setRefused(undefined);
      } catch (error) {
        if (left) return;
        setRefused(asRefused(error)); // the list that was read before stays
      }
      timer = window.setTimeout(() => { void read(); }, isLookedAt ? LOOKED_AT_MS : OTHERWISE_MS);
    }
    void read();
    return () => { left = true; window.clearTimeout(timer); };
  }, [isLookedAt, asked]);
  return { list, refused, reload: () => { setAsked((count) => count + 1); } };
}
