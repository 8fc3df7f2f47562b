// What does a newcomer wait for? `npm start -- --once`: until the dashboard answers, until the end, and the memory of all at its peak.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { figure, type Figures } from './figures';
import { createMemoryWatch } from './processes';

const LIMIT = { seconds: 300, dashboardSeconds: 15, megabytes: 1536 };
const PORT_BASE = 17_400;
const START = path.join(__dirname, '..', '..', 'scripts', 'start.mjs');

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(1000) }).then((response) => response.ok, () => false);
}

/** The set-up was done before: it runs again, and finds everything. */
export async function demo(say: (line: string) => void): Promise<Figures> {
  const state = await mkdtemp(path.join(tmpdir(), 'dayshift-bench-demo-'));
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const child = spawn(process.execPath, [START, '--once', '--state', state, '--port-base', String(PORT_BASE)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
  const ended = once(child, 'exit').then(([code]) => Number(code ?? 1));
  let isRunning = true;
  void ended.finally(() => { isRunning = false; });

  const figures = { dashboard: NaN, peak: 0 };
  const megabytes = createMemoryWatch(child.pid ?? -1);
  const lookAtMemory = async (): Promise<void> => {
    for (; isRunning; await delay(1000)) figures.peak = Math.max(figures.peak, await megabytes());
  };
  const lookAtDashboard = async (): Promise<void> => {
    for (; isRunning; await delay(100)) {
      const [, address] = /^dashboard (https?:\/\/[^/\s]+)/m.exec(output) ?? [];
      if (!address || !(await answers(address))) continue;
      figures.dashboard = since();
      say(`the dashboard answers after ${figures.dashboard.toFixed(1)} s`);
      return;
    }
  };
  await Promise.all([lookAtMemory(), lookAtDashboard(), ended]);
  const seconds = since();
  const code = await ended;
  if (code !== 0) throw new Error(`npm start -- --once ended with ${code} (its state is in ${state}):\n${output.split('\n').slice(-30).join('\n')}`);
  await rm(state, { recursive: true, force: true });
  return {
    'npm start -- --once': figure(seconds, 's', LIMIT.seconds, 1),
    'until the dashboard answers': figure(figures.dashboard, 's', LIMIT.dashboardSeconds, 1),
    'memory of everything at its peak, browsers apart': figure(figures.peak, 'MB', LIMIT.megabytes, 1),
  };
}
