// dayshift judge-gate: what becomes of a gate that is inconclusive?
import { Argument } from 'commander';
import type { Command } from 'commander';
import { GateDecision } from '../../src/domain/vocabulary';
import { isHeld } from '../tree/gate-rows';
import { withExamples, withJson } from './declare';
import { INCIDENT, say } from './say';
import { CliFault, apiOf } from './world';
import type { World } from './world';

interface GateOptions { stage?: string; reason: string; owner?: string; review?: string }

export function addJudgeGate(program: Command, world: World): void {
  const judge = program.command('judge-gate').argument(...INCIDENT).addArgument(new Argument('<decision>', 'what becomes of it').choices(Object.values(GateDecision)))
    .description('decide on a gate that is inconclusive')
    .requiredOption('--reason <text>', 'why; it stays on the release')
    .option('--stage <stage>', 'which gate; default: the one that waits')
    .option('--owner <text>', 'of a quarantine: who mends the test; default: you')
    .option('--review <day>', 'of a quarantine: when it is looked at again, e.g. 2026-12-31');
  withExamples(withJson(judge), 'judge-gate storefront.LoginRefused.1a2b3c4d run-again --reason "the device lab was restarted"')
    .action(async (id: string, decision: string, { stage: named, reason, owner, review }: GateOptions, command: Command) => {
      const stage = named ?? await waitingStage(command, world, id);
      return say(command, world, id, 'judge-gate', { stage, decision, reason, owner, review });
    });
}

async function waitingStage(command: Command, world: World, id: string): Promise<string> {
  const { attempts } = await apiOf(command, world).incident(id);
  const waiting = attempts.at(-1)?.stages.find(isHeld);
  if (!waiting) throw new CliFault('No gate waits for a decision.', `See where the incident is: dayshift show ${id}`);
  return waiting.stage;
}
