// How was a held gate decided, by whom and why? After a quarantine with the entry that makes it last.
import type { GateCard, IncidentView } from '../../../src/contracts/incident';
import { decidedAs, quarantineEntry } from '../gates';
import { dayAndClock, nameOf } from '../text';
import { Copyable } from './copy-button';
import { Moment } from './marks';

type Given = NonNullable<GateCard['given']>;

export function GateGiven({ view, given, now, folded = false }: { view: Pick<IncidentView, 'team'>; given: Given; now: number; folded?: boolean }) {
  const { by, decision, reason, at, through, quarantine } = given;
  return (
    <div class="gate-given">
      <p class="given"><b class={decision === 'send-back' ? 'bad' : 'ok'}>{decidedAs(decision)}</b> by {nameOf(view.team, by)}, <Moment at={at} text={dayAndClock(at, now)} />, through {through}: {reason}</p>
      {quarantine.length > 0 && (folded ? <details><summary>The entry for the pipeline file</summary><Entry quarantine={quarantine} /></details> : <Entry quarantine={quarantine} />)}
    </div>
  );
}

function Entry({ quarantine }: Pick<Given, 'quarantine'>) {
  return (
    <>
      <p class="soft">It counts for this incident. To keep it, add the entry to <span class="mono">.dayshift/pipeline.yaml</span> on the protected branch; it ends on {[...new Set(quarantine.map(({ review }) => review))].join(', ')}.</p>
      <Copyable block text={quarantineEntry(quarantine)} what="the quarantine's entry" />
    </>
  );
}
