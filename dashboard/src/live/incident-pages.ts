// Which incidents does a list hold that is longer than one answer? The first page at once, the others when somebody wants them.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { IncidentList, IncidentSummary } from '../../../src/contracts/http';
import { together } from '../board';
import { asRefused, get } from './api';
import type { Refused } from './api';

export interface Pages {
  incidents: IncidentSummary[] | undefined; // undefined: the first page is not there yet
  total: number | undefined;
  hasMore: boolean;
  busy: boolean;
  refused: Refused | undefined;
  more: () => void;
  again: () => void;
}

interface Read { address: string; incidents: IncidentSummary[] | undefined; next: string | undefined; total: number | undefined }

/** `address` with the filters, without a cursor. What was shown stays until the answer to another question is there. */
export function useIncidentPages(address: string): Pages {
  const [read, setRead] = useState<Read>({ address: '', incidents: undefined, next: undefined, total: undefined });
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const wanted = useRef('');

  async function load(cursor: string | undefined): Promise<void> {
    setBusy(true);
    setRefused(undefined);
    try {
      const page = await get<IncidentList>(cursor === undefined ? address : `${address}&cursor=${encodeURIComponent(cursor)}`);
      if (wanted.current !== address) return; // something else was asked for meanwhile
      setRead((before) => joined(cursor === undefined ? [] : before.incidents ?? [], page, address, before));
    } catch (error) {
      if (wanted.current === address) setRefused(asRefused(error));
    }
    if (wanted.current === address) setBusy(false);
  }

  useEffect(() => {
    wanted.current = address;
    void load(undefined);
    return () => { wanted.current = ''; };
  }, [address, tries]);
  return {
    incidents: read.incidents, total: read.total, hasMore: read.next !== undefined && read.address === address, busy, refused,
    more: () => { void load(read.next); }, again: () => { setTries((count) => count + 1); },
  };
}

/** One that closed between two pages may be in both. */
function joined(before: readonly IncidentSummary[], { incidents, next, total }: IncidentList, address: string, last: Read): Read {
  return { address, incidents: together(before, incidents), next, total: total ?? (before.length > 0 ? last.total : undefined) };
}
