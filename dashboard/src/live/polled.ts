// What does the API answer now and then? Asked again after a while; what was read before stays when an answer fails.
import { useEffect, useState } from 'preact/hooks';
import { asRefused, get } from './api';
import type { Refused } from './api';
import { onChanged } from './session-news';

const LIMIT_MS = 20_000; // an answer that never comes must not be the last one that was asked for

export interface Polled<Body> { body: Body | undefined; refused: Refused | undefined; reload: () => void }

/** Without an address nothing is asked. */
export function usePolled<Body>(address: string | undefined, everyMs: number): Polled<Body> {
  const [body, setBody] = useState<Body>();
  const [refused, setRefused] = useState<Refused>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let left = false;
    let timer = 0;
    if (address === undefined) {
      setBody(undefined);
      return undefined;
    }
    const where = address;
    async function read(): Promise<void> {
      try {
        const now = await get<Body>(where, LIMIT_MS);
        if (left) return;
        setBody(now);
        setRefused(undefined);
      } catch (error) {
        if (left) return;
        setRefused(asRefused(error));
      }
      timer = window.setTimeout(() => { void read(); }, everyMs);
    }
    void read();
    const leave = onChanged(() => { setAsked((count) => count + 1); }); // another person may see more
    return () => { left = true; window.clearTimeout(timer); leave(); };
  }, [address, everyMs, asked]);
  return { body, refused, reload: () => { setAsked((count) => count + 1); } };
}
