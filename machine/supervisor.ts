// What keeps the parts of the day running? Each part is a process with a readiness question; a part that dies is started again.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isRunning, type ProcessIdentity } from '../integrations/process-identity';
import { DayshiftError } from '../src/errors';

export interface Part {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  /** Asked until it answers true; a part without a question is ready when it was started. */
  ready?: () => Promise<boolean>;
  readyWithinSeconds?: number;
  once?: boolean; // it ends by itself, and is not started again
}

interface Running { part: Part; child: ChildProcess; file: string; since: number; deaths: number }

const GRACE_MS = 10_000;
const RESTART_AFTER_MS = 50;
const RESTART_AT_MOST_MS = 5000; // a part that dies again and again must not spin
const STEADY_MS = 10_000; // a part that ran this long starts afresh at once
const TRIES = 3; // to become ready for the first time

export class Supervisor {
  private readonly running = new Map<string, Running>();
  private stopping = false;

  constructor(private readonly folder: string, private readonly log: (line: string) => void) {
    mkdirSync(this.pidFolder, { recursive: true });
    mkdirSync(path.join(folder, 'logs'), { recursive: true });
  }

  private get pidFolder(): string {
    return path.join(this.folder, 'parts');
  }

  logFile(name: string): string {
    return path.join(this.folder, 'logs', `${name}.log`);
  }

  pidOf(name: string): number | undefined {
    return this.running.get(name)?.child.pid;
  }

  /** Starts a part and waits until it is ready. Throws DayshiftError `part-not-ready` with the end of its log. */
  async start(part: Part): Promise<void> {
    this.launch(part);
    const end = Date.now() + (part.readyWithinSeconds ?? 60) * 1000;
    while (part.ready && !(await part.ready().catch(() => false))) {
      if (this.stopping) return;
      const hopeless = (this.running.get(part.name)?.deaths ?? 0) >= TRIES;
      if (hopeless || Date.now() > end) throw new DayshiftError('part-not-ready', { part: part.name, file: this.logFile(part.name), tail: this.tail(part.name) });
      await delay(50);
    }
  }

  private launch(part: Part, deaths = 0): void {
    const out = createWriteStream(this.logFile(part.name), { flags: 'a' });
    const child = spawn(part.command, part.args, { cwd: part.cwd, env: { ...given(process.env), ...part.env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    child.stdout.pipe(out, { end: false });
    child.stderr.pipe(out, { end: false });
    child.on('error', (error) => out.write(`could not be started: ${error.message}\n`));
    const file = path.join(this.pidFolder, `${part.name}.json`);
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (identity) writeFileSync(file, JSON.stringify(identity));
    this.running.set(part.name, { part, child, file, since: Date.now(), deaths });
    child.once('exit', (code, signal) => {
      out.end();
      const ended = this.running.get(part.name);
      if (this.stopping || part.once || ended?.child !== child) return;
      const again = Date.now() - ended.since > STEADY_MS ? 1 : deaths + 1;
      this.log(`${part.name} ended (${signal ?? `exit code ${code}`}); starting it again`);
      setTimeout(() => { if (!this.stopping && this.running.has(part.name)) this.launch(part, again); }, Math.min(RESTART_AT_MOST_MS, RESTART_AFTER_MS * 2 ** (again - 1)));
    });
  }

  private tail(name: string): string {
    return readFileSync(this.logFile(name), 'utf8').split('\n').slice(-15).join('\n');
  }

  /** Ends one part for good. */
  async stop(name: string): Promise<void> {
    const one = this.running.get(name);
    if (!one) return;
    this.running.delete(name);
    await endChild(one.child);
    rmSync(one.file, { force: true });
  }

  /** Ends every part, the last started first. */
  async stopAll(): Promise<void> {
    this.stopping = true;
    for (const name of [...this.running.keys()].reverse()) await this.stop(name);
  }

  /** Ends what an earlier run that was killed left behind, by pid and start time; never by name. */
  async endLeftOvers(): Promise<number> {
    const files = readdirSync(this.pidFolder).map((name) => path.join(this.pidFolder, name));
    for (const file of files) {
      await endIdentity(JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity);
      rmSync(file, { force: true });
    }
    return files.length;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signalGroup(child.pid, 'SIGTERM');
  const patience = setTimeout(() => { if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL'); }, GRACE_MS);
  await gone;
  clearTimeout(patience);
}

async function endIdentity(identity: ProcessIdentity): Promise<void> {
  if (!isRunning(identity)) return;
  signalGroup(identity.pid, 'SIGTERM');
  const end = Date.now() + GRACE_MS;
  while (isRunning(identity) && Date.now() < end) await delay(50);
  if (isRunning(identity)) signalGroup(identity.pid, 'SIGKILL');
}

/** What a part may see of this process's environment: where programs are, and where traces go. */
function given(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value !== undefined && (name === 'PATH' || name === 'HOME' || name.startsWith('OTEL_')) ? [[name, value]] : [])));
}
