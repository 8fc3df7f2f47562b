// dayshift acknowledge, assign, decline, hand-over, join, judge-gate, note, cancel: a person's word to an incident, by their token.
import type { Command } from 'commander';
import { isHeld } from '../tree/gate-rows';
import { say } from './say';
import { CliFault, apiOf } from './world';
import type { World } from './world';

export function addWords(program: Command, world: World): void {
  program.command('acknowledge').argument('<id>', 'the incident').description('say that you are on it')
    .action((id: string, _options: object, command: Command) => say(command, world, id, 'acknowledge', {}));
  program.command('assign').argument('<id>', 'the incident').argument('<person>', 'a developer\'s id').description('make it a developer\'s turn')
    .option('--reason <text>', 'why this person')
    .action((id: string, to: string, { reason }: { reason?: string }, command: Command) => say(command, world, id, 'assign', { to, reason }));
  program.command('decline').argument('<id>', 'the incident').argument('<reason...>', 'why somebody else is the right person').description('give your incident back to the product owner')
    .action((id: string, reason: string[], _options: object, command: Command) => say(command, world, id, 'decline', { reason: reason.join(' ') }));
  program.command('hand-over').argument('<id>', 'the incident').argument('<person>', 'another developer\'s id').description('make your incident another developer\'s turn')
    .option('--reason <text>', 'why')
    .action((id: string, to: string, { reason }: { reason?: string }, command: Command) => say(command, world, id, 'hand-over', { to, reason }));
  program.command('join').argument('<id>', 'the incident').description('help with an incident; it stays its assignee\'s turn')
    .action((id: string, _options: object, command: Command) => say(command, world, id, 'join', {}));
  program.command('note').argument('<id>', 'the incident').argument('<text...>', 'what to remember').description('add a sentence to the timeline')
    .action((id: string, text: string[], _options: object, command: Command) => say(command, world, id, 'note', { text: text.join(' ') }));
  program.command('cancel').argument('<id>', 'the incident').argument('<reason...>', 'why').description('end the incident without a fix')
    .action((id: string, reason: string[], _options: object, command: Command) => say(command, world, id, 'cancel', { reason: reason.join(' ') }));
  addJudgeGate(program, world);
}

interface GateOptions { stage?: string; reason: string; owner?: string; review?: string }

function addJudgeGate(program: Command, world: World): void {
  program.command('judge-gate').argument('<id>', 'the incident').argument('<decision>', 'quarantine, accept, run-again or send-back').description('decide on a gate that is inconclusive')
    .requiredOption('--reason <text>', 'why; it stays on the release')
    .option('--stage <stage>', 'which gate; default: the one that waits')
    .option('--owner <text>', 'of a quarantine: who mends the test; default: you')
    .option('--review <day>', 'of a quarantine: when it is looked at again, e.g. 2026-12-31')
    .action(async (id: string, decision: string, { stage: named, ...options }: GateOptions, command: Command) => {
      const stage = named ?? await waitingStage(command, world, id);
      return say(command, world, id, 'judge-gate', { stage, decision, ...options });
    });
}

async function waitingStage(command: Command, world: World, id: string): Promise<string> {
  const { attempts } = await apiOf(command, world).incident(id);
  const waiting = attempts.at(-1)?.stages.find(isHeld);
  if (!waiting) throw new CliFault('No gate waits for a decision.', `See where the incident is: dayshift show ${id}`);
  return waiting.stage;
}
