// dayshift card, withdraw, ask, delegate: what those who decide look at, and what they may say beside a signature.
import type { Command } from 'commander';
import { renderCard } from '../tree/decision-card';
import { withExamples, withJson } from './declare';
import { INCIDENT, say } from './say';
import { CliFault, apiOf, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

const EXAMPLE = 'storefront.LoginRefused.1a2b3c4d';

export function addCard(program: Command, world: World): void {
  const card = program.command('card').argument(...INCIDENT).description('show what is to be signed: the bytes, the gates, the risks, who signed, what is missing');
  withExamples(withJson(card, 'the decision card'), `card ${EXAMPLE}`)
    .action(async (id: string, { json }: { json?: boolean }, command: Command) => {
      const view = await apiOf(command, world).incident(id);
      if (!view.decision) throw new CliFault('No decision is asked for at the moment.', `See where the incident is: dayshift show ${id}`);
      if (json) return printJson(world, view.decision);
      printLines(world, renderCard(view, view.decision, { now: Date.now(), width: widthOf(world), colour: wantsColour(world), timeZone: world.timeZone }));
    });
}

export function addCardWords(program: Command, world: World): void {
  const word = (name: string, description: string, example: string): Command => withExamples(withJson(program.command(name).argument(...INCIDENT).description(description)), example);
  word('withdraw', 'take your approval back, until the deployment begins', `withdraw ${EXAMPLE} the smoke test is not in it`).argument('<reason...>', 'why')
    .action((id: string, reason: string[], _options: object, command: Command) => say(command, world, id, 'withdraw', { reason: reason.join(' ') }));
  word('ask', 'ask before the sign-off; nothing waits for the answer, which is a note', `ask ${EXAMPLE} --to maya did you try it with an old session?`).argument('<question...>', 'what you want to know')
    .option('--to <person>', 'a person\'s id; default: who wrote the fix and who assigned it')
    .action((id: string, question: string[], { to }: { to?: string }, command: Command) => say(command, world, id, 'ask', { text: question.join(' '), to }));
  word('delegate', 'give your say on this card to somebody else', `delegate ${EXAMPLE} otto --reason "I am on a train"`).argument('<person>', 'who decides in your place')
    .option('--reason <text>', 'why')
    .action((id: string, to: string, { reason }: { reason?: string }, command: Command) => say(command, world, id, 'delegate', { to, reason }));
}
