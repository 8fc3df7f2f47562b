// What does one stage say? Its verdict, role and time, its cells as a grid that fills in, the figures or findings, how a held gate was decided, the chosen cell.
import type { IncidentView, StageView } from '../../../src/contracts/incident';
import { tally } from '../cells';
import { keptAs } from '../evidence';
import { isHeld } from '../gates';
import { roleName, stageName } from '../stages';
import { capital, plural, span } from '../text';
import type { Looking } from './attempts-panel';
import { CellDetail } from './cell-detail';
import { CellGrid } from './cell-grid';
import { Findings } from './findings';
import { GateGiven } from './gate-given';
import { Shape, markOf } from './marks';
import { Metrics } from './metrics';

interface Props { stage: StageView; team: IncidentView['team']; over: boolean; looking: Looking }

export function StageBlock({ stage, team, over, looking }: Props) {
  const checks = [...new Set(stage.cells.map(({ check }) => check))];
  const chosen = stage.cells.find(({ id }) => id === looking.chosen);
  const waiting = stage.verdict === 'waiting';
  return (
    <div class="stage">
      <Head stage={stage} over={over} looking={looking} />
      <div>
        {waiting && <span class="soft">{plural(stage.cells.length, 'cell')}: {checks.join(', ')}</span>}
        {!waiting && checks.map((check) => {
          const cells = stage.cells.filter((cell) => cell.check === check);
          return (
            <div key={check} class="check">
              <CellGrid check={check} cells={cells} over={over} looking={looking} />
              {cells.map(({ id, result }) => result && (
                <div key={id}>
                  {result.metrics && <Metrics metrics={result.metrics} rounds={result.rounds} />}
                  {result.findings && <Findings findings={result.findings} kept={keptAs(result.evidence, 'dayshift/findings.json')} />}
                </div>
              ))}
            </div>
          );
        })}
        {stage.card?.given && <GateGiven view={{ team }} given={stage.card.given} now={looking.now} folded />}
        {chosen && <CellDetail key={chosen.id} cell={chosen} looking={looking} />}
      </div>
    </div>
  );
}

function Head({ stage, over, looking }: Omit<Props, 'team'>) {
  const waiting = stage.verdict === 'waiting';
  const held = isHeld(stage);
  const word = waiting ? (over ? 'not run' : 'to come') : held ? 'held, asks a person' : stage.verdict;
  const time = stage.startedAt ? ` · ${span((stage.endedAt ? Date.parse(stage.endedAt) : looking.now) - Date.parse(stage.startedAt))}` : '';
  return (
    <div class="stage-head">
      <b><Shape mark={waiting && over ? 'cancelled' : held ? 'inconclusive' : markOf(stage.verdict)} /> {capital(stageName(stage.stage))}</b>
      <small>{word}{time}</small>
      {stage.verdict === 'running' && !held && tally(stage.cells, looking.progress).map((one) => <small key={one}>{one}</small>)}
      {stage.role && <small>{roleName(stage.role)}</small>}
    </div>
  );
}
