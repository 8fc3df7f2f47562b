// How has each test of a service fared over its incidents? The troublesome ones first, each with its latest results as a row of marks.
import { useEffect, useState } from 'preact/hooks';
import type { TestHistory, TestHistoryList, TestRun } from '../../../src/contracts/http';
import { useAnswer } from '../live/answer';
import { useNow } from '../live/connection';
import type { Mark } from '../mark';
import { Moment, Shape } from '../parts/marks';
import { More } from '../parts/more';
import { Bare, Fault, Loading } from '../parts/states';
import { pageOfIncident } from '../route';
import { dayAndClock, plural } from '../text';

const SHOWN = 40;
const MARK_OF: Record<TestRun['result'], Mark> = { passed: 'passed', failed: 'failed', flaky: 'inconclusive', skipped: 'cancelled' };

export function TestsPage({ service }: { service: string }) {
  const { body: list, refused, again } = useAnswer(`/api/v1/services/${encodeURIComponent(service)}/tests`, (json) => json as TestHistoryList);
  const [sought, setSought] = useState('');
  const now = useNow();
  useEffect(() => { document.title = `Tests of ${service} — dayshift`; }, [service]);
  if (!list) return <Bare name={`Tests of ${service}`}>{refused ? <Fault refused={refused} onRetry={again} /> : <Loading what="the tests" />}</Bare>;
  const found = list.tests.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <>
      <h1>Tests of {service}</h1>
      <p class="sub">As they fared in the incidents that are closed; those that failed or flaked most come first.</p>
      {list.tests.length === 0
        ? <div class="panel empty"><b>No test has run yet.</b><span>What the incidents’ checks report appears here when an incident is closed.</span></div>
        : <label class="filter">Find <input type="search" value={sought} onInput={(event) => { setSought(event.currentTarget.value); }} /> <span class="soft" role="status">{found.length} of {plural(list.tests.length, 'test')}</span></label>}
      <More items={found} shown={SHOWN} list={(some) => <ul class="histories">{some.map((one) => <History key={one.name} one={one} now={now} />)}</ul>} />
    </>
  );
}

function History({ one, now }: { one: TestHistory; now: number }) {
  const { name, ran, failed, flaked, recent, lastFailure } = one;
  const counts = [`ran ${plural(ran, 'time')}`, ...(failed ? [`failed ${failed}`] : []), ...(flaked ? [`flaked ${flaked}`] : [])].join(', ');
  return (
    <li class="panel">
      <b>{name}</b>
      <span class="soft">{counts}</span>
      {recent.length > 0 && <span class="marks" role="img" aria-label={`The latest ${plural(recent.length, 'result')}, newest first: ${recent.map(({ result }) => result).join(', ')}`}>{recent.map((run, index) => <span key={index} title={titleOf(run)}><Shape mark={MARK_OF[run.result]} /></span>)}</span>}
      {lastFailure && <small>Last trouble <Moment at={lastFailure.at} text={dayAndClock(lastFailure.at, now)} /> in <a href={pageOfIncident(lastFailure.incident)}>{lastFailure.incident}</a>{lastFailure.quarantined && ', in quarantine'}{lastFailure.message && <>: {lastFailure.message}</>}</small>}
    </li>
  );
}

function titleOf({ result, check, point, attempt, at }: TestRun): string {
  return `${result} · ${[check, ...Object.values(point)].join(' · ')} · attempt ${attempt} · ${new Date(at).toString()}`;
}
