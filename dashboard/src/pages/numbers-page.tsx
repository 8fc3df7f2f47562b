// How does delivery do, service by service and week by week? DORA's five, each with what it means here beside it, and with the period before.
import { useEffect } from 'preact/hooks';
import type { DoraReport } from '../../../src/contracts/http';
import { METRICS, barsInWords, compared, readDora, weekBars } from '../dora';
import type { Metric } from '../dora';
import { useAnswer } from '../live/answer';
import { useAsked } from '../live/asked';
import { DoraTable } from '../parts/dora-table';
import { Exports } from '../parts/exports';
import { Opened } from '../parts/opened';
import { Period } from '../parts/period';
import { Fault, Loading } from '../parts/states';
import { WeekChart } from '../parts/week-chart';
import { plural } from '../text';
import { periodOf } from '../weeks';

export function NumbersPage() {
  const [asked, ask] = useAsked();
  const weeks = periodOf(asked);
  const service = asked.get('service') ?? '';
  const { body: report, refused, again } = useAnswer(`/api/v1/dora?weeks=${weeks}`, (json) => json as DoraReport);
  useEffect(() => { document.title = 'Numbers — dayshift'; }, []);
  const choose = (change: { weeks?: number; service?: string }): void => {
    const next = { weeks: String(change.weeks ?? weeks), service: change.service ?? service };
    ask(new URLSearchParams(Object.entries(next).filter(([, value]) => value !== '')));
  };
  const shown = report?.services.filter((one) => service === '' || one.service === service) ?? [];
  const question = new URLSearchParams({ weeks: String(weeks), ...(service ? { service } : {}) }).toString();
  return (
    <>
      <h1>Numbers</h1>
      <p class="sub">DORA’s five, from the incidents that are closed; weeks begin on Monday, by UTC.</p>
      <div class="past-bar">
        <span class="choices">
          <Period weeks={weeks} onChoose={(period) => { choose({ weeks: period }); }} />
          <label>of <select value={service} onChange={(event) => { choose({ service: event.currentTarget.value }); }}>
            <option value="">all services</option>
            {[...new Set([...(report?.services ?? []).map((one) => one.service), ...(service ? [service] : [])])].map((name) => <option key={name} value={name}>{name}</option>)}
          </select></label>
        </span>
        <Exports address="/api/v1/dora/export" question={question} what="these figures" />
      </div>
      {refused && <Fault refused={refused} onRetry={again} />}
      {!report && !refused && <Loading what="the numbers" />}
      {report && shown.length === 0 && (service === ''
        ? <div class="panel empty"><b>Nothing to tell them by yet.</b><span>They begin with the first incident whose fix went out.</span></div>
        : <div class="panel empty"><b>There is no service “{service}”.</b><span>Choose another one above.</span></div>)}
      <div class="rows">{report && shown.map((one) => <ServiceNumbers key={one.service} service={one} definitions={report.definitions} />)}</div>
    </>
  );
}

interface Props { service: DoraReport['services'][number]; definitions: DoraReport['definitions'] }

function ServiceNumbers({ service: { service, whole, before, perWeek, weeks }, definitions }: Props) {
  const id = `numbers-${service}`;
  const told = (metric: Metric) => definitions.find((one) => one.metric === metric);
  const names = Object.fromEntries(METRICS.map((metric) => [metric, told(metric)?.name ?? metric])) as Record<Metric, string>;
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{service} <span>{plural(weeks.length, 'week')}</span></h2>
      <div class="dora">
        {METRICS.map((metric) => {
          const against = compared(metric, whole[metric], before?.[metric]);
          const bars = weekBars(weeks, metric);
          return (
            <div key={metric} class="figure">
              <p class="value"><b class={`big ${whole[metric] === null ? 'soft none' : ''}`}>{readDora(metric, whole[metric])}</b>{metric === 'deployments' && perWeek !== null && <span>{Number(perWeek.toFixed(1))} a week</span>}</p>
              <p class="against"><small class={against?.tone ?? 'soft'}>{against && <>{against.mark && <span aria-hidden="true">{against.mark} </span>}{against.text}</>}</small></p>
              <h3>{names[metric]}</h3>
              <WeekChart label={barsInWords(`${names[metric]} of ${service}`, metric, bars)} bars={bars} read={(value) => readDora(metric, value)} />
              <p class="soft definition">{told(metric)?.definition}</p>
            </div>
          );
        })}
      </div>
      <Opened name="As a table" of={`the numbers of ${service}`}>{() => <DoraTable service={service} weeks={weeks} whole={whole} before={before} names={names} />}</Opened>
    </section>
  );
}
