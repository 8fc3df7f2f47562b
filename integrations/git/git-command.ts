// How is git called? Plainly, as a program: what it answers is its exit code, which the wrappers do not hand on.
import { spawn } from 'node:child_process';
import { DayshiftError } from '../../src/errors';
import { withoutCredentials } from './address';

export interface GitAnswer {
  code: number | null; // null: ended by a signal or its time limit
  stdout: Buffer;
  stderr: string;
}
export interface GitPlace {
  gitFolder?: string;
  folder?: string; // working directory
}

const LIMIT_MILLISECONDS = 10 * 60 * 1000;

/** Variables by which a git that calls us, as in a hook, would point our git at its own repository. */
const OF_ANOTHER_GIT = [
  'GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_COMMON_DIR', 'GIT_PREFIX',
  'GIT_NAMESPACE', 'GIT_QUARANTINE_PATH', 'GIT_CONFIG_PARAMETERS', 'GIT_SHALLOW_FILE', 'GIT_GRAFT_FILE', 'GIT_REPLACE_REF_BASE',
];

function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_LFS_SKIP_SMUDGE: '1' }; // git-lfs fetches when it is told to
  env['GIT_SSH_COMMAND'] ??= 'ssh -o BatchMode=yes'; // asks nobody
  for (const name of OF_ANOTHER_GIT) delete env[name];
  return env;
}

/** Runs git to its end. Throws `source-control-broken` only when git itself cannot be started. */
export function git(args: readonly string[], place: GitPlace = {}): Promise<GitAnswer> {
  const named = place.gitFolder ? [`--git-dir=${place.gitFolder}`] : [];
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...named, ...args], { cwd: place.folder, env: environment(), stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MILLISECONDS });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', (cause) => reject(new DayshiftError('source-control-broken', { what: 'be started', reason: cause.message }, { cause })));
    child.once('close', (code) => resolve({ code, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() }));
  });
}

/** The last thing that git said, without secrets. */
export function lastWords(answer: GitAnswer): string {
  const said = withoutCredentials(answer.stderr.trim().split('\n').slice(-3).join(' '));
  return said || (answer.code === null ? `it was ended after ${LIMIT_MILLISECONDS / 60_000} minutes` : `exit code ${answer.code}`);
}

/** What git prints. Throws `source-control-broken` when it fails. */
export async function gitText(what: string, args: readonly string[], place: GitPlace = {}): Promise<string> {
  const answer = await git(args, place);
  if (answer.code === 0) return answer.stdout.toString();
  throw new DayshiftError('source-control-broken', { what, reason: lastWords(answer) });
}

/** Whether there is a file at `<commit>:<path>`: no folder, no submodule, nothing that is absent. */
export async function isFile(gitFolder: string, object: string): Promise<boolean> {
  const kind = await git(['cat-file', '-t', object], { gitFolder });
  return kind.code === 0 && kind.stdout.toString().trim() === 'blob';
}
