// How often did each cell of a check fail? A table whose places have a shade, a mark and words.
import { capital } from '../text';
import type { Grid, Heat, Place } from '../heat';

const MARKS: Record<Heat, string> = { none: '✓', little: '▁', some: '▄', much: '█' };

export function HeatGrid({ grid: { stage, check, rowAxis, columnAxis, columns, rows } }: { grid: Grid }) {
  return (
    <div class="scrolls heat" tabIndex={0} role="group" aria-label={`Cells of ${check}`}>
      <table>
        <caption>{check} <span class="soft">{stage}{columnAxis && ` · ${rowAxis} × ${columnAxis}`}</span></caption>
        {columnAxis && <thead><tr><th scope="col">{capital(rowAxis)}</th>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>}
        <tbody>{rows.map(({ name, places }) => <tr key={name}><th scope="row">{name}</th>{places.map((place, index) => <Cell key={columns[index]} place={place} />)}</tr>)}</tbody>
      </table>
    </div>
  );
}

function Cell({ place }: { place: Place | undefined }) {
  if (!place) return <td class="no-cell"><span aria-hidden="true">·</span><span class="hidden">no such cell</span></td>;
  return <td class={`heat-${place.heat}`}><span aria-hidden="true">{MARKS[place.heat]} </span>{place.words}</td>;
}
