// dayshift sign-off: who signs, signs the bytes that were looked at. On a terminal the card is shown and the question asked; elsewhere the digest is named.
import type { Command } from 'commander';
import type { IncidentView } from '../../src/contracts/incident';
import { renderCard } from '../tree/decision-card';
import { withExamples, withJson } from './declare';
import { INCIDENT, say } from './say';
import { CliFault, apiOf, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

interface SignOffOptions { digest?: string; reject?: string; reason?: string; exception?: string }

export function addSignOff(program: Command, world: World): void {
  const signOff = program.command('sign-off').argument(...INCIDENT).description('sign off these bytes, or send the release back; when it is asked whether to keep a release: keep it, or roll it back')
    .option('--digest <digest>', 'the artifact that you sign, as `sha256:…`; on a terminal it is shown and asked')
    .option('--reject <reason>', 'send it back (or roll it back) instead, and why; `dayshift reject` says the same')
    .option('--reason <text>', 'a word to go with the signature')
    .option('--exception <reason>', 'why it may go out in spite of its hours or a freeze');
  withExamples(withJson(signOff), 'sign-off storefront.LoginRefused.1a2b3c4d', 'sign-off storefront.LoginRefused.1a2b3c4d --digest sha256:…')
    .action(async (id: string, { digest: named, reject, reason, exception }: SignOffOptions, command: Command) => {
      if (reject !== undefined && exception !== undefined) throw new CliFault('What is sent back needs no exception.', 'Give --reject or --exception, not both.', 2);
      if (reject !== undefined) return sendBack(command, world, id, { reason: reject, digest: named });
      const digest = named ?? await lookedAt(world, await apiOf(command, world).incident(id));
      return say(command, world, id, 'sign-off', { decision: 'approve', digest, reason, exception });
    });
}

export function addReject(program: Command, world: World): void {
  const reject = program.command('reject').argument(...INCIDENT).argument('<reason...>', 'why').description('send the release back to the developer')
    .option('--digest <digest>', 'the artifact that you looked at; default: the one that is asked for');
  withExamples(withJson(reject), 'reject storefront.LoginRefused.1a2b3c4d there is no test for umlauts')
    .action((id: string, reason: string[], { digest }: { digest?: string }, command: Command) => sendBack(command, world, id, { reason: reason.join(' '), digest }));
}

async function sendBack(command: Command, world: World, id: string, { reason, digest: named }: { reason: string; digest?: string }): Promise<void> {
  const digest = named ?? (await apiOf(command, world).incident(id)).decision?.digest;
  if (!digest) throw new CliFault('There is nothing to send back: no decision is asked for.', `See where the incident is: dayshift show ${id}`);
  return say(command, world, id, 'sign-off', { decision: 'reject', digest, reason });
}

/** The digest that was shown is the one that is signed, whatever happens meanwhile. */
async function lookedAt(world: World, view: IncidentView): Promise<string> {
  const { decision } = view;
  if (!decision || !world.ask) throw new CliFault('A signature is for one artifact, and none was named.', decision ? `The one to decide on is: --digest ${decision.digest}` : 'No decision is asked for at the moment.', 2);
  printLines(world, [...renderCard(view, decision, { now: Date.now(), width: widthOf(world), colour: wantsColour(world), timeZone: world.timeZone }), '']);
  const answer = await world.ask('Sign these bytes off? Type yes: ');
  if (answer.trim().toLowerCase() !== 'yes') throw new CliFault('Nothing was signed.', `Send it back with: dayshift reject ${view.id} WHY`);
  return decision.digest;
}
