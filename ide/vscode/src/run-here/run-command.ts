// How is a check run as the pipeline would? By the dayshift command in the clone: what happens is told line by line, what it came to is read from its JSON.
import { spawn } from 'node:child_process';
import { z } from 'zod';
import { Problem } from '../../../../src/contracts/http';
import { CellResult, GateFault } from '../../../../src/contracts/result';

/** What the command prints. */
export const LocalEnd = z.object({
  passed: z.boolean(),
  results: z.array(CellResult),
  notRun: z.array(z.object({ id: z.string(), why: z.string() })),
  faults: z.array(GateFault.omit({ wrote: true })),
  more: z.number().int(),
  differs: z.array(z.string()),
  notes: z.array(z.string()),
  folder: z.string(), // of the evidence
});
export type LocalEnd = z.infer<typeof LocalEnd>;

export interface Order {
  command: readonly string[]; // the program and what it is given
  folder: string;
  line: (text: string) => void; // as it happens, without its end
  signal: AbortSignal; // ends it as Ctrl-C does
}

const MOST_JSON = 64 * 1024 * 1024; // characters
const ENDS_WITHIN_MS = 10_000; // it ends its checks' processes first

export class CommandMissing extends Error {
  constructor(program: string) {
    super(`The command “${program}” is not here. Checks are run by dayshift's command line: install it, or say in the setting dayshift.command where it is, e.g. “npx dayshift”.`);
    this.name = 'CommandMissing';
  }
}

/** Undefined when it was ended by the signal, or when it said on its lines why it could not run. Throws CommandMissing. */
export async function runCommand({ command: [program = '', ...given], folder, line, signal }: Order): Promise<LocalEnd | undefined> {
  const onWindows = process.platform === 'win32'; // there it is a script, which only a shell runs
  const child = spawn(onWindows ? quoted(program) : program, onWindows ? given.map(quoted) : given, { cwd: folder, shell: onWindows, windowsHide: true, env: { ...process.env, NO_COLOR: '1' } });
  const stop = (): void => {
    child.kill('SIGINT');
    setTimeout(() => { child.kill('SIGKILL'); }, ENDS_WITHIN_MS).unref();
  };
  signal.addEventListener('abort', stop);
  let out = '';
  let rest = '';
  const problem: string[] = []; // with --json what is wrong is a document, and the last that is said
  const take = (text: string): void => {
    if (problem.length > 0 || text === '{') problem.push(text);
    else line(text);
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => { if (out.length < MOST_JSON) out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    lines.forEach(take);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      child.on('error', (error: NodeJS.ErrnoException) => { reject(error.code === 'ENOENT' ? new CommandMissing(program) : error); });
      child.on('close', () => { resolve(); });
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (rest) take(rest);
  if (signal.aborted) return undefined;
  const end = readEnd(out);
  if (!end && problem.length > 0) line(wordsOf(problem.join('\n')));
  return end;
}

function wordsOf(document: string): string {
  const read = Problem.pick({ detail: true, advice: true }).safeParse(parsed(document));
  return read.success ? `${read.data.detail} ${read.data.advice}` : document;
}

function readEnd(out: string): LocalEnd | undefined {
  if (out.trim() === '') return undefined;
  const read = LocalEnd.safeParse(parsed(out));
  if (!read.success) throw new Error('The dayshift command did not answer as this extension expects. Install the version that your team\'s dayshift has.');
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // said above
  }
}

function quoted(word: string): string {
  return /^[\w@%+:,./\\=-]+$/.test(word) ? word : `"${word.replace(/"/g, '""')}"`;
}
