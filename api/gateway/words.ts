// How does a person's word reach the incident? As an update: refused with a reason, or it has happened when the answer comes.
import { WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { z } from 'zod';
import { Acknowledge, Assign, Build, Cancel, Decline, HandOver, Join, JudgeGate, Note, SignOff } from '../../src/contracts/people';
import { DayshiftError } from '../../src/errors';
import { acknowledgeUpdate, assignUpdate, buildUpdate, cancelUpdate, declineUpdate, handOverUpdate, joinUpdate, judgeGateUpdate, noteUpdate, signOffUpdate } from '../../workflows/messages';
import type { Runs } from './runs';
import { asking, isNotFound } from './temporal-faults';

const ANSWER_WITHIN_MS = 15_000;

/** By the last part of the address; each with its update's name and its shape. */
export const WORDS = {
  acknowledge: { update: acknowledgeUpdate.name, shape: Acknowledge },
  assign: { update: assignUpdate.name, shape: Assign },
  decline: { update: declineUpdate.name, shape: Decline },
  'hand-over': { update: handOverUpdate.name, shape: HandOver },
  join: { update: joinUpdate.name, shape: Join },
  build: { update: buildUpdate.name, shape: Build },
  'judge-gate': { update: judgeGateUpdate.name, shape: JudgeGate },
  'sign-off': { update: signOffUpdate.name, shape: SignOff },
  note: { update: noteUpdate.name, shape: Note },
  cancel: { update: cancelUpdate.name, shape: Cancel },
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
      throw refusal(error) ?? error;
    }
  };
}

function closed(): DayshiftError {
  return new DayshiftError('refused', { reason: 'The incident is closed', advice: 'Its record is kept; the same trouble coming back opens a new incident.' });
}

function refusal(error: unknown): DayshiftError | undefined {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure) || error.cause.type !== 'refused') return undefined;
  const [found] = (error.cause.details ?? []) as ({ reason?: string; advice?: string } | undefined)[];
  return new DayshiftError('refused', { reason: found?.reason ?? error.cause.message, advice: found?.advice ?? 'See where the incident is and whose turn it is.' }, { cause: error });
}
