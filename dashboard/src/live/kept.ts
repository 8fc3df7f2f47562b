// What does a piece of evidence say? Asked for when somebody wants it, once for each digest while it is shown.
import { useEffect, useState } from 'preact/hooks';
import type { Evidence } from '../../../src/contracts/evidence';
import { addressOf } from '../evidence';
import { asRefused, get } from './api';
import type { Refused } from './api';

export interface Kept<Body> { body: Body | undefined; refused: Refused | undefined; again: () => void }

/** `read` makes what is expected of the JSON, or throws and says what is wrong with it. */
export function useKept<Body>(evidence: Evidence | undefined, read: (json: unknown) => Body): Kept<Body> {
  const [body, setBody] = useState<Body>();
  const [refused, setRefused] = useState<Refused>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    setBody(undefined);
    setRefused(undefined);
    if (!evidence) return undefined;
    get<unknown>(addressOf(evidence)).then((json) => { if (!left) setBody(read(json)); }).catch((error: unknown) => { if (!left) setRefused(asRefused(error)); });
    return () => { left = true; };
  }, [evidence?.digest, tries]);
  return { body, refused, again: () => { setTries((count) => count + 1); } };
}
