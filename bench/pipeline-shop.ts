// The demo's shop with a fix that is good, ready to be judged: through dayshift, and by a shell script that runs the same commands.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createActivities, type World } from '../activities';
import { buildCommit } from '../activities/build';
import { applyFixes } from '../demo/fixes';
import { createPortFinder } from '../machine/ports';
import { cloneRepository, createRepository } from '../demo/repository';
import { createFileStore } from '../integrations/file-store';
import { createGit } from '../integrations/git';
import { createHistory } from '../integrations/git/history';
import { createInMemoryDeployer, createInMemoryIntegrations, type InMemoryDeployer } from '../integrations/in-memory';
import { startEmbeddedPostgres } from '../integrations/postgres/embedded';
import { createProcessRunner } from '../integrations/processes/check-runner';
import { readReport } from '../integrations/reports';
import { parsePipelineFile } from '../src/config/pipeline-file';
import { PIPELINE_FILE } from '../src/domain/ids';
import { planAttempt } from '../src/domain/plan';
import type { AttemptView } from '../src/contracts/incident';
import { shellWord } from '../src/domain/shell-word';
import type { RunOrder } from '../src/ports/check-runner';
import { anInput, openDay, whenView, type DayHandle } from '../test/support/a-day';
import { createWorkers } from '../worker/create-worker';
import { assignUpdate, buildUpdate, cancelUpdate, incidentQuery } from '../workflows/messages';
import { gitText } from '../integrations/git/git-command';
import { aServer } from './server';

const run = promisify(execFile);
const SLOTS = 2; // as the demo has them
const PORT_BASE = 18_400;
const GOOD_FIXES = [1, 2, 3];
const LONGEST_ATTEMPT_MS = 600_000;
const LOOK_EVERY_MS = 3000; // seldom: each look costs the machine that is measured; the view's own times are what counts

export interface Shop {
  /** One attempt to its end; the seconds of its stages alone. */
  byDayshift(): Promise<{ seconds: number; commands: number }>;
  /** The commands of the last attempt, in their checkouts as they were left, as many side by side. */
  byShell(): Promise<number>;
  stop(): Promise<void>;
}

export async function prepareShop(folder: string): Promise<Shop> {
  await mkdir(folder, { recursive: true });
  const findPort = createPortFinder(PORT_BASE);
  const [postgres, { origin, main }, server] = await Promise.all([startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), port: await findPort(), log: () => undefined }), createRepository({ folder }), aServer()]);
  const clone = await cloneRepository(origin, path.join(folder, 'clone'), 'maya');
  const store = createFileStore(path.join(folder, 'evidence'));
  const runner = createProcessRunner({ stateFolder: path.join(folder, 'runs'), logs: store, writable: [folder] });
  const orders: RunOrder[] = [];
  const doubles = createInMemoryIntegrations(() => ({ exitCode: 1 }));
  const deployer = createInMemoryDeployer({ hasArtifact: () => true });
  doubles.monitoring.setMetric('refused_share', 0.3);
  const mirrors = path.join(folder, 'mirrors');
  const world: World = {
    ...doubles, deployer, sourceControl: createGit({ folder: mirrors }), sourceHistory: createHistory(mirrors), evidence: store, artifacts: store, logs: store,
    checkRunner: { run: (order, control) => { orders.push(order); return runner.run(order, control); } },
    notifiers: new Map(), subscribers: new Map(), recipients: [], publicUrl: 'http://127.0.0.1:1', workFolder: path.join(folder, 'work'),
    environment: () => ({ checks: { STOREFRONT_TEST_DATABASE_URL: postgres.url, DAYSHIFT_CHROMIUM: process.env['DAYSHIFT_CHROMIUM'] ?? '' }, deploy: {}, secrets: [] }),
    parsePipeline: (text, file) => parsePipelineFile(text, file), readReport,
  };
  await bringLive(world, deployer, origin, main);
  const workers = await createWorkers({ connection: server.environment.nativeConnection, namespace: 'default', slots: SLOTS, labels: [], activities: createActivities(world) });
  const ended = Promise.all(workers.map((worker) => worker.run()));

  async function byDayshift(): Promise<{ seconds: number; commands: number }> {
    orders.length = 0;
    const input = anInput({ cause: `bench-${randomUUID()}`, repository: origin });
    const day = await openDay({ environment: server.environment }, input);
    const { branch } = await whenView(day, (view) => view.suggestions.length > 0 || view.turn?.role === 'product-owner', 'somebody is to be assigned');
    await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
    const commit = await applyFixes(clone, GOOD_FIXES, branch);
    await gitText('push', ['push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`], { folder: clone });
    await day.executeUpdate(buildUpdate, { args: [{ by: 'maya', commit, through: 'api' }] });
    const attempt = await whenOver(day);
    if (attempt?.verdict !== 'passed') throw new Error(`the attempt did not pass: ${attempt?.verdict}: ${attempt?.reason}`);
    await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'it was only measured', through: 'api' }] });
    await day.result();
    const spans = attempt.stages.map(({ startedAt = '', endedAt = '' }) => (Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
    return { seconds: spans.reduce((sum, span) => sum + span, 0), commands: orders.filter(({ env }) => env['DAYSHIFT_CHECK']).length };
  }

  /** Stage after stage, as the pipeline has it. */
  async function byShell(): Promise<number> {
    const scripts = await writeScripts(path.join(folder, `shell-${randomUUID()}`), orders.filter(({ env }) => env['DAYSHIFT_CHECK']));
    const began = performance.now();
    for (const files of scripts) await run('sh', ['-c', `printf '%s\\n' ${files.map((file) => `'${file}'`).join(' ')} | xargs -P ${SLOTS} -n 1 sh`], { maxBuffer: 1e9 });
    return (performance.now() - began) / 1000;
  }

  return {
    byDayshift, byShell,
    stop: async () => {
      for (const worker of workers) worker.shutdown();
      await ended;
      await server.stop();
      await postgres.stop();
    },
  };
}

