// Which alerts belonged to no service? (list, what was set aside) -> list: one entry for each condition, bounded in number and size.
import type { Alert } from '../contracts/alert';
import type { UnroutedAlert, UnroutedList } from '../contracts/http';

/** What a delivery sets aside; `times` as often as it was delivered. */
export interface SetAside { alert: Alert; rule: string; times: number }

export const MOST_UNROUTED = 500;
const MOST_CHARACTERS = 600_000; // as JSON: three bytes each at worst, and Temporal carries two MiB

export function nothingUnrouted(): UnroutedList {
  return { unrouted: [], dropped: 0 };
}

export function unroutedKey({ source, fingerprint }: Pick<Alert, 'source' | 'fingerprint'>): string {
  return `${source}/${fingerprint}`;
}

/** Newest first. The same condition again is counted, shown as it was last told, and comes first; the oldest make room and are counted as dropped. */
export function setAside(list: UnroutedList, told: readonly SetAside[], at: string): UnroutedList {
  const kept = new Map(list.unrouted.map((entry) => [entry.key, entry]).reverse() as [string, UnroutedAlert][]); // oldest first
  for (const { alert, rule, times } of told) {
    const key = unroutedKey(alert);
    const before = kept.get(key);
    kept.delete(key);
    kept.set(key, { key, firstAt: before?.firstAt ?? at, lastAt: at, times: (before?.times ?? 0) + times, rule, alert });
  }
  const newest = [...kept.values()].reverse();
  const fitting = newest.slice(0, fittingCount(newest));
  return { unrouted: fitting, dropped: list.dropped + newest.length - fitting.length };
}

/** Without the entry; the same list when there is none. */
export function dismiss(list: UnroutedList, key: string): UnroutedList {
  return list.unrouted.some((entry) => entry.key === key) ? { ...list, unrouted: list.unrouted.filter((entry) => entry.key !== key) } : list;
}

function fittingCount(entries: readonly UnroutedAlert[]): number {
  let characters = 0;
  const over = entries.findIndex((entry, at) => at >= MOST_UNROUTED || (characters += JSON.stringify(entry).length) > MOST_CHARACTERS);
  return over === -1 ? entries.length : over;
}

const MOST_LABELS = 40;
const MOST_VALUE = 200;

/** An alert as the list shows it: what is too long for a list is cut. */
export function shownAlert(alert: Alert): Alert {
  const labels = Object.entries(alert.labels).slice(0, MOST_LABELS).map(([label, value]) => [cut(label), cut(value)]);
  return { ...alert, labels: Object.fromEntries(labels) as Record<string, string> };
}

function cut(text: string): string {
  return text.length <= MOST_VALUE ? text : `${text.slice(0, MOST_VALUE - 1)}…`;
}
