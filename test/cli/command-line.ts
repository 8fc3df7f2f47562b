// How is the command run in a test? In this process, with outputs that are kept.
import type { World } from '../../cli/commands/world';
import { run } from '../../cli/main';

export interface Ran { code: number; out: string; err: string }
export interface RunOptions extends Pick<World, 'wait' | 'openBrowser'> { token?: string; cwd?: string; env?: Record<string, string>; signal?: AbortSignal; tty?: boolean; input?: AsyncIterable<Buffer>; onOut?: (all: string) => void; onErr?: (all: string) => void }

export async function runCommand(address: string, argv: string[], options: RunOptions = {}): Promise<Ran> {
  const ran = { out: '', err: '' };
  const code = await run(argv, {
    out: { isTTY: options.tty, columns: 100, rows: 60, write: (text: string) => { ran.out += text; options.onOut?.(ran.out); } },
    err: { write: (text: string) => { ran.err += text; options.onErr?.(ran.err); } },
    env: { DAYSHIFT_API: address, ...(options.token ? { DAYSHIFT_TOKEN: options.token } : {}), ...options.env },
    input: options.input,
    cwd: options.cwd ?? process.cwd(),
    signal: options.signal ?? new AbortController().signal,
    timeZone: 'UTC',
    ...(options.wait ? { wait: options.wait } : {}),
    ...(options.openBrowser ? { openBrowser: options.openBrowser } : {}),
  });
  return { code, ...ran };
}