/** What production runs, so that load and findings are compared: the commit of main, built as any. */
async function bringLive(world: World, deployer: InMemoryDeployer, repository: string, commit: string): Promise<void> {
  const file = await world.sourceControl.readFile(repository, commit, PIPELINE_FILE);
  const { build } = planAttempt(world.parsePipeline(file?.text ?? '', PIPELINE_FILE), { pipelineDigest: '', pipelineCommit: commit, touchesPipeline: false, weakens: [], day: '' });
  const built = await buildCommit(world, { incident: 'releases', attempt: 0, service: 'storefront', repository, commit, build, log: 'releases/running' }, { signal: new AbortController().signal, onProgress: () => undefined });
  if (!built.artifact) throw new Error(`the running release could not be built: ${built.reason}`);
  deployer.setLive('storefront', { environment: 'production', digest: built.artifact.digest, version: '1.4.0', commit, at: new Date().toISOString() });
}

/** Longer than a test waits for anything. */
async function whenOver(day: DayHandle): Promise<AttemptView> {
  for (const end = Date.now() + LONGEST_ATTEMPT_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
    const [attempt] = (await day.query(incidentQuery)).attempts;
    if (attempt && attempt.verdict !== 'running') return attempt;
  }
  throw new Error('the attempt did not end in time');
}

/** One file for each cell, in its stage: a cell's own runs stay one after the other. */
async function writeScripts(folder: string, orders: readonly RunOrder[]): Promise<string[][]> {
  await mkdir(folder, { recursive: true });
  const stages = new Map<string, Map<string, RunOrder[]>>();
  for (const order of orders) {
    const stage = order.id.split('/')[2] ?? '';
    const cells = stages.get(stage) ?? new Map<string, RunOrder[]>();
    stages.set(stage, cells.set(order.id, [...(cells.get(order.id) ?? []), order]));
  }
  let number = 0;
  const all: string[][] = [];
  for (const cells of stages.values()) {
    const files: string[] = [];
    for (const runs of cells.values()) {
      const file = path.join(folder, `${number += 1}.sh`);
      await writeFile(file, runs.map(commandOf).join('\n'));
      files.push(file);
    }
    all.push(files);
  }
  return all;
}

/** With a home and a place for temporary files of its own, as dayshift gives them: tools that keep caches there begin without. */
function commandOf({ command, env, folder }: RunOrder): string {
  const variables = Object.entries({ PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', ...env }).map(([name, value]) => `${name}=${shellWord(value)}`);
  return `own=$(mktemp -d); mkdir $own/home $own/tmp; cd ${shellWord(folder)} && env -i HOME=$own/home TMPDIR=$own/tmp ${variables.join(' ')} sh -c ${shellWord(command)} > $own/output 2>&1; rm -rf $own`;
}
