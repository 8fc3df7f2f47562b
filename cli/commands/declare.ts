// What has every command beside its own? --json where it prints, and examples in its help.
import type { Command } from 'commander';

/** `shape`: what is printed then, as the guide names it. */
export function withJson(command: Command, shape = 'as the API answers it'): Command {
  return command.option('--json', `as JSON: ${shape}`);
}

export function wantsJson(command: Command): boolean {
  return command.opts<{ json?: boolean }>().json === true;
}

/** Each without `dayshift` before it. */
export function withExamples(command: Command, ...examples: string[]): Command {
  return command.addHelpText('after', `\nExample${examples.length > 1 ? 's' : ''}:\n${examples.map((example) => `  dayshift ${example}`.trimEnd()).join('\n')}`);
}
