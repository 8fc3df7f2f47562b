// Which box does a command run in? Its own process group always; bubblewrap around it where it is installed and allowed.
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export interface Place {
  folder: string; // the checkout
  runFolder: string; // the run's HOME and TMPDIR
}
export interface Box {
  name: string; // what was used, and why not more
  /** The program to start. `tells`: file descriptor 3 says whether the box stood when the command ended. */
  wrap(command: string, place: Place): { file: string; args: string[]; tells: boolean };
}

const PROBE_MILLISECONDS = 10_000;
const SHELL = '/bin/sh';

function bubblewrapArguments(writable: readonly string[]): string[] {
  return [
    '--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc',
    '--unshare-pid', '--unshare-ipc', '--unshare-uts', // the network stays: checks talk to services
    ...writable.flatMap((folder) => ['--bind', folder, folder]),
  ];
}

/** Looked for on the worker's PATH; a check may declare another. */
function findBubblewrap(): string | undefined {
  const candidates = (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.resolve(folder, 'bwrap'));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Undefined when bubblewrap works here, else why it does not. */
function findObstacle(program: string): Promise<string | undefined> {
  const args = [...bubblewrapArguments([]), '--', SHELL, '-c', ':'];
  return new Promise((resolve) => {
    execFile(program, args, { timeout: PROBE_MILLISECONDS }, (error, _out, said) => {
      resolve(error ? `is refused here: ${said.trim().split('\n')[0] || error.message}` : undefined);
    });
  });
}

function bare(why: string): Box {
  return { name: `process group (bubblewrap ${why})`, wrap: (command) => ({ file: SHELL, args: ['-c', command], tells: false }) };
}

function bubblewrap(program: string, writable: readonly string[]): Box {
  return {
    name: 'process group, bubblewrap',
    wrap: (command, { folder, runFolder }) => ({
      file: program,
      args: [
        ...bubblewrapArguments([...writable.map((one) => path.resolve(one)), folder, runFolder]),
        '--json-status-fd', '3', '--chdir', folder, '--', SHELL, '-c', command,
      ],
      tells: true,
    }),
  };
}

/** Chooses the box once; `writable` are folders that commands may write to beside their own. */
export async function chooseBox(sandbox: 'auto' | 'off', writable: readonly string[]): Promise<Box> {
  if (sandbox === 'off') return bare('is switched off');
  if (process.platform !== 'linux') return bare('is for Linux');
  const program = findBubblewrap();
  if (!program) return bare('is not installed');
  const obstacle = await findObstacle(program);
  return obstacle === undefined ? bubblewrap(program, writable) : bare(obstacle);
}
