// How is git called in a clone? As a program with a list of arguments, that asks nobody, ends in time, and can be called off.
import { execFile } from 'node:child_process';
import { shownAddress } from './remote-address';

export interface Place {
  folder: string;
  program?: string; // git's own path; default: as it is found
  signal?: AbortSignal; // ends it
}

/** What git answers with its exit code and both streams. `code` null: it was called off or took too long. */
export interface Answered { code: number | null; out: string; said: string }

/** Git did not do what it was asked for; the message is for people. */
export class GitFault extends Error {
  constructor(what: string, readonly answered: Answered) {
    super(`git could not ${what}: ${lastWords(answered)}`);
    this.name = 'GitFault';
  }
}

const LIMIT_MS = 5 * 60_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** Variables by which a git that started the editor would point ours at its own repository. */
const OF_ANOTHER_GIT = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_COMMON_DIR', 'GIT_PREFIX', 'GIT_NAMESPACE', 'GIT_CONFIG_PARAMETERS'];

function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
  for (const name of OF_ANOTHER_GIT) delete env[name];
  return env;
}

/** Answers whatever came of it; throws only when git cannot be started. */
export function askGit({ folder, program = 'git', signal }: Place, args: readonly string[]): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env: environment(), timeout: LIMIT_MS, maxBuffer: MOST_BYTES, windowsHide: true, ...(signal ? { signal } : {}) };
    execFile(program, ['-c', 'core.quotepath=off', ...args], options, (error, out, said) => {
      if (!error) return resolve({ code: 0, out, said });
      if (typeof error.code === 'number') return resolve({ code: error.code, out, said });
      if (error.name === 'AbortError' || error.killed) return resolve({ code: null, out, said });
      reject(new Error(`git could not be started: ${error.message}. Install git, or set \`git.path\`.`));
    });
  });
}

/** What git prints. Throws GitFault when it fails; `what` goes on after `git could not …`. */
export async function git(place: Place, what: string, args: readonly string[]): Promise<string> {
  const answered = await askGit(place, args);
  if (answered.code === 0) return answered.out;
  throw new GitFault(what, answered);
}

/** A commit by any of its names; undefined when it is not here. */
export async function commitOf(place: Place, name: string): Promise<string | undefined> {
  const { code, out } = await askGit(place, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  return code === 0 ? out.trim() : undefined;
}

/** The last thing that git said, without secrets. */
function lastWords({ code, said }: Answered): string {
  if (code === null) return 'it was called off, or took longer than 5 minutes';
  const lines = said.split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('hint:'));
  return lines.slice(-5).map((line) => line.replace(/[a-z][a-z0-9+.-]*:\/\/\S+/gi, shownAddress)).join(' ') || `exit code ${code}`;
}
