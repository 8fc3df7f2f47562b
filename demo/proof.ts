// Did the day do what its story says? Claims over the final record and the customers' visits, each with what was found.
import type { IncidentRecord } from '../src/contracts/record';
import { releaseLabel } from '../src/domain/placeholders';
import type { Story } from './stories';
import { countWithin, lostOf, spansOf } from './traffic/switches';
import type { Visit } from './traffic/visits';

export interface Claim { text: string; holds: boolean; found: string }

const SHORTEST_NAME = 12; // hex digits of a release's name

type Deployments = IncidentRecord['deployments'];

/** All of them must hold; an empty log of visits proves nothing. */
export function claimsOf(story: Story, record: IncidentRecord, visits: readonly Visit[]): Claim[] {
  return [...wayOut(story, record), stays(record), answers(record, visits), nobodyLost(record, visits)];
}

/** What production sent back before the fix that stayed. */
function wayOut(story: Story, record: IncidentRecord): Claim[] {
  const { deployments, timeline } = record;
  if (story === 'rollback') {
    const back = deployments.find(({ outcome }) => outcome === 'rolled-back');
    return [
      { text: 'the first release was rolled back by the watch', holds: back !== undefined && back === deployments[0], found: tell(deployments) },
      returned(record),
    ];
  }
  if (story === 'canary') {
    const stops = timeline.filter(({ kind, tone }) => kind === 'canaryMoved' && tone === 'bad');
    const [undone] = deployments;
    const [stop] = stops;
    return [
      { text: 'the first canary was stopped at its second step', holds: undone?.outcome === 'undone' && undone.at === undefined && stops.length === 1 && /step 2 of/.test(stop?.text ?? ''), found: stop?.text ?? tell(deployments) },
      returned(record),
    ];
  }
  return [];
}

function returned({ timeline, deployments }: IncidentRecord): Claim {
  const digests = new Set(deployments.map(({ digest }) => digest));
  const rolledBack = timeline.filter(({ kind }) => kind === 'rolledBack');
  const again = timeline.some(({ kind, at }) => kind === 'attemptStarted' && at > (rolledBack[0]?.at ?? ''));
  return { text: 'the incident went back to the fix, and other bytes came', holds: rolledBack.length === 1 && again && digests.size === 2, found: `${rolledBack.length} taken back, ${digests.size} digests deployed` };
}

function stays(record: IncidentRecord): Claim {
  const { incident, verification, watch, release, deployments } = record;
  const last = deployments.at(-1);
  const holds = incident.outcome === 'fixed' && verification?.verdict === 'passed' && watch?.verdict === 'kept' && last?.outcome === 'kept' && last.digest === release?.digest;
  return { text: 'the last release is verified and was watched to the end', holds, found: `${incident.outcome ?? 'open'}, verification ${verification?.verdict ?? 'not run'}, watch ${watch?.verdict ?? 'not run'}; ${tell(deployments)}` };
}

const LATEST = 30; // visits; about two seconds

/** Asked of the answers themselves, and not of what was deployed. */
function answers({ release }: IncidentRecord, visits: readonly Visit[]): Claim {
  const latest = visits.slice(-LATEST).map((visit) => visit.release ?? 'nobody');
  const wanted = release?.digest.slice('sha256:'.length) ?? '';
  const holds = wanted !== '' && latest.length > 0 && latest.every((name) => name.length >= SHORTEST_NAME && wanted.startsWith(name));
  return { text: 'the customers are answered by the release of the record, and by no other', holds, found: `the latest ${latest.length} answers by ${[...new Set(latest)].join(', ') || 'nobody'}` };
}

function nobodyLost({ timeline }: IncidentRecord, visits: readonly Visit[]): Claim {
  const counts = spansOf(timeline).map((span) => countWithin(visits, span));
  const lost = counts.reduce((sum, count) => sum + lostOf(count), 0);
  const holds = counts.length > 0 && counts.every(({ visits: many }) => many > 0) && lost === 0;
  return { text: 'no visit met a 5xx or a network error while traffic was moved', holds, found: `${lost} of ${counts.reduce((sum, count) => sum + count.visits, 0)} visits around ${counts.length} moves` };
}

function tell(deployments: Deployments): string {
  return deployments.map(({ digest, outcome }) => `${releaseLabel(digest)} ${outcome}`).join(', ') || 'nothing was deployed';
}
