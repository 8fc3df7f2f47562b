// How are the cells of a check laid out? The first axis across, the others down; one cell without axes is one button.
import { cellState } from '../cells';
import type { Cell } from '../cells';
import type { Looking } from './attempts-panel';
import { Shape, toneOf } from './marks';

interface Props { check: string; cells: Cell[]; over: boolean; looking: Looking }

export function CellGrid({ check, cells, over, looking }: Props) {
  const axes = Object.keys(cells[0]?.point ?? {});
  const [across, ...down] = axes;
  if (!across) return <div class="single"><span>{check}</span>{cells.map((cell) => <CellButton key={cell.id} cell={cell} over={over} looking={looking} />)}</div>;
  const columns = [...new Set(cells.map(({ point }) => point[across] ?? ''))];
  const rowOf = ({ point }: Cell) => down.map((axis) => point[axis]).join(' · ');
  const rows = [...new Set(cells.map(rowOf))];
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={`Cells of ${check}`} onKeyDown={moveBetween}>
      <table class="cells">
        <caption class="hidden">{check}: {axes.join(' by ')}; arrow keys lead from cell to cell</caption>
        <thead><tr><th scope="col">{down.length ? check : across}</th>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{row || check}</th>
              {columns.map((column) => {
                const cell = cells.find((one) => one.point[across] === column && rowOf(one) === row);
                return <td key={column}>{cell ? <CellButton cell={cell} over={over} looking={looking} /> : <span class="soft">not planned</span>}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellButton({ cell, over, looking }: { cell: Cell; over: boolean; looking: Looking }) {
  const { mark, words, note } = cellState(cell, { over, progress: looking.progress, now: looking.now });
  const open = looking.chosen === cell.id;
  return (
    <button type="button" class={`cell ${toneOf(mark)} ${cell.result?.reused ? 'reused' : ''}`} aria-expanded={open} title={cell.id} onClick={() => { looking.choose(cell.id); }}>
      <Shape mark={mark} /> {words}{note && <small>{note}</small>}
    </button>
  );
}

const WAYS: Readonly<Record<string, readonly [down: number, across: number]>> = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/** To the cell beside it or in the row above or below; where there is none it stays. */
function moveBetween(event: KeyboardEvent): void {
  const way = WAYS[event.key];
  const place = event.target instanceof Element ? event.target.closest('td') : null;
  const row = place?.parentElement;
  if (!way || !place || !(row instanceof HTMLTableRowElement) || !event.target || !(event.currentTarget instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll('tbody tr')];
  const next = rows[rows.indexOf(row) + way[0]]?.children[place.cellIndex + way[1]]?.querySelector('button');
  if (!next) return;
  event.preventDefault(); // the box would scroll
  next.focus();
}
