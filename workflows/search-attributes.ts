// What can incidents be searched by in Temporal? Five typed attributes, written only when they change: each write is an event.
import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributePair } from '@temporalio/common';
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

/** The pairs of the view that differ from what was written before. */
export function changedAttributes(written: Record<string, unknown>, view: IncidentView): SearchAttributePair[] {
  const values: [typeof KEYS.phase, string | undefined][] = [
    [KEYS.phase, view.phase],
    [KEYS.severity, view.severity],
    [KEYS.assignee, view.assignment?.to],
    [KEYS.digest, view.decision?.digest],
  ];
  return values.flatMap(([key, value]) => (value !== undefined && written[key.name] !== value ? [{ key, value }] : []));
}
