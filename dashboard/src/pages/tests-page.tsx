// How have the tests of a service fared over its incidents? Rates by week, where they fail, what is in quarantine, and each test with its latest results.
import { useEffect, useMemo } from 'preact/hooks';
import type { CellHistory, ServiceExceptions } from '../../../src/contracts/history';
import type { TestHistoryList } from '../../../src/contracts/http';
import { gridsOf } from '../heat';
import { useAnswer } from '../live/answer';
import { useAsked } from '../live/asked';
import { useToday } from '../live/connection';
import { Quarantines } from '../parts/exception-list';
import { Exports } from '../parts/exports';
import { HeatGrid } from '../parts/heat-grid';
import { More } from '../parts/more';
import { Period } from '../parts/period';
import { Fault, Loading } from '../parts/states';
import { TestHistories } from '../parts/test-histories';
import { WeekChart } from '../parts/week-chart';
import { percent, plural } from '../text';
import { barsOf, periodOf, weeksInWords } from '../weeks';

const GRIDS_SHOWN = 6;

export function TestsPage({ service }: { service: string }) {
  const [asked, ask] = useAsked();
  const weeks = periodOf(asked);
  const address = `/api/v1/services/${encodeURIComponent(service)}`;
  const { body: list, refused, again } = useAnswer(`${address}/tests?limit=500`, (json) => json as TestHistoryList);
  useEffect(() => { document.title = `Tests of ${service} — dayshift`; }, [service]);
  const set = (name: string, value: string): void => {
    const next = new URLSearchParams(asked);
    if (value) next.set(name, value); else next.delete(name);
    ask(next);
  };
  return (
    <>
      <h1>Tests of {service}</h1>
      <p class="sub">As they fared in the incidents that are closed. <a href={`#/services/${encodeURIComponent(service)}/findings`}>Findings of {service}</a></p>
      {refused && <Fault refused={refused} onRetry={again} />}
      {!list && !refused && <Loading what="the tests" />}
      {list?.tests.length === 0 && <div class="panel empty"><b>No test has run yet.</b><span>What the incidents’ checks report appears here when an incident is closed.</span></div>}
      {list && list.tests.length > 0 && (
        <>
          <Rates address={address} weeks={weeks} onChoose={(period) => { set('weeks', String(period)); }} />
          <InQuarantine address={address} />
          <section aria-labelledby="each">
            <h2 id="each" class="over">Each test</h2>
            <div class="past-bar">
              <label class="filter">Find <input type="search" data-filter="" aria-keyshortcuts="/" value={asked.get('q') ?? ''} onInput={(event) => { set('q', event.currentTarget.value); }} /></label>
              <Exports address={`${address}/tests/export`} question="" what="the tests" />
            </div>
            <TestHistories tests={list.tests} sought={asked.get('q') ?? ''} />
          </section>
        </>
      )}
    </>
  );
}

function Rates({ address, weeks, onChoose }: { address: string; weeks: number; onChoose: (weeks: number) => void }) {
  const { body: history, refused, again } = useAnswer(`${address}/cells?weeks=${weeks}`, (json) => json as CellHistory);
  const read = (value: number | null) => (value === null ? 'no test ran' : percent(value));
  const sum = (of: (week: CellHistory['weeks'][number]) => number) => (history?.weeks ?? []).reduce((all, week) => all + of(week), 0);
  const ran = sum(({ tests }) => tests.ran);
  const figures = [
    { name: 'Flaky rate', of: 'flakyRate', share: sum(({ tests }) => tests.flaked) / ran, tone: 'wait', definition: 'Of the tests that ran, the share that failed and passed of the same bytes.' },
    { name: 'Fail rate', of: 'failRate', share: sum(({ tests }) => tests.failed) / ran, tone: 'bad', definition: 'Of the tests that ran, the share that failed. A fix that is not right yet is among them.' },
  ] as const;
  const grids = useMemo(() => gridsOf(history?.cells ?? []), [history]); // not with each letter that is sought
  return (
    <>
      <section class="panel apart" aria-labelledby="rates">
        <div class="past-bar"><h2 id="rates">Over time</h2><Period weeks={weeks} onChoose={onChoose} /></div>
        {refused && <Fault refused={refused} onRetry={again} />}
        {!history && !refused && <p class="soft" role="status">Reading the weeks …</p>}
        {history && (
          <div class="dora two">
            {figures.map(({ name, of, share, tone, definition }) => {
              const highest = Math.max(0.05, ...history.weeks.map((week) => week[of] ?? 0));
              const bars = barsOf(history.weeks, (week) => week[of], highest);
              return (
                <div key={of} class="figure">
                  <p class="value"><b class="big">{ran > 0 ? percent(share) : 'no test ran'}</b><span>{ran > 0 && `of ${plural(ran, 'run')}`}</span></p>
                  <h3>{name}</h3>
                  <WeekChart label={weeksInWords(name, bars, read)} bars={bars} read={read} tone={tone} />
                  <p class="soft definition">{definition} The highest bar is {percent(highest)}.</p>
                </div>
              );
            })}
          </div>
        )}
      </section>
      {grids.length > 0 && (
        <section class="panel apart" aria-labelledby="cells">
          <h2 id="cells">Where they fail <span>each cell over the same {weeks} weeks, the check with most trouble first</span></h2>
          <More items={grids} shown={GRIDS_SHOWN} list={(some) => <div class="heats">{some.map((grid) => <HeatGrid key={grid.key} grid={grid} />)}</div>} />
        </section>
      )}
    </>
  );
}

function InQuarantine({ address }: { address: string }) {
  const { body, refused, again } = useAnswer(`${address}/exceptions`, (json) => json as ServiceExceptions);
  const now = useToday();
  const due = body?.quarantines.filter(({ state }) => state === 'due').length ?? 0;
  return (
    <section class="panel apart" aria-labelledby="quarantine">
      <h2 id="quarantine">In quarantine {body && <span class={due > 0 ? 'bad' : ''}>{due > 0 ? `✕ ${due} to be reviewed` : body.quarantines.length || ''}</span>}</h2>
      {refused && <Fault refused={refused} onRetry={again} />}
      {!body && !refused && <p class="soft" role="status">Reading the pipeline file …</p>}
      {body?.unread && <p class="wait"><span aria-hidden="true">▲ </span>The pipeline file could not be read, so its entries are not here: {body.unread}.</p>}
      {body && body.quarantines.length === 0 && !body.unread && <p class="soft">✓ No test is in quarantine.</p>}
      {body && <Quarantines entries={body.quarantines} now={now} />}
    </section>
  );
}
