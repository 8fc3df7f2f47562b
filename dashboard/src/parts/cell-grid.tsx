// How are the cells of a check laid out? The first axis across, the others down; one cell without axes is one button.
import type { StageView } from '../../../src/contracts/incident';
import type { CellResult } from '../../../src/contracts/result';
import { span } from '../text';
import type { Looking } from './attempts-panel';
import { Shape, markOf, toneOf } from './marks';
import type { Mark } from './marks';

export type Cell = StageView['cells'][number];
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
        <thead><tr><th scope="col">{check}</th>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{row}</th>
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

export function runningOf(cell: Cell, { progress }: Pick<Looking, 'progress'>) {
  return progress.running.find(({ id }) => id === cell.id || id.endsWith(`/${cell.id}`) || id.endsWith(`:${cell.id}`));
}

function CellButton({ cell, over, looking }: { cell: Cell; over: boolean; looking: Looking }) {
  const mark: Mark = cell.result ? markOf(cell.result.verdict) : over ? 'cancelled' : cell.state === 'running' ? 'running' : 'waiting';
  const running = mark === 'running' ? runningOf(cell, looking) : undefined;
  const words = cell.result ? resultWords(cell.result) : mark === 'cancelled' ? 'not run' : running ? `running ${span(looking.now - Date.parse(running.since))}` : mark;
  const open = looking.chosen === cell.id;
  return (
    <button type="button" class={`cell ${toneOf(mark)}`} aria-expanded={open} title={cell.id} onClick={() => { looking.choose(cell.id); }}>
      <Shape mark={mark} /> {words}
    </button>
  );
}

function resultWords({ verdict, tests, findings }: CellResult): string {
  if (tests && verdict === 'passed') return `passed ${tests.passed}`;
  if (tests?.failed) return `failed ${tests.failed} of ${tests.total}`;
  if (findings && verdict === 'failed') return `${findings.fresh.length} new`;
  return verdict;
}
