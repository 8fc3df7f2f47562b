// dayshift card, sign-off, withdraw, ask, delegate, break-glass: what those who decide look at, and what they may say.
import type { Command } from 'commander';
import type { IncidentView } from '../../src/contracts/incident';
import { renderCard } from '../tree/decision-card';
import { say } from './say';
import { CliFault, apiOf, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

const INCIDENT = ['<id>', 'the incident'] as const;

export function addSigning(program: Command, world: World): void {
  addCard(program, world);
  addSignOff(program, world);
  program.command('withdraw').argument(...INCIDENT).argument('<reason...>', 'why').description('take your approval back, until the deployment begins')
    .action((id: string, reason: string[], _options: object, command: Command) => say(command, world, id, 'withdraw', { reason: reason.join(' ') }));
  program.command('ask').argument(...INCIDENT).argument('<question...>', 'what you want to know').description('ask before the sign-off; nothing waits for the answer, which is a note')
    .option('--to <person>', 'a person\'s id; default: who wrote the fix and who assigned it')
    .action((id: string, question: string[], { to }: { to?: string }, command: Command) => say(command, world, id, 'ask', { text: question.join(' '), to }));
  program.command('delegate').argument(...INCIDENT).argument('<person>', 'who decides in your place').description('give your say on this card to somebody else')
    .option('--reason <text>', 'why')
    .action((id: string, to: string, { reason }: { reason?: string }, command: Command) => say(command, world, id, 'delegate', { to, reason }));
  addBreakGlass(program, world);
}

function addCard(program: Command, world: World): void {
  program.command('card').argument(...INCIDENT).description('show what is to be signed: the bytes, the gates, the risks, who signed, what is missing')
    .option('--json', 'as the API answers it')
    .action(async (id: string, { json }: { json?: boolean }, command: Command) => {
      const view = await apiOf(command, world).incident(id);
      if (!view.decision) throw new CliFault('No decision is asked for at the moment.', `See where the incident is: dayshift show ${id}`);
      if (json) return printLines(world, [JSON.stringify(view.decision, null, 2)]);
      printLines(world, renderCard(view, view.decision, { now: Date.now(), width: widthOf(world), colour: wantsColour(world), timeZone: world.timeZone }));
    });
}

interface SignOffOptions { digest?: string; reject?: string; reason?: string; exception?: string }

function addSignOff(program: Command, world: World): void {
  program.command('sign-off').argument(...INCIDENT).description('sign off these bytes, or send the release back; when it is asked whether to keep a release: keep it, or roll it back')
    .option('--digest <digest>', 'the artifact that you sign, as `sha256:…`')
    .option('--reject <reason>', 'send it back (or roll it back) instead, and why')
    .option('--reason <text>', 'a word to go with the signature')
    .option('--exception <reason>', 'why it may go out in spite of its hours or a freeze')
    .action(async (id: string, { digest: named, reject, reason, exception }: SignOffOptions, command: Command) => {
      if (reject !== undefined && exception !== undefined) throw new CliFault('What is sent back needs no exception.', 'Give --reject or --exception, not both.', 2);
      const asked = named ? undefined : (await apiOf(command, world).incident(id)).decision?.digest;
      if (!named && reject === undefined) {
        throw new CliFault('A signature is for one artifact, and none was named.', asked ? `The one to decide on is: --digest ${asked}` : 'No decision is asked for at the moment.', 2);
      }
      const digest = named ?? asked;
      if (!digest) throw new CliFault('There is nothing to send back: no decision is asked for.', `See where the incident is: dayshift show ${id}`);
      return say(command, world, id, 'sign-off', { decision: reject === undefined ? 'approve' : 'reject', digest, reason: reject ?? reason, exception });
    });
}

function addBreakGlass(program: Command, world: World): void {
  program.command('break-glass').argument(...INCIDENT).argument('<reason...>', 'why it cannot wait').description('let these bytes out whatever a rule or a gate says: two people must say it, and the mark stays')
    .option('--digest <digest>', 'the artifact that goes out, as `sha256:…`')
    .action(async (id: string, reason: string[], { digest }: { digest?: string }, command: Command) => {
      if (!digest) {
        const built = builtBytes(await apiOf(command, world).incident(id));
        throw new CliFault('Glass is broken for one artifact, and none was named.', built ? `The newest is: --digest ${built}` : 'Nothing has been built yet.', 2);
      }
      return say(command, world, id, 'break-glass', { digest, reason: reason.join(' ') });
    });
}

/** The newest attempt's, whether or not it may be signed. */
function builtBytes({ attempts }: IncidentView): string | undefined {
  return attempts.findLast(({ digest }) => digest !== undefined)?.digest;
}
