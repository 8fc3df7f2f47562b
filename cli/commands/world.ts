// What does a command get from outside? Output, environment, folder and the API; so that it can be run by a test.
import { Option } from 'commander';
import type { Command } from 'commander';
import { createApiClient } from '../../client/api-client';
import type { ApiClient } from '../../client/api-client';
import { lastAddress, tokenFor } from '../signed-in';
import type { Output } from '../tree';

export { CliFault } from '../cli-fault';

export interface World {
  out: Output;
  err: { write(text: string): unknown };
  input?: AsyncIterable<Buffer | string>; // what `-` reads
  ask?: (question: string) => Promise<string>; // only where a person sits at a terminal
  openBrowser?: (address: string) => Promise<boolean>; // as `ask`; whether one opened
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>; // between two questions; a test has its own
  env: Record<string, string | undefined>;
  cwd: string;
  signal: AbortSignal; // Ctrl-C
  timeZone?: string; // default: the reader's own
}

export const DEFAULT_ADDRESS = 'http://127.0.0.1:8080';

export function apiOption(world: World): Option {
  return new Option('--api <address>', 'dayshift\'s address').default(world.env['DAYSHIFT_API'] || lastAddress(world) || DEFAULT_ADDRESS, `DAYSHIFT_API, else where you signed in last, else ${DEFAULT_ADDRESS}`);
}

/** Throws CliFault when the tokens that were kept may not be used. */
export function apiOf(command: Command, world: World): ApiClient {
  const { api } = command.optsWithGlobals<{ api: string }>();
  return createApiClient({ address: api, token: tokenFor(api, 'person', world) });
}

/** NO_COLOR wins over FORCE_COLOR; without either, only a terminal that is not dumb gets colours. */
export function wantsColour({ env, out }: World): boolean {
  const forced = env['FORCE_COLOR'];
  if (env['NO_COLOR']) return false;
  if (forced) return forced !== '0' && forced !== 'false';
  return Boolean(out.isTTY) && env['TERM'] !== 'dumb';
}

export function widthOf({ out, env }: World): number {
  return Math.max(40, out.columns ?? (Number(env['COLUMNS']) || 100));
}

export function printJson(world: World, value: unknown): void {
  world.out.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function printLines(world: World, lines: string[]): void {
  world.out.write(`${lines.join('\n')}\n`);
}
