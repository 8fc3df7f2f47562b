// How is the proof told at the end of a day? What customers met, around each move of the traffic, and which claims held.
import { clip, clock } from '../cli/tree/text';
import type { IncidentRecord } from '../src/contracts/record';
import type { Claim } from './proof';
import { countWithin, spansOf, type Count } from './traffic/switches';
import type { Visit } from './traffic/visits';

const ENDS: readonly [keyof Count['ends'], string][] = [
  ['accepted', 'accepted'], ['refused', 'refused'], ['mistyped', 'mistyped'], ['held-up', 'told to wait'], ['broken', 'met a 5xx'], ['unanswered', 'without an answer'], ['other', 'answered otherwise'],
];
const LONGEST = 140; // columns of what was found or done; the whole of it is in the record
const ALWAYS: readonly string[] = ['broken', 'unanswered']; // a zero is what these are read for

export function proofLines(claims: readonly Claim[], { incident, timeline }: IncidentRecord, visits: readonly Visit[]): string[] {
  const day = { what: 'the whole day', from: incident.openedAt, to: incident.closedAt ?? visits.at(-1)?.at ?? incident.openedAt };
  const spans = [day, ...spansOf(timeline)];
  return [
    '', 'What the customers met, by their own log (each span is around one move of the traffic)',
    ...spans.flatMap((span) => [`  ${clock(span.from)}–${clock(span.to)} ${clip(span.what, LONGEST)}`, `    ${told(countWithin(visits, span))}`]),
    '', 'What this day was to show',
    ...claims.map(({ holds, text, found }) => `  ${holds ? '✓' : '✗'} ${text} (${clip(found, LONGEST)})`),
  ];
}

function told({ visits, ends, releases }: Count): string {
  const parts = ENDS.filter(([end]) => ALWAYS.includes(end) || ends[end]).map(([end, words]) => `${ends[end] ?? 0} ${words}`);
  const by = Object.entries(releases).map(([release, many]) => `${release} ${many}`).join(', ');
  return `${visits} visits: ${parts.join(', ')}${by ? `; answers by ${by}` : ''}`;
}
