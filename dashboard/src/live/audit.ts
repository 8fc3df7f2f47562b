// What is in the audit, a page at a time? Older pages are added at the end; another question begins anew.
import { useEffect, useState } from 'preact/hooks';
import type { AuditEntry, AuditPage } from '../../../src/contracts/access';
import { asRefused, get } from './api';
import type { Refused } from './api';

export interface AuditFilter { who: string; action: string; outcome: '' | AuditEntry['outcome'] }

export function useAudit(filter: AuditFilter) {
  const [entries, setEntries] = useState<AuditEntry[]>();
  const [next, setNext] = useState<string>();
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);

  function query(more: Record<string, string>): string {
    return new URLSearchParams({ ...Object.fromEntries(Object.entries(filter).filter(([, text]) => text !== '')), ...more }).toString();
  }

  async function read(before: string | undefined, isLeft: () => boolean): Promise<void> {
    setBusy(true);
    try {
      const page = await get<AuditPage>(`/api/v1/audit?${query(before === undefined ? {} : { before })}`);
      if (isLeft()) return;
      setRefused(undefined);
      setEntries((known) => [...(before === undefined ? [] : known ?? []), ...page.entries]);
      setNext(page.next);
    } catch (error) {
      if (!isLeft()) setRefused(asRefused(error));
    } finally {
      if (!isLeft()) setBusy(false);
    }
  }

  useEffect(() => {
    const state = { left: false };
    setEntries(undefined);
    setNext(undefined);
    void read(undefined, () => state.left);
    return () => { state.left = true; };
  }, [filter, tries]);

  return { entries, hasMore: next !== undefined, busy, refused, query, more: () => { void read(next, () => false); }, again: () => { setTries((count) => count + 1); } };
}
