// What did the security checks of a service find over time, and what is let through on purpose? By week, with what each figure means.
import { useEffect } from 'preact/hooks';
import type { FindingHistory, ServiceExceptions } from '../../../src/contracts/history';
import { useAnswer } from '../live/answer';
import { useAsked } from '../live/asked';
import { useToday } from '../live/connection';
import { Suppressions } from '../parts/exception-list';
import { Exports } from '../parts/exports';
import { FindingWeeks, FreshRuns } from '../parts/finding-weeks';
import { Period } from '../parts/period';
import { Fault, Loading } from '../parts/states';
import { periodOf } from '../weeks';

export function FindingsPage({ service }: { service: string }) {
  const [asked, ask] = useAsked();
  const weeks = periodOf(asked);
  const address = `/api/v1/services/${encodeURIComponent(service)}`;
  const { body: history, refused, again } = useAnswer(`${address}/findings?weeks=${weeks}`, (json) => json as FindingHistory);
  useEffect(() => { document.title = `Findings of ${service} — dayshift`; }, [service]);
  const isTold = history?.weeks.some(({ fresh }) => fresh !== null) ?? false;
  return (
    <>
      <h1>Findings of {service}</h1>
      <p class="sub">As the security checks of the incidents that are closed reported them. <a href={`#/services/${encodeURIComponent(service)}/tests`}>Tests of {service}</a></p>
      <div class="past-bar">
        <Period weeks={weeks} onChoose={(period) => { ask(new URLSearchParams({ weeks: String(period) })); }} />
        <Exports address={`${address}/findings/export`} question={`weeks=${weeks}`} what="the findings by week" />
      </div>
      {refused && <Fault refused={refused} onRetry={again} />}
      {!history && !refused && <Loading what="the findings" />}
      {history && !isTold && <div class="panel empty"><b>No check has reported findings in these weeks.</b><span>What a check with a SARIF or CycloneDX report finds appears here when its incident is closed.</span></div>}
      {history && isTold && <FindingWeeks history={history} />}
      {history && history.fresh.length > 0 && <FreshRuns runs={history.fresh} />}
      <Suppressed address={address} />
    </>
  );
}

function Suppressed({ address }: { address: string }) {
  const { body, refused, again } = useAnswer(`${address}/exceptions`, (json) => json as ServiceExceptions);
  const now = useToday();
  const due = body?.suppressions.filter(({ state }) => state === 'due').length ?? 0;
  return (
    <section class="panel apart" aria-labelledby="suppressed">
      <h2 id="suppressed">Suppressed on purpose {body && <span class={due > 0 ? 'bad' : ''}>{due > 0 ? `✕ ${due} ended` : body.suppressions.length || ''}</span>}</h2>
      {refused && <Fault refused={refused} onRetry={again} />}
      {!body && !refused && <p class="soft" role="status">Reading the pipeline file …</p>}
      {body?.unread && <p class="wait"><span aria-hidden="true">▲ </span>The pipeline file could not be read: {body.unread}.</p>}
      {body && body.suppressions.length === 0 && !body.unread && <p class="soft">✓ No finding is suppressed.</p>}
      {body && <Suppressions entries={body.suppressions} now={now} />}
    </section>
  );
}
