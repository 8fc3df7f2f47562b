// Where in the lane does it stand? Who deploys now, how many come first; and when the lane waits for a person, the word that opens it.
import type { IncidentView } from '../../../src/contracts/incident';
import type { LaneView } from '../../../src/contracts/live-release';
import { pageOfIncident } from '../route';
import { plural } from '../text';
import { LaneBlock } from './lane-block';

export function LanePlace({ view, lane, now }: { view: IncidentView; lane: LaneView; now: number }) {
  const { state, holder, ahead, blocked, environment } = lane;
  return (
    <div class="lane">
      {state === 'held' && <p>Lane: <b class="run">● held by this incident</b></p>}
      {state === 'asked' && <p>Lane: <b>{ahead > 0 ? `${plural(ahead, 'deployment')} ahead` : blocked ? 'next' : 'next; it is granted in a moment'}</b>{holder && holder !== view.id && <>, held by <a href={pageOfIncident(holder)}>{holder}</a></>}</p>}
      {blocked && <LaneBlock service={view.service} environment={environment} blocked={blocked} team={view.team} now={now} />}
    </div>
  );
}
