// What is over, and what came of it? The incidents that were closed, the newest first.
import { useEffect } from 'preact/hooks';
import type { IncidentList } from '../../../src/contracts/http';
import { useAnswer } from '../live/answer';
import { useNow } from '../live/connection';
import { IncidentRow } from '../parts/incident-row';
import { More } from '../parts/more';
import { Bare, Fault, Loading } from '../parts/states';

const SHOWN = 50;

export function HistoryPage() {
  const { body, refused, again } = useAnswer('/api/v1/incidents?state=closed', (json) => json as IncidentList);
  const now = useNow();
  useEffect(() => { document.title = 'History — dayshift'; }, []);
  if (!body) return <Bare name="History">{refused ? <Fault refused={refused} onRetry={again} /> : <Loading what="what is over" />}</Bare>;
  const { incidents } = body;
  return (
    <>
      <h1>History</h1>
      {refused && <Fault refused={refused} onRetry={again} />}
      {incidents.length === 0 && <div class="panel empty"><b>Nothing is over yet.</b><span>An incident that is closed appears here, with its story.</span></div>}
      <More items={incidents} shown={SHOWN} list={(some) => <div class="rows">{some.map((one) => <IncidentRow key={one.id} one={one} now={now} />)}</div>} />
    </>
  );
}
