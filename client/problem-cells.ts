// Which attempt answered each cell last? While a newer one runs, what an earlier one found stays until the same cell has an answer.
import type { AttemptView, IncidentView, StageView } from '../src/contracts/incident';
import type { CellResult } from '../src/contracts/result';

export interface AnsweredCell { attempt: AttemptView; stage: StageView; result: CellResult }

/** Of the named attempt its own cells; else each cell of the newest plan as it was answered last. */
export function answeredCells({ attempts }: Pick<IncidentView, 'attempts'>, number?: number): AnsweredCell[] {
  const asked = number === undefined ? attempts : attempts.filter((attempt) => attempt.number === number);
  const planned = asked.findLast(({ stages }) => stages.length > 0);
  const answered = new Map<string, AnsweredCell>();
  for (const attempt of asked.toReversed()) {
    for (const stage of attempt.stages) {
      for (const { id, result } of stage.cells) if (result && !answered.has(id)) answered.set(id, { attempt, stage, result });
    }
  }
  return planned?.stages.flatMap(({ cells }) => cells.flatMap(({ id }) => answered.get(id) ?? [])) ?? [];
}

/** The attempt whose build was answered last. */
export function builtLast({ attempts }: Pick<IncidentView, 'attempts'>, number?: number): AttemptView | undefined {
  return attempts.findLast((attempt) => attempt.build !== undefined && (number === undefined || attempt.number === number));
}
