// What does one stage say? Its verdict and time, its cells as a grid that fills in, the figures or findings, the chosen cell.
import type { StageView } from '../../../src/contracts/incident';
import { capital, plural, span } from '../text';
import type { Looking } from './attempts-panel';
import { CellDetail } from './cell-detail';
import { CellGrid } from './cell-grid';
import { Findings } from './findings';
import { Shape, markOf } from './marks';
import { Metrics } from './metrics';

export function StageBlock({ stage, over, looking }: { stage: StageView; over: boolean; looking: Looking }) {
  const done = stage.cells.filter(({ state }) => state === 'done').length;
  const checks = [...new Set(stage.cells.map(({ check }) => check))];
  const chosen = stage.cells.find(({ id }) => id === looking.chosen);
  const waiting = stage.verdict === 'waiting';
  const word = waiting ? (over ? 'not run' : 'to come') : stage.verdict;
  const time = stage.startedAt ? ` · ${span((stage.endedAt ? Date.parse(stage.endedAt) : looking.now) - Date.parse(stage.startedAt))}` : '';
  return (
    <div class="stage">
      <div class="head"><b><Shape mark={waiting && over ? 'cancelled' : markOf(stage.verdict)} /> {capital(stage.stage)}</b><small>{word}{time}{stage.verdict === 'running' && ` · ${done} of ${plural(stage.cells.length, 'cell')}`}</small></div>
      <div>
        {waiting && <span class="soft">{plural(stage.cells.length, 'cell')}: {checks.join(', ')}</span>}
        {!waiting && checks.map((check) => {
          const cells = stage.cells.filter((cell) => cell.check === check);
          return (
            <div key={check} class="check">
              <CellGrid check={check} cells={cells} over={over} looking={looking} />
              {cells.map(({ id, result }) => result && (
                <div key={id}>
                  {result.metrics && <Metrics metrics={result.metrics} />}
                  {result.findings && <Findings fresh={result.findings.fresh} known={result.findings.known} />}
                </div>
              ))}
            </div>
          );
        })}
        {chosen && <CellDetail key={chosen.id} cell={chosen} looking={looking} />}
      </div>
    </div>
  );
}
