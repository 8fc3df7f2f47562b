// dayshift completion: what a shell offers when one presses Tab, ids of open incidents and names of services too.
import { Argument as Written, type Command } from 'commander';
import type { RootCommand } from '@bomb.sh/tab' with { 'resolution-mode': 'import' };
import type { ApiClient } from '../../client/api-client';
import { apiOf } from './world';
import type { World } from './world';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
const ASK_WITHIN_MS = 1500; // a shell waits for no silent server

interface Offered { value: string; description: string }
/** By the name of an argument or option: what stands there. */
type Known = Record<string, Offered[]>;

export function addCompletion(program: Command, world: World): void {
  program.command('completion').addArgument(new Written('<shell>', 'your shell').choices(SHELLS)).description('print what makes your shell complete this command, e.g. `source <(dayshift completion bash)`')
    .action(async (shell: string) => {
      const { script } = await import('@bomb.sh/tab');
      script(shell, program.name(), program.name());
    });
  program.command('complete', { hidden: true }).argument('[words...]').helpOption(false)
    .action(async (words: string[], _options: object, command: Command) => {
      const { RootCommand: Root } = await import('@bomb.sh/tab');
      const root = new Root();
      describe(root, program, '', await knownTo(apiOf(command, world), words));
      root.parse(words);
    });
}

/** Every visible command with its options, arguments and their values, as the library wants them. */
function describe(root: RootCommand, command: Command, path: string, known: Known): void {
  const target = path === '' ? root : root.command(path, command.description());
  for (const option of command.createHelp().visibleOptions(command)) {
    const long = option.long?.slice(2);
    if (long === undefined) continue;
    const takes = option.required || option.optional;
    const offered = option.argChoices?.map((value) => ({ value, description: '' })) ?? known[long] ?? [];
    const short = option.short?.slice(1);
    if (takes) target.option(long, option.description, (offer) => { for (const { value, description } of offered) offer(value, description); }, short);
    else target.option(long, option.description, short ?? '');
  }
  for (const argument of command.registeredArguments) {
    const offered = argument.argChoices?.map((value) => ({ value, description: '' })) ?? known[argument.name()] ?? [];
    target.argument(argument.name(), (offer) => { for (const { value, description } of offered) offer(value, description); }, argument.variadic);
  }
  for (const inner of command.createHelp().visibleCommands(command)) if (inner.name() !== 'help') describe(root, inner, path === '' ? inner.name() : `${path} ${inner.name()}`, known);
}

/** Nothing while a first word is written, and nothing when dayshift does not answer in time: the rest is offered all the same. */
async function knownTo(api: ApiClient, words: readonly string[]): Promise<Known> {
  if (words.length < 2) return {};
  const late = new Promise<undefined>((resolve) => { setTimeout(() => resolve(undefined), ASK_WITHIN_MS).unref(); });
  const list = await Promise.race([api.incidents('open', { limit: 50 }).catch(() => undefined), late]);
  const incidents = list?.incidents ?? [];
  const services = [...new Set(incidents.map(({ service }) => service))].map((value) => ({ value, description: 'service' }));
  return { id: incidents.map(({ id, title }) => ({ value: id, description: title.replace(/\s+/g, ' ') })), service: services };
}
