// How is a person's word said by the command line? To the API by their token; what it answers is printed.
import type { Command } from 'commander';
import type { Word } from '../../client/api-client';
import { CliFault, apiOf, printLines } from './world';
import type { World } from './world';

export async function say(command: Command, world: World, id: string, word: Word, body: Record<string, unknown>): Promise<void> {
  const answer = await apiOf(command, world).say(id, word, body);
  if (!answer.accepted) throw new CliFault(answer.text, `See where the incident is: dayshift show ${id}`);
  printLines(world, [answer.text]);
}
