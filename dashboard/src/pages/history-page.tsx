// What is over, and what came of it? Closed incidents, found by words and filters that stand in the address; the last that closed first.
import { useEffect } from 'preact/hooks';
import { useAsked } from '../live/asked';
import { useMinute } from '../live/connection';
import { useIncidentPages } from '../live/incident-pages';
import { Exports } from '../parts/exports';
import { PastFilter } from '../parts/past-filter';
import { PastRow } from '../parts/past-row';
import { Fault, Loading } from '../parts/states';
import { isNarrowed, questionOf, readAsked, writeAsked } from '../past';
import { plural } from '../text';

const PER_PAGE = 50;

export function HistoryPage() {
  const [address, ask] = useAsked();
  const asked = readAsked(address);
  const question = questionOf(asked).toString();
  const { incidents, total, hasMore, busy, refused, more, again } = useIncidentPages(`/api/v1/incidents?state=closed&limit=${PER_PAGE}${question && `&${question}`}`);
  const now = useMinute();
  useEffect(() => { document.title = 'History — dayshift'; }, []);
  return (
    <>
      <h1>History</h1>
      <p class="sub">Incidents that are closed, the last first. A link to this page keeps what is chosen.</p>
      <PastFilter asked={asked} onAsk={(next) => { ask(writeAsked(next)); }} />
      <div class="past-bar">
        <span class="soft" role="status">{incidents && !busy && !refused && counted(incidents.length, total, hasMore)}{busy && incidents && 'Asking …'}</span>
        <Exports address="/api/v1/incidents/export" question={question} what="these incidents" />
      </div>
      {refused && <Fault refused={refused} onRetry={again} />}
      {!incidents && !refused && <Loading what="what is over" />}
      {incidents?.length === 0 && !busy && (isNarrowed(asked)
        ? <div class="panel empty"><b>No closed incident fits.</b><span>Each of the words must begin a word of it. Take something out of the filter.</span></div>
        : <div class="panel empty"><b>Nothing is over yet.</b><span>An incident that is closed appears here, with its story.</span></div>)}
      {incidents && incidents.length > 0 && <div class={`rows ${busy ? 'old' : ''}`} aria-busy={busy}>{incidents.map((one) => <PastRow key={one.id} one={one} now={now} />)}</div>}
      {hasMore && <p class="past-more"><button type="button" disabled={busy} onClick={more}>Show {PER_PAGE} more</button></p>}
    </>
  );
}

function counted(shown: number, total: number | undefined, hasMore: boolean): string {
  if (total !== undefined && total > shown) return `${shown.toLocaleString('en-US')} of about ${plural(total, 'incident')}`;
  return hasMore ? `the first ${plural(shown, 'incident')}` : plural(shown, 'incident');
}
