// How does delivery do, service by service and week by week? DORA's five, each with what it means here beside it.
import { useEffect } from 'preact/hooks';
import type { DoraReport } from '../../../src/contracts/http';
import { METRICS, readDora, weekBars } from '../dora';
import type { Metric } from '../dora';
import { useAnswer } from '../live/answer';
import { Bare, Fault, Loading } from '../parts/states';
import { WeekChart } from '../parts/week-chart';
import { plural } from '../text';

export function NumbersPage() {
  const { body: report, refused, again } = useAnswer('/api/v1/dora', (json) => json as DoraReport);
  useEffect(() => { document.title = 'Numbers — dayshift'; }, []);
  if (!report) return <Bare name="Numbers">{refused ? <Fault refused={refused} onRetry={again} /> : <Loading what="the numbers" />}</Bare>;
  return (
    <>
      <h1>Numbers</h1>
      <p class="sub">DORA’s five, from the incidents that are closed; weeks begin on Monday, by UTC.</p>
      {report.services.length === 0 && <div class="panel empty"><b>Nothing to tell them by yet.</b><span>They begin with the first incident whose fix went out.</span></div>}
      <div class="rows">{report.services.map((service) => <ServiceNumbers key={service.service} service={service} definitions={report.definitions} />)}</div>
    </>
  );
}

interface Props { service: DoraReport['services'][number]; definitions: DoraReport['definitions'] }

function ServiceNumbers({ service: { service, whole, perWeek, weeks }, definitions }: Props) {
  const id = `numbers-${service}`;
  const told = (metric: Metric) => definitions.find((one) => one.metric === metric);
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{service} <span>{plural(weeks.length, 'week')}</span></h2>
      <div class="dora">
        {METRICS.map((metric) => {
          const name = told(metric)?.name ?? metric;
          return (
            <div key={metric} class="figure">
              <p class="value"><b class={`big ${whole[metric] === null ? 'soft none' : ''}`}>{readDora(metric, whole[metric])}</b>{metric === 'deployments' && perWeek !== null && <span>{Number(perWeek.toFixed(1))} a week</span>}</p>
              <h3>{name}</h3>
              <WeekChart name={`${name} of ${service}`} metric={metric} bars={weekBars(weeks, metric)} />
              <p class="soft definition">{told(metric)?.definition}</p>
            </div>
          );
        })}
      </div>
    </section>
  );
}
