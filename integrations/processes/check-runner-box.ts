// Which box does a command run in? Its own process group always; bubblewrap around it where it is installed and allowed.
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { DayshiftError } from '../../src/errors';

export interface Place {
  folder: string; // the checkout
  runFolder: string; // the run's HOME and TMPDIR
}
export interface Wrapped {
  file: string;
  args: string[];
  holdsBox: boolean; // the process started is bubblewrap: file descriptor 3 says whether the box stood, and all in it ends with it
}
export interface Box {
  name: string; // what was used, and why not more
  wrap(argv: readonly [string, ...string[]], place: Place): Wrapped;
}
export interface Boxes {
  /** The box for a network; throws `box-too-weak` where it cannot be kept away. */
  forNetwork(network: 'full' | 'none'): Promise<Box>;
}

const PROBE_MILLISECONDS = 10_000;

function bubblewrapArguments(network: 'full' | 'none', writable: readonly string[]): string[] {
  return [
    '--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc',
    '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--die-with-parent', // of a worker that is killed nothing in its boxes goes on
    ...writable.flatMap((folder) => ['--bind', folder, folder]),
    ...(network === 'none' ? ['--unshare-net'] : []), // bubblewrap brings the box's own loopback up
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
function findObstacle(program: string, network: 'full' | 'none'): Promise<string | undefined> {
  const args = [...bubblewrapArguments(network, []), '--', '/bin/sh', '-c', ':'];
  return new Promise((resolve) => {
    execFile(program, args, { timeout: PROBE_MILLISECONDS }, (error, _out, said) => {
      resolve(error ? `is refused here: ${said.trim().split('\n')[0] || error.message}` : undefined);
    });
  });
}

function bare(why: string): Box {
  return { name: `process group (bubblewrap ${why})`, wrap: ([file, ...args]) => ({ file, args, holdsBox: false }) };
}

function bubblewrap(program: string, writable: readonly string[], network: 'full' | 'none'): Box {
  return {
    name: `process group, bubblewrap${network === 'none' ? ', no network' : ''}`,
    wrap: (argv, { folder, runFolder }) => ({
      file: program,
      args: [
        ...bubblewrapArguments(network, [...writable.map((one) => path.resolve(one)), folder, runFolder]),
        '--json-status-fd', '3', '--chdir', folder, '--', ...argv,
      ],
      holdsBox: true,
    }),
  };
}

/** Each kind of box is tried once; `writable` are folders that commands may write to beside their own. */
export function createBoxes(sandbox: 'auto' | 'off', writable: readonly string[]): Boxes {
  const chosen = new Map<'full' | 'none', Promise<Box | string>>();

  /** Bubblewrap, or why not. */
  async function choose(network: 'full' | 'none'): Promise<Box | string> {
    if (sandbox === 'off') return 'is switched off';
    if (process.platform !== 'linux') return 'is for Linux';
    const program = findBubblewrap();
    if (!program) return 'is not installed';
    return await findObstacle(program, network) ?? bubblewrap(program, writable, network);
  }

  async function forNetwork(network: 'full' | 'none'): Promise<Box> {
    const choice = chosen.get(network) ?? choose(network);
    chosen.set(network, choice);
    const box = await choice;
    if (typeof box !== 'string') return box;
    if (network === 'none') throw new DayshiftError('box-too-weak', { what: '`network: none`', reason: `bubblewrap ${box}` });
    return bare(box);
  }

  return { forNetwork };
}
