// Does `dayshift problems` tell people, editors, workflows and other tools what stands, at the line where it stands now?
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ProblemReport } from '../../client/problem';
import type { IncidentView } from '../../src/contracts/incident';
import { startFixtureServer, type FixtureServer } from '../dashboard/fixture/server';
import { positionOf } from '../dashboard/fixture/world';
import { aCell, aRun, ofAttempts, stageOf } from '../client/some-attempts';
import { runCommand } from './command-line';

const ID = 'storefront.LoginRefused.1a2b3c4d';
let server: FixtureServer | undefined;
const serve = async (kind: Parameters<typeof positionOf>[0], nth: number): Promise<string> => {
  server = await startFixtureServer({ tale: 'pipeline', position: positionOf(kind, nth, 'pipeline') });
  return server.address;
};
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('of a named incident', () => {
  it('people read them file by file, and the exit code says that something holds a gate', async () => {
    const { code, out, err } = await runCommand(await serve('attemptEnded', 2), ['problems', ID], { cwd: tmpdir() });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('Attempt 2 of');
    expect(out).toContain('(security failed): 2 problems hold a gate');
    expect(out).toMatch(/^src\/login\/customers\.ts\n! 41 {4}Unsafe regular expression: a customer can make it take minutes \(new\)$/m);
    expect(out).toContain('security/detect-unsafe-regex · written by Maya in');
    expect(out).toContain('dayshift pipeline run --check static');
    expect(out).toMatch(/\d+ others known in production, let through or not new: --all shows them/);
  });

  it('an attempt that is green has none that hold a gate', async () => {
    const { code, out } = await runCommand(await serve('attemptEnded', 3), ['problems', ID], { cwd: tmpdir() });
    expect(code).toBe(0);
    expect(out).toContain('(passed): nothing holds a gate');
  });

  it('an editor reads a line for each place', async () => {
    const { code, out, err } = await runCommand(await serve('attemptEnded', 1), ['problems', ID, '--format', 'gcc'], { cwd: tmpdir() });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines.every((line) => /^[^:\n]+:\d+:\d+: (error|warning|note): .+ \[[^\]]+\]$/.test(line))).toBe(true);
    expect(lines[0]).toBe('tests/login.spec.ts:27:1: error: login › accepts the e-mail in any letter case: Expected the account page, but the shop answered “This e-mail or password is not known.” (new; ipad current-data, ipad legacy-data) [test-failed]');
  });

  it('a workflow reads annotations', async () => {
    const { out } = await runCommand(await serve('attemptEnded', 1), ['problems', ID, '--format', 'github'], { cwd: tmpdir() });
    expect(out).toMatch(/^::error file=tests\/login\.spec\.ts,line=27,title=dayshift functional\/login%3A test-failed::login › /);
  });

  it('other tools read SARIF, with what is known and what is let through', async () => {
    const { out } = await runCommand(await serve('attemptEnded', 2), ['problems', ID, '--format', 'sarif'], { cwd: tmpdir() });
    const { runs } = JSON.parse(out) as { runs: { results: { baselineState?: string; suppressions?: object[] }[] }[] };
    const results = runs.flatMap((run) => run.results);
    expect(results.filter(({ baselineState }) => baselineState === 'unchanged').length).toBeGreaterThan(60);
    expect(results.filter(({ suppressions }) => suppressions)).toHaveLength(1);
  });

  it.each([[['--format', 'json']], [['--json']]])('programs read one shape by %j', async (args) => {
    const { code, out } = await runCommand(await serve('attemptEnded', 2), ['problems', ID, ...args], { cwd: tmpdir() });
    const report = ProblemReport.parse(JSON.parse(out));
    expect([code, report.blocking, report.attempt?.verdict, report.address]).toEqual([1, 2, 'security-failed', server?.address]);
  });

  it('an earlier attempt is told by its number, and --all tells the rest', async () => {
    const address = await serve('attemptEnded', 3);
    expect((await runCommand(address, ['problems', ID, '--attempt', '1'], { cwd: tmpdir() })).out).toContain('tests/login.spec.ts');
    expect((await runCommand(address, ['problems', ID, '--format', 'gcc', '--all'], { cwd: tmpdir() })).out).toContain('(known)');
  });

  it('what is written wrongly is said, with what to write', async () => {
    const address = await serve('attemptEnded', 1);
    expect(await runCommand(address, ['problems', ID, '--format', 'xml'])).toMatchObject({ code: 2, out: '' });
    expect(await runCommand(address, ['problems', ID, '--attempt', 'last'])).toMatchObject({ code: 2, err: expect.stringContaining('is no number of an attempt') });
    expect(await runCommand(address, ['problems', ID, '--attempt', '7'])).toMatchObject({ code: 1, err: 'There is no attempt 7.\nAttempts so far: 1.\n' });
    expect(await runCommand(address, ['problems'], { cwd: tmpdir() })).toMatchObject({ code: 1, err: expect.stringContaining('name the incident: dayshift problems <id>') });
  });
});

describe('in a clone on the incident\'s branch', () => {
  let folder = '';
  let api: Server;
  let view: IncidentView;
  const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=Maya', '-c', 'user.email=maya@example.org', ...args], { cwd: folder, encoding: 'utf8' }).trim();
  const run = (args: string[], cwd = folder) => runCommand(`http://127.0.0.1:${(api.address() as AddressInfo).port}`, args, { cwd });
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'a clone '));
    git('init', '--quiet', '--initial-branch', `incident/${ID}`);
    mkdirSync(path.join(folder, 'tests'));
    mkdirSync(path.join(folder, '.dayshift'));
    writeFileSync(path.join(folder, 'tests/login.spec.ts'), Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join(''));
    writeFileSync(path.join(folder, '.dayshift/pipeline.yaml'), 'service: storefront\nstages:\n  functional:\n    checks:\n      - name: login\n');
    git('add', '.');
    git('commit', '--quiet', '--message', 'fix');
    const cases = [{ name: 'works', status: 'failed' as const, seconds: 1, message: 'no', file: 'tests/login.spec.ts', line: 20 }];
    const failed = stageOf('functional', 'failed', aCell({ verdict: 'failed', tests: { total: 1, passed: 0, failed: 1, skipped: 0, cases } }), aCell({ id: 'functional/login/b', verdict: 'errored', reason: 'no report' }));
    view = ofAttempts({ ...aRun({ verdict: 'functional-failed', stages: [failed] }), commit: git('rev-parse', 'HEAD') });
    writeFileSync(path.join(folder, 'tests/login.spec.ts'), `new\n${Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join('')}`);
    api = createServer((request, response) => { response.writeHead(request.url === `/api/v1/incidents/${ID}` ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(view)); });
    await new Promise<void>((resolve) => { api.listen(0, '127.0.0.1', resolve); });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    api.closeAllConnections();
    await new Promise((resolve) => { api.close(resolve); });
  });

  it('each stands where its line is now, and a check at its line of the pipeline file', async () => {
    expect((await run(['problems', '--format', 'gcc'])).out.trimEnd().split('\n')).toEqual([
      '.dayshift/pipeline.yaml:5:1: error: login errored: no report [check-errored]', 'tests/login.spec.ts:21:1: error: works: no [test-failed]',
    ]);
  });

  it('files are named as the folder sees them in which the person stands, and from the root for a workflow', async () => {
    expect((await run(['problems', '--format', 'gcc'], path.join(folder, 'tests'))).out).toContain('\nlogin.spec.ts:21:1: ');
    expect((await run(['problems', '--format', 'github'], path.join(folder, 'tests'))).out).toContain('file=tests/login.spec.ts,line=21');
  });
});
