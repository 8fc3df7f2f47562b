// How does a person's word reach the incident? As an update: refused with a reason, or it has happened when the answer comes.
import type { Client } from '@temporalio/client';
import type { z } from 'zod';
import { Acknowledge, Ask, Assign, BreakGlass, Build, Cancel, Decline, Delegate, HandOver, Join, JudgeGate, Note, SignOff, Withdraw } from '../../src/contracts/people';
import { DayshiftError } from '../../src/errors';
import * as say from '../../workflows/messages';
import type { Runs } from './runs';
import { asking, isNotFound, refusal } from './temporal-faults';

const ANSWER_WITHIN_MS = 15_000;

/** By the last part of the address; each with its update's name and its shape. */
export const WORDS = {
  acknowledge: { update: say.acknowledgeUpdate.name, shape: Acknowledge },
  assign: { update: say.assignUpdate.name, shape: Assign },
  decline: { update: say.declineUpdate.name, shape: Decline },
  'hand-over': { update: say.handOverUpdate.name, shape: HandOver },
  join: { update: say.joinUpdate.name, shape: Join },
  build: { update: say.buildUpdate.name, shape: Build },
  'judge-gate': { update: say.judgeGateUpdate.name, shape: JudgeGate },
  'sign-off': { update: say.signOffUpdate.name, shape: SignOff },
  withdraw: { update: say.withdrawUpdate.name, shape: Withdraw },
  ask: { update: say.askUpdate.name, shape: Ask },
  delegate: { update: say.delegateUpdate.name, shape: Delegate },
  'break-glass': { update: say.breakGlassUpdate.name, shape: BreakGlass },
  note: { update: say.noteUpdate.name, shape: Note },
  cancel: { update: say.cancelUpdate.name, shape: Cancel },
} as const;
export type WordName = keyof typeof WORDS;
export type WordBody<W extends WordName> = z.infer<(typeof WORDS)[W]['shape']>;

/**
 * Says a word to an incident. With a key, the same key again is answered as the first time.
 * Throws `refused` (also when the incident is closed), `incident-unknown`, `unreachable`.
 */
export type Say = <W extends WordName>(id: string, word: W, body: WordBody<W>, key?: string) => Promise<string>;

export function createSay(client: Client, runs: Runs): Say {
  return async (id, word, body, key) => {
    const { workflowId, runId, status } = await runs.find(id);
    if (status.name !== 'RUNNING') throw closed();
    const handle = client.workflow.getHandle(workflowId, runId);
    const options = { args: [body] as [typeof body], ...(key ? { updateId: key } : {}) };
    try {
      return await asking('the worker', () => client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => handle.executeUpdate<string, [typeof body]>(WORDS[word].update, options)));
    } catch (error) {
      if (isNotFound(error)) throw closed();
      throw refusal(error, 'See where the incident is and whose turn it is.') ?? error;
    }
  };
}

function closed(): DayshiftError {
  return new DayshiftError('refused', { reason: 'The incident is closed', advice: 'Its record is kept; the same trouble coming back opens a new incident.' });
}
