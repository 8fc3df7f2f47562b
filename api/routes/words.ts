// POST /api/v1/incidents/:id/<word>: a person's word. Who says it comes from the token, never from the body.
import express, { Router, type Request } from 'express';
import { z } from 'zod';
import type { Answer } from '../../src/contracts/http';
import { Through } from '../../src/domain/vocabulary';
import { DayshiftError } from '../../src/errors';
import type { ApiDeps } from '../deps';
import { WORDS, type WordBody, type WordName } from '../incident-gateway';
import type { Callers } from '../middleware/caller';
import { parseBody, partOf } from '../middleware/parse';

const LARGEST_BODY = '64kb';
const Door = z.enum([Through.Api, Through.Cli, Through.Ide]).catch(Through.Api);
const Key = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'use up to 200 printable characters').optional();

/** The key under which a repeat is answered the same: one person's, for one word. Throws `body-malformed`. */
export function keyOf(request: Request, by: string, word: string): string | undefined {
  const key = Key.safeParse(request.get('idempotency-key'));
  if (!key.success) throw new DayshiftError('body-malformed', { faults: `the header Idempotency-Key: ${key.error.issues[0]?.message ?? ''}` });
  return key.data && `${word}/${by}/${key.data}`;
}

/** What was sent, still to be parsed; who said it is the token's to tell, and through what the header's, whatever the body claims. */
export function saidBy(request: Request, by: string): object {
  const given: unknown = request.body;
  return { ...(typeof given === 'object' ? given : {}), by, through: Door.parse(request.get('x-dayshift-through')) };
}

export function wordRoutes({ gateway, logger }: ApiDeps, callers: Callers): Router {
  const router = Router();
  for (const word of Object.keys(WORDS) as WordName[]) addWord(word);

  function addWord<W extends WordName>(word: W): void {
    router.post(`/incidents/:id/${word}`, express.json({ limit: LARGEST_BODY }), async (request, response) => {
      const by = callers.personOf(request);
      const body = parseBody(WORDS[word].shape, saidBy(request, by)) as WordBody<W>;
      const id = partOf(request, 'id');
      const text = await gateway.say(id, word, body, keyOf(request, by, word));
      logger.info({ incident: id, word, by }, 'word taken');
      response.json({ accepted: true, text } satisfies Answer);
    });
  }

  return router;
}
