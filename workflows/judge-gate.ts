// What becomes of a gate that is inconclusive? People of the stage's role are asked until one decides; a newer commit takes the question away.
import type { CellResult } from '../src/contracts/result';
import { openGate, openStage } from '../src/domain/gate-card';
import type { GateDecision } from '../src/domain/vocabulary';
import { climb } from './climb';
import type { Day } from './day';
import type { Row } from './run-stage';

/** The decision; nobody deciding in time is asked again. */
export async function judgeInconclusive(day: Day, { stage, role, built }: Row, open: readonly CellResult[]): Promise<GateDecision> {
  const { policies } = day.input;
  const authors = day.view.attempts.at(-1)?.change?.authors ?? [];
  for (let round = 1; ; round += 1) {
    const card = openGate({ stage, role, results: open, team: day.view.team, authors, deadline: day.now(policies.fixWithinSeconds) });
    day.record({ kind: 'gateAsked', card });
    const human = {
      step: 'gate' as const, what: `decide on the ${stage} gate (${card.decisions.join(', ')})`, rungs: policies.ladders.signOff, withinSeconds: policies.fixWithinSeconds, round,
      message: () => ({ step: `${day.view.id}/gate/${built.attempt}/${stage}`, subject: `Decide on the ${stage} gate: ${day.view.title}`, text: card.why, action: 'gate' as const }),
    };
    await climb(day, human, () => openStage(day.view) === undefined);
    const given = day.view.attempts.at(-1)?.stages.find((one) => one.stage === stage)?.card?.given;
    if (given) return given.decision;
    day.record({ kind: 'deadlinePassed', who: role, what: `decide on the ${stage} gate` });
  }
}
