// Can everybody look? A thousand viewers of one incident, and ten thousand open incidents on one board, with real processes of everything.
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPortFinder } from '../machine/ports';
import { Supervisor } from '../machine/supervisor';
import { startEmbeddedPostgres } from '../integrations/postgres/embedded';
import { startApi } from './api-process';
import { fillBoard, lookAtBoard } from './dashboard-board';
import { viewersOfOne } from './dashboard-watched';
import { figure, type BenchOptions, type Figures } from './figures';
import { createMemoryWatch } from './processes';
import { aServer } from './server';

const GOAL = { viewerMs: 250, queries: 1, apiMegabytes: 300, boardMs: 300 };

export async function dashboard(say: (line: string) => void, { incidents }: BenchOptions): Promise<Figures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-bench-dashboard-'));
  const ports = createPortFinder(20_000 + Math.floor(Math.random() * 20_000));
  const metricsPort = await ports();
  const server = await aServer({ metricsPort });
  const supervisor = new Supervisor(folder, () => undefined);
  const postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), port: await ports(), log: () => undefined });
  try {
    await supervisor.start({
      name: 'worker', command: process.execPath, args: [path.join(__dirname, 'dashboard-worker.js')],
      env: { BENCH_FOLDER: folder, TEMPORAL_ADDRESS: server.address }, ready: () => access(path.join(folder, 'worker-ready')).then(() => true, () => false),
    });
    const api = await startApi({ temporal: server.address, folder, archive: await postgres.createDatabase('dayshift') });
    try {
      const memory = { api: createMemoryWatch(api.pid()), worker: createMemoryWatch(supervisor.pidOf('worker') ?? -1) };
      const there = { server, metrics: `http://127.0.0.1:${metricsPort}/metrics`, api: api.address, memory, say };
      const watched = await viewersOfOne(there);
      await fillBoard(there, incidents);
      const board = await lookAtBoard(there);
      return {
        'a change until a viewer of a thousand has it, from when it was said (p50)': figure(watched.p50, 'ms', GOAL.viewerMs),
        'the same (p99)': figure(watched.p99, 'ms', GOAL.viewerMs, 1),
        'of it until Temporal had taken it (p50)': figure(watched.said, 'ms'),
        'workflow queries for each decision of the workflow': figure(watched.queriesPerDecision, 'queries', GOAL.queries, 1),
        'the API\'s memory with a thousand viewers (peak)': figure(watched.apiMegabytes, 'MB', GOAL.apiMegabytes, 1),
        [`the board's first page of ${incidents} open ones (p50)`]: figure(board.p50, 'ms', GOAL.boardMs),
        'the same (p95)': figure(board.p95, 'ms', GOAL.boardMs, 1),
        'the first time, when nothing of it is known': figure(board.first, 'ms'),
        'the first page of the list over HTTP (p95)': figure(board.listP95, 'ms', GOAL.boardMs, 1),
        'lists and counts that Temporal is asked for while the board is looked at': figure(board.listings, '1/s'),
        'workflow queries while the board is looked at and nothing changes': figure(board.queries, '1/s'),
        [`the API's memory with ${incidents} open ones (peak)`]: figure(board.apiMegabytes, 'MB', GOAL.apiMegabytes, 1),
        [`the worker's memory with ${incidents} open ones (peak)`]: figure(board.workerMegabytes, 'MB'),
      };
    } finally {
      await api.stop();
    }
  } finally {
    await supervisor.stopAll();
    await postgres.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
