// How has each test fared? The troublesome ones first, each with its latest results as a row of marks.
import type { TestHistory, TestRun } from '../../../src/contracts/http';
import { useMinute } from '../live/connection';
import type { Mark } from '../mark';
import { pageOfIncident } from '../route';
import { dayAndClock, percent, plural } from '../text';
import { Moment, Shape } from './marks';
import { More } from './more';

const SHOWN = 40;
const MARK_OF: Record<TestRun['result'], Mark> = { passed: 'passed', failed: 'failed', flaky: 'inconclusive', skipped: 'cancelled' };

export function TestHistories({ tests, sought }: { tests: readonly TestHistory[]; sought: string }) {
  const now = useMinute();
  const found = tests.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <>
      <p class="soft" role="status">{found.length.toLocaleString('en-US')} of {plural(tests.length, 'test')}</p>
      <More items={found} shown={SHOWN} list={(some) => <ul class="histories">{some.map((one) => <History key={one.name} one={one} now={now} />)}</ul>} />
    </>
  );
}

function History({ one, now }: { one: TestHistory; now: number }) {
  const { name, ran, failed, flaked, recent, lastFailure } = one;
  const share = (count: number) => (ran > 0 ? ` (${percent(count / ran)})` : '');
  const counts = [`ran ${plural(ran, 'time')}`, ...(failed ? [`failed ${failed}${share(failed)}`] : []), ...(flaked ? [`flaked ${flaked}${share(flaked)}`] : [])].join(', ');
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
