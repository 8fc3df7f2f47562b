// POST /api/v1/slack/interactions: a click in Slack is the word of the person who clicked. Slack is answered at once, the person in the message.
import { randomUUID } from 'node:crypto';
import type { Person } from '../../src/contracts/people';
import { Decision, Through } from '../../src/domain/vocabulary';
import { DayshiftError, mask } from '../../src/errors';
import type { Click } from '../../src/ports/chat-door';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { problemOf } from '../middleware/problem';
import { operation } from '../operation';
import { rawOf } from '../read-delivery';

const LARGEST_BODY = '256kb';
const ANSWER_WITHIN_MS = 2500; // Slack gives three seconds, and then shows that nobody answered

interface Became { text: string; isTaken: boolean }

const hearSlack = operation({
  id: 'hearSlack', method: 'post', path: '/slack/interactions', tag: 'programs', needs: 'signed',
  summary: 'Hear a click in Slack',
  description: 'The interactivity address of your Slack app, signed by Slack. A click is the word of the person who clicked; what became of it stands in the message.',
  body: { raw: true, largest: LARGEST_BODY, types: ['application/x-www-form-urlencoded', '*/*'], description: 'What Slack posts.' },
  answers: { 200: { description: 'Heard. Empty, as Slack wants it.', type: 'text/plain' } },
  problems: ['chat-not-set-up', 'alert-unverified', 'body-malformed'],
  repeats: 'itself',
});

export function addSlack(door: Door, { chatDoor, gateway, installation, logger }: ApiDeps): void {
  // Raw, because the signature is over the bytes.
  door.add(hearSlack, async ({ request, response }) => {
    if (!chatDoor) throw new DayshiftError('chat-not-set-up', { chat: 'Slack' });
    const raw = rawOf(request);
    chatDoor.verify(raw, request.headers);
    const click = chatDoor.decode(raw);
    if (click) await orGoOn(hear(click), ANSWER_WITHIN_MS);
    response.status(200).end();
    return undefined;
  });

  /** It never throws: who clicked reads in the message what became of it. */
  async function hear(click: Click): Promise<void> {
    const { text, isTaken } = await take(click);
    await click.answer(text, isTaken).catch((error: unknown) => {
      logger.warn({ incident: click.incident, reason: mask(String(error)) }, 'the answer did not reach Slack');
    });
  }

  async function take(click: Click): Promise<Became> {
    const person = installation.team.find(({ reach }) => reach.slack === click.user);
    if (!person) return { isTaken: false, text: `Nobody of the team has the Slack id ${click.user}; add it to dayshift.yaml as \`reach.slack\` of whom it belongs to.` };
    try {
      const text = await say(click, person);
      logger.info({ incident: click.incident, word: click.said.word, by: person.id }, 'word taken');
      return { isTaken: true, text: `${person.name}: ${text}` };
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      const { detail, advice, status } = problemOf(error, reference);
      if (status >= 500) logger.error({ err: error, reference, incident: click.incident }, 'a click was not taken');
      return { isTaken: false, text: `${person.name}: ${detail} ${advice}` };
    }
  }

  async function say({ incident, said, key }: Click, { id: by }: Pick<Person, 'id'>): Promise<string> {
    const word = { by, through: Through.Slack };
    switch (said.word) {
      case 'assign': return gateway.say(incident, 'assign', { ...word, to: said.to }, key);
      case 'acknowledge': return gateway.say(incident, 'acknowledge', word, key);
      case 'sign-off':
      case 'keep':
      case 'roll-back': {
        await checkAsked(incident, said.word);
        const isRollback = said.word === 'roll-back';
        const reason = isRollback ? { reason: 'by a button in Slack' } : {};
        return gateway.say(incident, 'sign-off', { ...word, decision: isRollback ? Decision.Reject : Decision.Approve, digest: said.digest, ...reason }, key);
      }
    }
  }

  /** An approval keeps a release when that is what is asked: a button of an older message must not say more than it showed. */
  async function checkAsked(incident: string, word: 'sign-off' | 'keep' | 'roll-back'): Promise<void> {
    const asksToKeep = (await gateway.view(incident)).ladder?.step === 'decide';
    if (asksToKeep === (word !== 'sign-off')) return;
    const reason = asksToKeep ? 'It is signed already, and asked whether to keep it or roll it back' : 'Nobody is asked whether to keep the release any more';
    throw new DayshiftError('refused', { reason, advice: 'Open the incident to see what is asked now.' });
  }
}

/** Waits for the work, but no longer than that; it goes on. */
async function orGoOn(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => { timer = setTimeout(resolve, milliseconds); });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
