// How is a release's process started, found again after a restart, and ended? Every process of it carries the token of its start.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identify, listProcesses, startedWith, type ProcessIdentity } from '../process-identity';
import { replaceFile } from '../replace-file';
import { endGroup } from './check-runner-group';
import { createTracker } from './check-runner-members';
import { type Place, readRelease, type ReleaseFile, releaseFolder, removeRelease, withRelease, writeRelease } from './deployer-place';

const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
const SHOWN_LINES = 5;

/** A start that was overtaken by a later one, while its shell was coming up, does nothing. */
const GUARD = '[ "$(cat "$1")" = "$2" ] || exit 0; exec sh -c "$3"';

function marker(token: string): string {
  return `DAYSHIFT_RELEASE=${token}`;
}

/** The process that leads the release: the one written down, else one that carries the token. */
export function findLeader(release: ReleaseFile): ProcessIdentity | undefined {
  const known = release.leader;
  const all = listProcesses();
  if (known && all.some(({ pid, started }) => pid === known.pid && started === known.started)) return known;
  const marked = all.filter(({ pid }) => startedWith(pid, marker(release.token)));
  const leader = marked.find(({ pid, group }) => pid === group) ?? marked[0];
  return leader && { pid: leader.pid, started: leader.started };
}

export function isAlive(release: ReleaseFile): boolean {
  return findLeader(release) !== undefined;
}

/** Of this process's own variables those that any command needs; all others may be secrets. */
export function passedOn(): Record<string, string> {
  return Object.fromEntries(PASSED_ON.flatMap((name): [string, string][] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }));
}

function environmentOf(release: ReleaseFile): Record<string, string> {
  return { ...passedOn(), ...release.env, PORT: String(release.port), DAYSHIFT_DIGEST: release.digest, DAYSHIFT_RELEASE: release.token };
}

/** Starts the release detached, in its own process group, its output appended to `output.log`. What was left of an earlier start is ended first. Call it with the release's lock. */
export async function launch(place: Place, earlier: ReleaseFile, graceSeconds: number): Promise<ReleaseFile> {
  const folder = releaseFolder(place, earlier.id);
  const release = { ...earlier, token: randomUUID(), leader: undefined };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await replaceFile(join(folder, 'launch'), release.token); // first: an earlier start that is still on its way stops here
  await endProcess(earlier, graceSeconds);
  await writeRelease(place, release);
  const output = await open(join(folder, 'output.log'), 'a', 0o600);
  try {
    const child = spawn('sh', ['-c', GUARD, 'dayshift', join(folder, 'launch'), release.token, release.start], {
      cwd: join(folder, 'app'), env: environmentOf(release), detached: true, stdio: ['ignore', output.fd, output.fd],
    });
    await once(child, 'spawn'); // throws when there is no shell or no folder
    child.unref();
    const leader = child.pid === undefined ? undefined : identify(child.pid);
    return await writeRelease(place, { ...release, leader });
  } finally {
    await output.close();
  }
}

/** Starts it anew: what is on disk is ended first, whoever started it. */
export async function startProcess(place: Place, release: ReleaseFile, graceSeconds: number): Promise<ReleaseFile> {
  return withRelease(place, release.id, async () => launch(place, { ...release, ...await readRelease(place, release.id) }, graceSeconds));
}

/** Ends what runs of a release; with `remove` nothing of it is left. */
export async function endRelease(place: Place, id: string, { graceSeconds, remove }: { graceSeconds: number; remove: boolean }): Promise<void> {
  await withRelease(place, id, async () => {
    const release = await readRelease(place, id);
    if (release) await endProcess(release, graceSeconds);
    if (remove) await removeRelease(place, id);
  });
}

/** Everything that runs of the release. */
export function listMembers(release: ReleaseFile): number[] {
  return createTracker({ folder: marker(release.token), leader: findLeader(release) ?? release.leader }).look().map(({ pid }) => pid);
}

/** Ends every process of the release: SIGTERM to its group, SIGKILL after the grace. Nothing happens when none runs. */
export async function endProcess(release: ReleaseFile, graceSeconds: number): Promise<void> {
  const leader = findLeader(release) ?? release.leader;
  await endGroup(createTracker({ folder: marker(release.token), leader }), { graceSeconds, leader: leader?.pid });
}

/** The last lines that it wrote, for an error's reason. */
export async function lastOutput(place: Place, id: string): Promise<string> {
  const text = await readFile(join(releaseFolder(place, id), 'output.log'), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-SHOWN_LINES).join(' | ').slice(-500);
}
