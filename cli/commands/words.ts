// dayshift acknowledge, decline, hand-over, join, note, cancel: a person's word to an incident, by their token.
import type { Command } from 'commander';
import { withExamples, withJson } from './declare';
import { INCIDENT, say } from './say';
import type { World } from './world';

const EXAMPLE = 'storefront.LoginRefused.1a2b3c4d';

export function addWords(program: Command, world: World): void {
  const word = (name: string, description: string, ...examples: string[]): Command => withExamples(withJson(program.command(name).argument(...INCIDENT).description(description)), ...examples);
  word('acknowledge', 'say that you are on it', `ack ${EXAMPLE}`).alias('ack')
    .action((id: string, _options: object, command: Command) => say(command, world, id, 'acknowledge', {}));
  word('decline', 'give your incident back to the product owner', `decline ${EXAMPLE} the session store is Ravi\\'s`).argument('<reason...>', 'why somebody else is the right person')
    .action((id: string, reason: string[], _options: object, command: Command) => say(command, world, id, 'decline', { reason: reason.join(' ') }));
  word('hand-over', 'make your incident another developer\'s turn', `hand-over ${EXAMPLE} ravi --reason "my day ends"`).argument('<person>', 'another developer\'s id')
    .option('--reason <text>', 'why')
    .action((id: string, to: string, { reason }: { reason?: string }, command: Command) => say(command, world, id, 'hand-over', { to, reason }));
  word('join', 'help with an incident; it stays its assignee\'s turn', `join ${EXAMPLE}`)
    .action((id: string, _options: object, command: Command) => say(command, world, id, 'join', {}));
  word('note', 'add a sentence to the timeline', `note ${EXAMPLE} only customers with capitals in their e-mail`).argument('<text...>', 'what to remember')
    .action((id: string, text: string[], _options: object, command: Command) => say(command, world, id, 'note', { text: text.join(' ') }));
  word('cancel', 'end the incident without a fix', `cancel ${EXAMPLE} a false alarm of the new probe`).argument('<reason...>', 'why')
    .action((id: string, reason: string[], _options: object, command: Command) => say(command, world, id, 'cancel', { reason: reason.join(' ') }));
}
