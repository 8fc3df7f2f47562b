// Does the guide's code do what it says? Its scripts and its relay run against the real API, with a double of GitHub.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import express from 'express';
import { parse } from 'yaml';
import { createExternalWebhook } from '../../integrations/external-webhook';
import { createJobDoor } from '../../integrations/external-webhook/door';
import { createFileStore } from '../../integrations/file-store';
import type { ExternalEnd, ExternalJob } from '../../src/ports/external-runner';
import { signFor, startAnotherCi, type AskedJob } from '../support/another-ci';
import { COMMIT } from '../support/builders';
import { anApi, TOKENS } from './an-api';
import { until } from './until';

const GUIDE = readFileSync(path.join(__dirname, '../../docs/guides/other-ci.md'), 'utf8');
const SECRET = 'a secret that both sides share';
const REPORT = '<testsuites><testsuite name="login"><testcase name="ähnlich &quot;x&quot;"/></testsuite></testsuites>\n';
const run = promisify(execFile);

function block(language: string, beginning: string): string {
  const blocks = [...GUIDE.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, of]) => of === language).map(([, , text = '']) => text);
  const found = blocks.find((text) => text.includes(beginning));
  if (!found) throw new Error(`the guide has no ${language} block with ${beginning}`);
  return found;
}

let root: string;
let api: Server;
let publicUrl: string;
let store: ReturnType<typeof createFileStore>;
let digest: string;
const ends: (() => Promise<void> | void)[] = [];

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dayshift-other-ci-'));
  store = createFileStore(path.join(root, 'store'));
  await mkdir(path.join(root, 'dist'));
  await writeFile(path.join(root, 'dist', 'server.js'), 'listen()');
  ({ digest } = await store.pack(path.join(root, 'dist')));
  const jobDoor = createJobDoor({ rows: [{ name: 'lab', secret: SECRET }], evidence: store, logs: store });
  api = anApi({ jobDoor, evidence: store, logs: store, readsNeedToken: true }).app.listen(0, '127.0.0.1');
  await new Promise((resolve) => api.once('listening', resolve));
  publicUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  ends.push(() => { api.closeAllConnections(); api.close(); });
  for (const name of ['tell', 'run']) await writeFile(path.join(root, `${name}.sh`), block('sh', `# ${name}.sh`), { mode: 0o755 });
  await mkdir(path.join(root, 'work'));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function begin(url: string, about: Partial<ExternalJob> = {}): { end: Promise<ExternalEnd>; cancel: () => void } {
  const ending = new AbortController();
  const runner = createExternalWebhook({ row: { name: 'lab', url, secret: SECRET, poll: '10s' }, publicUrl, evidence: store, logs: store, everyMs: 20 });
  const end = runner.run({
    id: 'i/1/functional/login/candidate-1', check: 'login', point: {}, repository: 'https://git.example/shop.git', commit: COMMIT, digest, env: { GREETING: 'it\'s "me" $HOME' }, timeoutSeconds: 60, log: 'i/1/functional/login', format: 'junit',
    file: 'results/junit.xml', command: `test -f "$DAYSHIFT_ARTIFACT/server.js" && test "$GREETING" = 'it'"'"'s "me" $HOME' && test -z "\${DAYSHIFT_SECRET-}" && mkdir results && printf '%s' "$REPORT" > results/junit.xml; exit 3`, ...about,
  }, { signal: ending.signal, onProgress: () => undefined });
  const cancel = (): void => ending.abort(new Error('cancelled'));
  ends.push(async () => {
    cancel();
    await end.catch(() => undefined);
  });
  return { end, cancel };
}

/** What a CI's step does with the job. */
async function runJob(job: unknown, env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await run(path.join(root, 'run.sh'), [], {
    cwd: path.join(root, 'work'), env: { PATH: process.env['PATH'], JOB: JSON.stringify(job), REPORT, LINK: 'https://ci.example/7', DAYSHIFT_SECRET: SECRET, DAYSHIFT_TOKEN: TOKENS.hook, ...env },
  });
  return stdout;
}

describe('the shell scripts', () => {
  async function asked(about: Partial<ExternalJob> = {}): Promise<{ job: AskedJob; end: Promise<ExternalEnd> }> {
    const ci = await startAnotherCi({ secret: SECRET });
    ends.push(ci.close);
    const { end } = begin(ci.url, about);
    const job = await until(() => [...ci.jobs.values()][0], Boolean, 'the job is asked for');
    if (!job) throw new Error('no job');
    return { job, end };
  }

  it('fetch the artifact, run the command with its variables and without the secret, and tell report, exit code and link', async () => {
    const { job, end } = await asked();
    expect(await runJob(job)).toContain('"accepted":true');
    expect(await end).toMatchObject({ ended: 'exited', exitCode: 3, report: REPORT, link: 'https://ci.example/7' });
  });

  it('tell that a command left no report', async () => {
    const { job, end } = await asked({ command: 'true' });
    await runJob(job);
    expect(await end).toMatchObject({ ended: 'exited', exitCode: 0, report: undefined });
  });

  it('run nothing of an artifact that is another', async () => {
    const { job, end } = await asked({ command: 'touch ran' });
    await runJob({ ...job, digest: `sha256:${createHash('sha256').update('x').digest('hex')}` });
    await expect(end).rejects.toMatchObject({ code: 'external-runner-failed' });
    await expect(run('test', ['-e', path.join(root, 'work', 'ran')])).rejects.toMatchObject({ code: 1 });
  });

  it('are refused with another secret, and say so', async () => {
    const { job } = await asked();
    await expect(runJob(job, { DAYSHIFT_SECRET: 'a secret that is another' })).rejects.toMatchObject({ stdout: expect.stringContaining('job-unverified') });
  });
});

