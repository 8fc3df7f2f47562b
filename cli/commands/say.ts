// How is a person's word said by the command line? To the API by their token; what it answers is printed.
import type { Command } from 'commander';
import type { Word } from '../../client/api-client';
import type { Answer } from '../../src/contracts/http';
import { clean } from '../tree/text';
import { wantsJson } from './declare';
import { CliFault, apiOf, printJson, printLines } from './world';
import type { World } from './world';

/** What a word is said to. */
export const INCIDENT = ['<id>', 'the incident'] as const;

/** `more`: lines for people, after the answer. */
export async function say(command: Command, world: World, id: string, word: Word, body: Record<string, unknown>, more: string[] = []): Promise<void> {
  const answer = await apiOf(command, world).say(id, word, body);
  if (!answer.accepted) throw new CliFault(answer.text, `See where the incident is: dayshift show ${id}`);
  printAnswer(command, world, answer, more);
}

export function printAnswer(command: Command, world: World, answer: Answer, more: string[] = []): void {
  if (wantsJson(command)) return printJson(world, answer);
  printLines(world, [clean(answer.text), ...more]);
}
