// Which incidents are open beyond those that are live on the board? A page at a time, when somebody asks, or looks for something.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { IncidentList, IncidentSummary } from '../../../src/contracts/http';
import { asRefused, get } from './api';
import type { Refused } from './api';

const PER_PAGE = 100;
const TYPING_MS = 300;

export interface Further { rows: IncidentSummary[]; at: number | undefined; hasMore: boolean; busy: boolean; refused: Refused | undefined; more: () => void }
interface Pages { rows: IncidentSummary[]; at?: number; next?: string | undefined }

/** `asked`: the filters of the list, as an address has them. `isNeeded`: there are more than the board shows. `isSought`: the first page is asked for at once. */
export function useFurther(asked: string, isNeeded: boolean, isSought: boolean): Further {
  const [pages, setPages] = useState<Pages>({ rows: [] });
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const turn = useRef(0);
  async function load(from: Pages): Promise<void> {
    const mine = (turn.current += 1);
    setBusy(true);
    const cursor = from.next ? `&cursor=${encodeURIComponent(from.next)}` : '';
    const page = await get<IncidentList>(`/api/v1/incidents?state=open&limit=${PER_PAGE}${asked && `&${asked}`}${cursor}`).catch(asRefused);
    if (mine !== turn.current) return; // something else is wanted by now
    setBusy(false);
    setRefused(page instanceof Error ? page : undefined);
    if (!(page instanceof Error)) setPages({ rows: [...from.rows, ...page.incidents], at: Date.now(), next: page.next });
  }
  useEffect(() => {
    turn.current += 1;
    setPages({ rows: [] });
    setBusy(false);
    setRefused(undefined);
    if (!isNeeded || !isSought) return undefined;
    const timer = window.setTimeout(() => { void load({ rows: [] }); }, TYPING_MS);
    return () => { window.clearTimeout(timer); };
  }, [asked, isNeeded, isSought]);
  const hasMore = isNeeded && (pages.at === undefined || pages.next !== undefined);
  return { rows: pages.rows, at: pages.at, hasMore, busy, refused, more: () => { void load(pages); } };
}
