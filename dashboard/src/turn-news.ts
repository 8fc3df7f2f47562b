// What is new for this person since the last look at the board? Whole sentences for those who hear the page, few enough not to shout.
import type { Me } from '../../src/contracts/access';
import type { IncidentSummary } from '../../src/contracts/http';
import { isTurnOf } from './may';

/** Of an incident that is or was theirs: where it was, and whether it waited for them. */
interface Seen { phase: IncidentSummary['phase']; isMine: boolean; title: string }
export type Looked = ReadonlyMap<string, Seen>;
const MOST_TOLD = 2;

/** `before` undefined: the first look, of which nothing is told. */
export function newsSince(before: Looked | undefined, { open, closed }: { open: readonly IncidentSummary[]; closed: readonly IncidentSummary[] }, me: Me | undefined): { looked: Looked; news: string[] } {
  const looked = new Map<string, Seen>();
  const news: string[] = [];
  for (const one of open) {
    const { id, title, phase, turn } = one;
    const isMine = isTurnOf(turn, me);
    const was = before?.get(id);
    if (!isMine && !was) continue;
    looked.set(id, { phase, isMine, title });
    if (!before || !turn) continue;
    if (isMine && !was?.isMine) news.push(`${title}: your turn, ${turn.to}.`);
    else if (was && was.phase !== phase) news.push(`${title}: now in ${phase.replace(/-/g, ' ')}${isMine ? ', your turn' : ''}.`);
  }
  for (const [id, { title }] of before ?? []) if (closed.some((one) => one.id === id)) news.push(`${title}: closed.`);
  return { looked, news };
}

/** A few sentences; what is beyond them is counted. */
export function shortNews(news: readonly string[]): string {
  const rest = news.length - MOST_TOLD;
  return [...news.slice(0, MOST_TOLD), ...(rest > 0 ? [`${rest} more changed.`] : [])].join(' ');
}
