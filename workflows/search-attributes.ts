// What can incidents be searched by in Temporal? Five typed attributes, written only when they change: each write is an event.
import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributeUpdatePair } from '@temporalio/common';
import type { IncidentView } from '../src/contracts/incident';
import { SEARCH_ATTRIBUTE } from '../src/domain/ids';

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
const KEYS = {
  service: keyword(SEARCH_ATTRIBUTE.service),
  phase: keyword(SEARCH_ATTRIBUTE.phase),
  severity: keyword(SEARCH_ATTRIBUTE.severity),
  assignee: keyword(SEARCH_ATTRIBUTE.assignee),
  digest: keyword(SEARCH_ATTRIBUTE.digest),
};

/** The pairs of the view that differ from what was written before; null takes away what holds no longer. */
export function changedAttributes(written: Record<string, unknown>, view: IncidentView): SearchAttributeUpdatePair[] {
  const values: [typeof KEYS.phase, string | undefined][] = [
    [KEYS.phase, view.phase],
    [KEYS.severity, view.severity],
    [KEYS.assignee, view.assignment?.to],
    [KEYS.digest, view.decision?.digest],
  ];
  return values.flatMap(([key, value = null]) => ((written[key.name] ?? null) !== value ? [{ key, value }] : []));
}
