// Which cells of the plan are meant? By stage, check and place; those that run on another system are told apart.
import type { CellPlan, Plan } from '../src/contracts/plan';
import { isAt, writeAxes } from '../src/domain/point';
import { DayshiftError } from '../src/errors';

export interface Choice { stage?: string; check?: string; at: Record<string, string> }
export interface Chosen { stages: { stage: string; cells: CellPlan[] }[]; elsewhere: CellPlan[] }

/** Throws `cells-unknown` when there is none. */
export function chooseCells(plan: Plan, choice: Choice, file: string): Chosen {
  const isMeant = (cell: CellPlan): boolean => (choice.stage ?? cell.stage) === cell.stage && (choice.check ?? cell.check) === cell.check && isAt(cell.point, choice.at);
  const meant = plan.stages.map(({ stage, cells }) => ({ stage, cells: cells.filter(isMeant) })).filter(({ cells }) => cells.length > 0);
  if (meant.length === 0) throw new DayshiftError('cells-unknown', { file, wanted: describe(choice), known: known(plan, choice) });
  const elsewhere = meant.flatMap(({ cells }) => cells.filter(({ external }) => external !== undefined));
  return { stages: meant.map(({ stage, cells }) => ({ stage, cells: cells.filter(({ external }) => external === undefined) })).filter(({ cells }) => cells.length > 0), elsewhere };
}

function describe({ stage, check, at }: Choice): string {
  return [...(stage === undefined ? [] : [`of the stage ${stage}`]), ...(check === undefined ? [] : [`of the check ${check}`]), ...writeAxes(at).map((axis) => `at ${axis}`)].join(', ') || 'there';
}

const MOST_NAMED = 12;

/** The next thing that could be meant: stages, then checks, then places. */
function known({ stages }: Plan, { stage, check }: Choice): string {
  const all = stages.flatMap(({ cells }) => cells);
  const inStage = all.filter((cell) => stage === undefined || cell.stage === stage);
  const ofCheck = inStage.filter((cell) => check === undefined || cell.check === check);
  const names = inStage.length === 0 ? stages.map((one) => one.stage) : ofCheck.length === 0 ? inStage.map((cell) => cell.check)
    : ofCheck.flatMap(({ point }) => writeAxes(point));
  const differing = [...new Set(names)];
  return `${differing.slice(0, MOST_NAMED).join(', ')}${differing.length > MOST_NAMED ? ` and ${differing.length - MOST_NAMED} more` : ''}` || 'no places, for the check has no matrix';
}
