// POST /api/v1/incidents/{id}/<word>: a person's word. Who says it comes from the credential, never from the body.
import type { Request } from 'express';
import { z } from 'zod';
import { Answer } from '../../src/contracts/http';
import { isAgent, type Principal } from '../../src/domain/access';
import { needFor } from '../../src/domain/actions';
import { Through } from '../../src/domain/vocabulary';
import { personAllowed } from '../access/allowed';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { WORDS, type WordBody, type WordName } from '../incident-gateway';
import { idempotencyKey } from '../keep-answer';
import { operation } from '../operation';

const Said = z.enum([Through.Api, Through.Cli, Through.Ide]).catch(Through.Api);

/** The key under which a repeat is answered the same: one person's, for one word. Throws `request-malformed`. */
export function keyOf(request: Request, by: string, word: string): string | undefined {
  const key = idempotencyKey(request);
  return key && `${word}/${by}/${key}`;
}

/** The door that a word came through, as the caller's own header says; an agent's is known by its credential, whatever it says. */
export function throughOf(request: Request, principal: Principal): Through {
  if (isAgent(principal)) return Through.Agent;
  return Said.parse(request.get('x-dayshift-through'));
}

/** What each word does, for people who read the reference. */
const SUMMARIES: Record<WordName, string> = {
  acknowledge: 'Say that you are on it', assign: 'Assign a developer', decline: 'Give the incident back to the product owner', 'hand-over': 'Hand the incident over to another developer',
  join: 'Help without being the assignee', build: 'Build a commit of the incident\'s branch', 'judge-gate': 'Decide on a gate that is inconclusive', 'sign-off': 'Approve or reject an artifact by its digest',
  withdraw: 'Take your approval back', ask: 'Ask a question on the decision card', delegate: 'Give your say on the card to somebody else', 'break-glass': 'Let an artifact out in spite of a gate',
  note: 'Add a note to the timeline', cancel: 'End the incident without a fix',
};

function camelCase(word: string): string {
  return word.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What a caller sends of a word: all but who says it and through what. */
function said(word: WordName): z.ZodObject {
  const { by: _, through: __, ...fields } = WORDS[word].shape.shape;
  return z.object(fields);
}

export function addWords(door: Door, { gateway, installation, logger }: ApiDeps): void {
  for (const word of Object.keys(WORDS) as WordName[]) addWord(word);

  function addWord<W extends WordName>(word: W): void {
    const declared = operation({
      id: camelCase(word), method: 'post', path: `/incidents/{id}/${word}`, tag: 'words', needs: needFor(camelCase(word)),
      summary: SUMMARIES[word],
      params: z.object({ id: z.string() }),
      body: { json: said(word) },
      answers: { 200: { description: 'It has happened.', json: Answer } },
      problems: ['incident-unknown', 'refused', 'unreachable'],
      repeats: 'itself',
    });
    door.add(declared, async ({ params, body, principal, request }) => {
      const by = personAllowed(principal, declared.id, installation);
      const text = await gateway.say(params.id, word, { ...body, by, through: throughOf(request, principal) } as unknown as WordBody<W>, keyOf(request, by, word));
      logger.info({ incident: params.id, word, by }, 'word taken');
      return { json: { accepted: true, text } satisfies Answer };
    });
  }
}
