// What does the API answer at an address that does not change by itself? Asked once for each address, and again when somebody wants it.
import { useEffect, useState } from 'preact/hooks';
import { asRefused, get } from './api';
import type { Refused } from './api';

export interface Answered<Body> { body: Body | undefined; refused: Refused | undefined; again: () => void }

/** `read` makes what is expected of the JSON, or throws and says what is wrong with it. Without an address nothing is asked. */
export function useAnswer<Body>(address: string | undefined, read: (json: unknown) => Body): Answered<Body> {
  const [body, setBody] = useState<Body>();
  const [refused, setRefused] = useState<Refused>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    setBody(undefined);
    setRefused(undefined);
    if (address === undefined) return undefined;
    get<unknown>(address).then((json) => { if (!left) setBody(read(json)); }).catch((error: unknown) => { if (!left) setRefused(asRefused(error)); });
    return () => { left = true; };
  }, [address, tries]);
  return { body, refused, again: () => { setTries((count) => count + 1); } };
}