describe('the relay for GitHub', () => {
  /** Takes dispatches and cancellations as GitHub's reference says it does. */
  async function aGithub() {
    const seen = { dispatches: [] as { job: AskedJob }[], cancelled: [] as string[], isDown: false };
    const app = express().use(express.json());
    app.use((request, response, next) => {
      if (seen.isDown) return void response.status(503).end();
      if (request.get('authorization') !== 'Bearer github-token') return void response.status(401).end();
      next();
    });
    app.post('/repos/shop/storefront/dispatches', (request, response) => {
      const { event_type: type, client_payload: payload } = request.body as { event_type: string; client_payload: { job: AskedJob } };
      if (type.length > 100 || Object.keys(payload).length > 10) return void response.status(422).end();
      seen.dispatches.push(payload);
      response.status(204).end();
    });
    app.get('/repos/shop/storefront/actions/runs', (_, response) => void response.json({
      workflow_runs: [{ id: 1, display_title: 'dayshift another', status: 'in_progress' }, ...seen.dispatches.map(({ job }, i) => ({ id: 7 + i, display_title: `dayshift ${job.id}`, status: 'in_progress' }))],
    }));
    app.post('/repos/shop/storefront/actions/runs/:id/cancel', (request, response) => {
      seen.cancelled.push(request.params.id);
      response.status(202).json({});
    });
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    ends.push(() => { server.closeAllConnections(); server.close(); });
    return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  async function aRelay(githubUrl: string): Promise<string> {
    const file = path.join(root, 'relay.mjs');
    await writeFile(file, block('js', '// relay.mjs'));
    const child: ChildProcess = spawn(process.execPath, [file], {
      stdio: ['ignore', 'pipe', 'inherit'], env: { DAYSHIFT_SECRET: SECRET, GITHUB_TOKEN: 'github-token', GITHUB_REPOSITORY: 'shop/storefront', GITHUB_API: githubUrl, JOBS: path.join(root, 'jobs'), PORT: '0' },
    });
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    ends.push(async () => { child.kill(); await gone; });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    await until(() => said, (text) => /relay on \d+/.test(text), 'the relay listens');
    return `http://127.0.0.1:${/relay on (\d+)/.exec(said)?.[1]}/jobs`;
  }

  it('dispatches a job once, and what its run tells ends the check', async () => {
    const github = await aGithub();
    const relay = await aRelay(github.url);
    const { end } = begin(relay);
    const [payload] = await until(() => github.seen.dispatches, ({ length }) => length > 0, 'the job is dispatched');
    const again = JSON.stringify(payload?.job);
    expect((await fetch(relay, { method: 'POST', body: again, headers: signFor(SECRET, again) })).status).toBe(202);
    expect(github.seen.dispatches).toHaveLength(1);
    await runJob(payload?.job);
    expect(await end).toMatchObject({ ended: 'exited', exitCode: 3, report: REPORT });
  });

  it('calls off the run of a job that is cancelled, and no other', async () => {
    const github = await aGithub();
    const { end, cancel } = begin(await aRelay(github.url));
    await until(async () => (await store.read('i/1/functional/login', 0)).text, (text) => text.includes('has taken the job'), 'the job is taken');
    cancel();
    expect(await end).toMatchObject({ ended: 'cancelled' });
    expect(github.seen.cancelled).toEqual(['7']);
  });

  it('lets a job be asked for again when GitHub was down', async () => {
    const github = await aGithub();
    const relay = await aRelay(github.url);
    github.seen.isDown = true;
    await expect(begin(relay).end).rejects.toMatchObject({ code: 'unreachable' });
    github.seen.isDown = false;
    const { end, cancel } = begin(relay);
    await until(() => github.seen.dispatches, ({ length }) => length > 0, 'the job is dispatched');
    cancel();
    await end;
  });

  it('takes nothing that is unsigned or signed with another secret', async () => {
    const github = await aGithub();
    const relay = await aRelay(github.url);
    const body = JSON.stringify({ id: 'x' });
    expect((await fetch(relay, { method: 'POST', body })).status).toBe(401);
    expect((await fetch(relay, { method: 'POST', body, headers: signFor('another secret', body) })).status).toBe(401);
    expect(github.seen.dispatches).toEqual([]);
  });
});

it('the workflow puts nothing that comes from outside into a shell\'s text, and runs a script of the guide', () => {
  const workflow = parse(block('yaml', 'repository_dispatch')) as { jobs: { check: { steps: { run?: string; env?: Record<string, string> }[] } } };
  const runs = workflow.jobs.check.steps.filter((step) => step.run !== undefined);
  expect(runs.map((step) => step.run)).toEqual(['../ci/.dayshift/ci/run.sh']);
  expect(Object.keys(runs[0]?.env ?? {}).sort()).toEqual(['DAYSHIFT_SECRET', 'DAYSHIFT_TOKEN', 'JOB', 'LINK']);
});
