// What was asked of `npm start`? Flags after `--`; an unknown one is refused with the list.
import { Command, InvalidArgumentError } from 'commander';
import { isStory, STORIES, type Story } from './stories';

export interface Flags {
  once: boolean; // end with the day
  handsOn: boolean; // leave the fix and the sign-off to the person
  record?: string; // file for the final record
  fresh: boolean; // forget earlier state
  portBase: number;
  state?: string; // folder, default `.dayshift`
  signOffByHand: boolean; // leave only the sign-off to the person
  story: Story;
}

const DEFAULT_PORT_BASE = 7400;

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port > 65000) throw new InvalidArgumentError('give a number from 1024 to 65000');
  return port;
}

function parseStory(name: string): Story {
  if (!isStory(name)) throw new InvalidArgumentError(`give one of ${Object.keys(STORIES).join(', ')}`);
  return name;
}

/** @param terminal whether a person is there to end the day with Ctrl-C; without one it ends by itself. */
export function readFlags(argv: string[], terminal: boolean): Flags {
  const command = new Command('npm start --')
    .option('--once', 'end with the day; exit code 0 only if the day ended as its story says, with the fix verified and watched in production')
    .option('--story <name>', `which day is played: ${Object.keys(STORIES).join(', ')}`, parseStory, 'day')
    .option('--hands-on', 'leave the fix and the sign-off to you')
    .option('--sign-off-by-hand', 'leave the sign-off to you')
    .option('--record <file>', 'write the incident\'s final record as JSON')
    .option('--fresh', 'forget earlier state')
    .option('--port-base <number>', 'first port to try', parsePort, DEFAULT_PORT_BASE)
    .option('--state <folder>', 'where state is kept, default .dayshift, or .dayshift-<story> for a story that sends a release back')
    .allowExcessArguments(false);
  const read = command.parse(argv, { from: 'user' }).opts<{ once?: boolean; handsOn?: boolean; signOffByHand?: boolean; record?: string; fresh?: boolean; portBase: number; state?: string; story: Story }>();
  return {
    once: read.once ?? !terminal, handsOn: read.handsOn ?? false, signOffByHand: read.signOffByHand ?? false,
    record: read.record, fresh: read.fresh ?? false, portBase: read.portBase, state: read.state, story: read.story,
  };
}
