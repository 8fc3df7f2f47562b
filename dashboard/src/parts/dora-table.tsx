// What are the numbers of each week? The same as the bars, for those who read or hear a table.
import type { ComponentChildren } from 'preact';
import type { DoraFigures, DoraReport } from '../../../src/contracts/http';
import { METRICS, readDora } from '../dora';
import type { Metric } from '../dora';
import { plural } from '../text';
import { Moment } from './marks';

type Service = DoraReport['services'][number];
interface Props { service: string; weeks: Service['weeks']; whole: DoraFigures; before: DoraFigures | undefined; names: Record<Metric, string> }

export function DoraTable({ service, weeks, whole, before, names }: Props) {
  return (
    <div class="scrolls" tabIndex={0} role="group" aria-label={`Table of the numbers of ${service}`}>
      <table class="figures-table">
        <thead><tr><th scope="col">Week</th>{METRICS.map((metric) => <th key={metric} scope="col" class="number">{names[metric]}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week) => <Row key={week.week} name={<Moment at={week.from} text={week.week} />} figures={week} />)}
          <Row name={`all ${plural(weeks.length, 'week')}`} figures={whole} />
          {before && <Row name={`${plural(weeks.length, 'week')} before`} figures={before} />}
        </tbody>
      </table>
    </div>
  );
}

function Row({ name, figures }: { name: ComponentChildren; figures: DoraFigures }) {
  return <tr><th scope="row">{name}</th>{METRICS.map((metric) => <td key={metric} class="number">{figures[metric] === null ? <><span aria-hidden="true">–</span><span class="hidden">{readDora(metric, null)}</span></> : readDora(metric, figures[metric])}</td>)}</tr>;
}
