// What does the pipeline cost? The demo's checks beside the same commands in a shell script; a large report; a large log that many follow.
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createFileStore } from '../integrations/file-store';
import { createProcessRunner } from '../integrations/processes/check-runner';
import { figure, median, type Figures } from './figures';
import { followLog } from './pipeline-followers';
import { prepareShop } from './pipeline-shop';

const run = promisify(execFile);
const GOAL = { overhead: 1.05, cancelSeconds: 5, reportSeconds: 1, reportMegabytes: 150, workerMegabytes: 250 };
const CASES = 10_000;
const LINES = 1_048_576; // of a hundred bytes
const READERS = 50;
const ROUNDS = 2;

export async function pipeline(say: (line: string) => void): Promise<Figures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-bench-pipeline-'));
  try {
    return { ...(await report(folder, say)), ...(await cancelled(folder)), ...(await log(folder, say)), ...(await checks(folder, say)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** By turns, so that both meet the same machine. */
async function checks(folder: string, say: (line: string) => void): Promise<Figures> {
  const shop = await prepareShop(path.join(folder, 'shop'));
  try {
    const ours: number[] = [];
    const shell: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const attempt = await shop.byDayshift();
      ours.push(attempt.seconds);
      say(`the demo's checks through dayshift: ${attempt.seconds.toFixed(1)} s (${attempt.commands} commands)`);
      shell.push(await shop.byShell());
      say(`the same commands in a shell script: ${shell.at(-1)?.toFixed(1)} s`);
    }
    return { 'the demo\'s checks, beside the same commands in a shell script': figure(median(ours), 's', median(shell), GOAL.overhead) };
  } finally {
    await shop.stop();
  }
}

/** From the word to the last process gone: a command that is deaf to TERM, with two children that are too. */
async function cancelled(folder: string): Promise<Figures> {
  const runner = createProcessRunner({ stateFolder: path.join(folder, 'runs'), logs: createFileStore(path.join(folder, 'evidence')) });
  const cancel = new AbortController();
  const deaf = 'trap "" TERM; for n in 1 2; do sh -c "trap \'\' TERM; while :; do sleep 1; done" & done; touch up; wait';
  const checkout = path.join(folder, 'deaf');
  await mkdir(checkout);
  const order = { id: 'bench/deaf', command: deaf, folder: checkout, env: {}, timeoutSeconds: 600, log: 'bench/1/deaf', secrets: [] };
  const running = runner.run(order, { signal: cancel.signal, onProgress: () => undefined });
  while (!(await readdir(checkout)).includes('up')) await delay(20);
  const began = performance.now();
  cancel.abort();
  await running;
  return { 'a cancelled command that is deaf to TERM, until its last process is gone': figure((performance.now() - began) / 1000, 's', GOAL.cancelSeconds, 1) };
}

async function report(folder: string, say: (line: string) => void): Promise<Figures> {
  const file = path.join(folder, 'junit.xml');
  const out = createWriteStream(file);
  out.write(`<testsuites tests="${CASES}"><testsuite name="all" tests="${CASES}" failures="100">`);
  for (let at = 1; at <= CASES; at += 1) {
    const failure = at % 100 === 0 ? `<failure message="expected 200, found 401">Error: expected 200, found 401\n    at test (tests/login-${at}.spec.ts:${at}:7)</failure>` : '';
    out.write(`<testcase classname="suite ${at % 50}" name="accepts the customer number ${at}" time="0.0${at % 10}" file="tests/login-${at}.spec.ts">${failure}<system-out>a line of output of test ${at}</system-out></testcase>`);
  }
  out.end('</testsuite></testsuites>');
  await finished(out);
  const { stdout } = await run(process.execPath, [path.join(__dirname, 'pipeline-report.js'), file]);
  say(stdout);
  const { seconds, megabytes, total } = JSON.parse(stdout) as { seconds: number; megabytes: number; total: number };
  if (total !== CASES) throw new Error(`the report has ${CASES} cases, and ${total} were read`);
  return {
    [`${CASES} test cases read, judged and stored`]: figure(seconds, 's', GOAL.reportSeconds, 1),
    'the whole process that did it, at its peak': figure(megabytes, 'MB', GOAL.reportMegabytes, 1),
  };
}

async function log(folder: string, say: (line: string) => void): Promise<Figures> {
  const id = 'bench/1/log';
  const worker = run(process.execPath, [path.join(__dirname, 'pipeline-log.js'), folder, id, String(LINES)]);
  const followed = await followLog({ folder: path.join(folder, 'evidence'), id, readers: READERS, lines: LINES, say });
  const { stdout } = await worker;
  say(stdout);
  const { ended, megabytes } = JSON.parse(stdout) as { ended: string; megabytes: number };
  if (ended !== 'exited') throw new Error(`the command that wrote the log was ended: ${ended}`);
  return {
    [`readers of a live log of ${Math.round(LINES / 10_000)} MB that lost nothing`]: figure(followed.whole, 'readers', READERS),
    'the worker that wrote it, at its peak': figure(megabytes, 'MB', GOAL.workerMegabytes, 1),
  };
}
