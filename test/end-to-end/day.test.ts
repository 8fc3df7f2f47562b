// Does `npm start -- --once` play the whole day on the real service, also when its worker is killed in every phase?
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { IncidentList } from '../../src/contracts/http';
import { IncidentView } from '../../src/contracts/incident';
import { IncidentRecord } from '../../src/contracts/record';
import { Phase } from '../../src/domain/vocabulary';

const ROOT = path.join(__dirname, '..', '..');
const PATIENCE_MS = 15 * 60_000;

let folder: string;
let day: ChildProcess;
let output = '';
let exit: Promise<number | null>;
let known: string | undefined; // the incident's id

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dayshift day ')); // with a space
  day = spawn(process.execPath, ['--enable-source-maps', path.join(ROOT, 'dist', 'demo', 'main.js'), '--once', '--sign-off-by-hand', '--state', path.join(folder, 'state'), '--record', path.join(folder, 'day.json'), '--port-base', '17400'], { cwd: ROOT, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  exit = new Promise((resolve) => { day.once('exit', resolve); });
  for (const stream of [day.stdout, day.stderr]) stream?.on('data', (piece: Buffer) => { output += piece.toString(); });
}, PATIENCE_MS);

afterAll(async () => {
  if (day.exitCode === null) day.kill('SIGTERM');
  await exit;
  await rm(folder, { recursive: true, force: true });
}, PATIENCE_MS);

/** Waits for a claim; a day that ended before, or never gets there, fails with what it printed. */
async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask().catch(() => undefined); // a part that is being restarted does not answer
    if (answer !== undefined) return answer;
    if (Date.now() > end || day.exitCode !== null) throw new Error(`waited for: ${what}\n${output.slice(-6000)}\n${await troubles()}`);
    await delay(50);
  }
}

/** What the API wrote as gone wrong: the day itself only hears that something did. */
async function troubles(): Promise<string> {
  const log = await readFile(path.join(folder, 'state', 'logs', 'api.log'), 'utf8').catch(() => '');
  return log.split('\n').filter((line) => line.includes('"level":50')).slice(-5).join('\n');
}

async function incident(): Promise<IncidentView | undefined> {
  const api = /dashboard (http:\/\/[^/\s]+)/.exec(output)?.[1];
  if (!api) return undefined;
  known ??= IncidentList.parse(await (await fetch(`${api}/api/v1/incidents?state=open`)).json()).incidents[0]?.id;
  return known === undefined ? undefined : IncidentView.parse(await (await fetch(`${api}/api/v1/incidents/${known}`)).json());
}

/** When it is in that phase. One of a second may be over before anybody sees it: then in the one after it. */
async function inPhase(phase: Phase, orAfter?: Phase): Promise<IncidentView> {
  return until(`the phase ${phase}`, async () => {
    const view = await incident();
    return view?.phase === phase || (orAfter !== undefined && view?.phase === orAfter) ? view : undefined;
  });
}

/** By the pid that the supervisor wrote down: only ever the day's own worker. */
async function killWorker(): Promise<number> {
  const { pid } = JSON.parse(await readFile(path.join(folder, 'state', 'parts', 'worker.json'), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
  return pid;
}

test('three attempts, a sign-off by Temporal\'s command line, and a release that holds, with the worker killed in five phases', async () => {
  const killed: number[] = [];
  await inPhase(Phase.Build);
  killed.push(await killWorker());
  await inPhase(Phase.Functional);
  killed.push(await killWorker());
  const waiting = await inPhase(Phase.SignOff);
  killed.push(await killWorker());
  const digest = waiting.decision?.digest ?? '';
  const address = `127.0.0.1:${Number(/Temporal UI http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1]) - 1}`;
  const input = JSON.stringify({ by: 'olga', decision: 'approve', digest });
  await promisify(execFile)(process.env['DAYSHIFT_TEMPORAL'] ?? 'temporal', ['workflow', 'signal', '--address', address, '--workflow-id', waiting.workflowId, '--name', 'signOff', '--input', input]);
  await inPhase(Phase.Deploy, Phase.Verify);
  killed.push(await killWorker());
  await inPhase(Phase.Watch);
  killed.push(await killWorker());
  expect(new Set(killed).size).toBe(5); // each time another worker

  expect({ code: await exit, output: output.slice(-3000) }).toMatchObject({ code: 0 });
  const record = IncidentRecord.parse(JSON.parse(await readFile(path.join(folder, 'day.json'), 'utf8')));
  expect(record.incident.outcome).toBe('fixed');
  expect(record.attempts.map(({ verdict }) => verdict)).toEqual(['performance-failed', 'security-failed', 'passed']);
  expect(record.attempts.every(({ stages }) => stages[0]?.cells.length === 8 && stages[0].cells.every(({ verdict }) => verdict === 'passed'))).toBe(true);
  expect(record.impact.figures.every(({ query, value }) => query !== '' && value !== null)).toBe(true);
  expect(record.impact.figures[0]?.value).toBeGreaterThan(0.2);
  expect(record.acceptance.length).toBeGreaterThan(0);
  expect(record.acceptance.every(({ achieved }) => achieved)).toBe(true);
  expect(record.signOff).toMatchObject({ by: 'olga', digest, through: 'signal' });
  expect(record.release).toMatchObject({ digest, reportedDigest: digest });
  expect(record.verification).toEqual({ verdict: 'passed', symptomGone: true, alertCleared: true });
  expect(record.watch?.verdict).toBe('kept');
  expect(record.phases.every(({ from, to }) => from !== '' && to !== null)).toBe(true);
  expect(record.timeline.filter(({ kind }) => kind === 'deployed')).toHaveLength(1);
  const customers = JSON.parse(await readFile(path.join(folder, 'state', 'customers.json'), 'utf8')) as { networkErrors: number; requests: number };
  expect(customers.requests).toBeGreaterThan(100);
  expect(customers.networkErrors).toBe(0);
}, PATIENCE_MS);
