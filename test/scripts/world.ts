// A project in a temporary folder with a space in its name, with the real scripts and made-up programs around them.

import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(__dirname, '..', '..');

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Run {
  child: ChildProcess;
  /** Resolves once the output holds the text; rejects when the program ends without it. */
  says: (text: string) => Promise<void>;
  end: Promise<Outcome>;
}

export interface World {
  root: string;
  bin: string;
  cache: string;
  env: Record<string, string>;
  /** Writes a file below the project; gives its absolute path. */
  write: (path: string, text: string) => string;
  /** Writes a program for the PATH of this world. */
  program: (path: string, script: string) => string;
  /** Runs Node with these arguments in the project. */
  node: (args: string[], env?: Record<string, string>) => Run;
  remove: () => void;
}

/** What a part says for itself when it is asked for its version. */
export const says: Record<string, (version: string) => string> = {
  temporal: (version) => `temporal version ${version} (Server 1.32.0, UI 2.54.1)`,
  envoy: (version) => `envoy  version: 0a1b2c/${version}/Clean/RELEASE/BoringSSL`,
  prometheus: (version) => `prometheus, version ${version} (branch: HEAD)`,
  alertmanager: (version) => `alertmanager, version ${version} (branch: HEAD)`,
  chromium: (version) => `Chromium ${version}.79`,
};

/** The script of a made-up part. */
export function partScript(name: string, version: string): string {
  return `#!/bin/sh\necho "${says[name]?.(version) ?? ''}"\n`;
}

export function createWorld(): World {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'dayshift scripts ')));
  const root = join(base, 'a clone');
  const bin = join(base, 'bin');
  const cache = join(base, 'cache');
  mkdirSync(bin, { recursive: true });
  cpSync(join(repository, 'scripts'), join(root, 'scripts'), { recursive: true });
  for (const command of ['tar', 'gzip', 'git', 'sh']) linkCommand(command, bin);
  const env = { PATH: bin, HOME: join(base, 'home'), DAYSHIFT_CACHE: cache, DAYSHIFT_MIRROR: 'http://127.0.0.1:9', TMPDIR: base };

  function write(path: string, text: string): string {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
    writeFileSync(file, text);
    return file;
  }
  function program(path: string, script: string): string {
    const file = path.startsWith('/') ? path : join(bin, path);
    if (!file.startsWith(`${base}/`)) throw new Error(`${file} lies outside this world.`);
    mkdirSync(dirname(file), { recursive: true });
    // What stands there may be a link to a program of the machine, and writing would go through it.
    rmSync(file, { force: true });
    writeFileSync(file, script, { mode: 0o755 });
    return file;
  }
  function node(args: string[], more: Record<string, string> = {}): Run {
    return observe(spawn(process.execPath, args, { cwd: root, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] }));
  }
  return { root, bin, cache, env, write, program, node, remove: () => rmSync(base, { recursive: true, force: true }) };
}

/** Evaluates an expression over the names that one of the scripts' modules exports, in a process of its own. */
export async function evaluate(world: World, module: string, expression: string): Promise<unknown> {
  const program = `import * as module from ${JSON.stringify(join(world.root, 'scripts', module))};
    process.stdout.write(JSON.stringify(await (async () => (${expression}))()) ?? 'null');`;
  const { code, stdout, stderr } = await world.node(['--input-type=module', '-e', program]).end;
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as unknown;
}

/** What stands in a folder; nothing when there is none. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function observe(child: ChildProcess): Run {
  const output = { stdout: '', stderr: '' };
  const said = new EventEmitter();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (data: Buffer) => {
      output[name] += data.toString();
      said.emit('more');
    });
  }
  const end = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  function says(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      function look(): void {
        if ((output.stdout + output.stderr).includes(text)) resolve();
      }
      said.on('more', look);
      look();
      void end.then(() => reject(new Error(`It ended without saying "${text}":\n${output.stdout}${output.stderr}`)));
    });
  }
  return { child, says, end };
}

function linkCommand(command: string, bin: string): void {
  const folder = ['/usr/bin', '/bin', '/usr/local/bin', '/opt/homebrew/bin'].find((candidate) => namesIn(candidate).includes(command));
  if (!folder) throw new Error(`These tests need ${command}.`);
  symlinkSync(join(folder, command), join(bin, command));
}
