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
    <div class="scroll" tabIndex={0} role="group" aria-label={`Cells of ${check}`}>
      <table class="cells">
        <caption class="hidden">{check}: {axes.join(' by ')}</caption>
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
