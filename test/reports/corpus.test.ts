// Does every report get the verdict that it must get, read from a file of the checkout and judged as a cell is?
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readReport } from '../../integrations/reports';
import type { Report } from '../../src/contracts/report';
import { judgeReports } from '../../src/domain/verdict-cell';
import type { Verdict } from '../../src/domain/vocabulary';
import { DayshiftError } from '../../src/errors';
import { aCell } from '../support/builders';
import { corpusFile, corpusFiles, formatOf, ROWS, writeGigantic } from './corpus';

const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-corpus-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome { verdict: Verdict; reason: string; code?: string }

/** As the engine does: what cannot be read is errored, with its reason. */
async function outcomeOf(format: string, file: string): Promise<Outcome> {
  try {
    const report = await readReport(format, { file }, { folder });
    const { verdict, reason } = judgeReports(aCell(), { candidate: [report], running: [] }, { wanted: [], day: '2026-11-25' });
    return { verdict, reason };
  } catch (error) {
    if (!(error instanceof DayshiftError)) throw error;
    return { verdict: 'errored', reason: error.message, code: error.code };
  }
}

function put(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

async function read(name: string, secrets: string[] = []): Promise<Extract<Report, { kind: 'tests' }>['cases']> {
  const report = await readReport(formatOf(name), { file: put(name, corpusFile(name)) }, { folder, secrets });
  return report.kind === 'tests' ? report.cases : [];
}

describe('the verdict over', () => {
  it.each(ROWS.map((row) => [row.what, row.verdict, row] as const))('%s is %s', async (_, verdict, { format, bytes, reason }) => {
    const outcome = await outcomeOf(format, put('report', bytes()));
    expect(outcome).toMatchObject({ verdict, reason: expect.stringMatching(reason) });
  });

  it('has a row for every file', () => {
    expect(ROWS.map(({ what }) => what)).toEqual(expect.arrayContaining(corpusFiles()));
    expect(ROWS.length).toBeGreaterThanOrEqual(60);
  });
});

describe('a report file', () => {
  it('of 200 MB is refused by its size, and nothing of it is read', async () => {
    const before = process.memoryUsage().rss;
    await expect(outcomeOf('junit', writeGigantic(folder))).resolves.toMatchObject({ verdict: 'errored', reason: expect.stringMatching(/has 200 MiB; at most 64 are read/) });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('that is not there is missing', async () => {
    await expect(outcomeOf('junit', path.join(folder, 'results', 'none.xml'))).resolves.toMatchObject({ code: 'report-missing', reason: expect.stringContaining('results/none.xml') });
  });

  it.each([
    ['a folder', (file: string) => mkdirSync(file)],
    ['a pipe that nobody writes to', (file: string) => execFileSync('mkfifo', [file])],
    ['a link out of the checkout', (file: string) => symlinkSync('/etc/hostname', file)],
    ['a link to a device', (file: string) => symlinkSync('/dev/zero', file)],
    ['a link to itself', (file: string) => symlinkSync(file, file)],
  ])('that is %s is refused', async (what, make) => {
    const file = path.join(folder, what.replaceAll(' ', '-'));
    make(file);
    await expect(outcomeOf('junit', file)).resolves.toMatchObject({ verdict: 'errored', code: 'report-unreadable' });
  });

  it('below a linked folder is refused when that leads out of the checkout', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'dayshift-outside-'));
    writeFileSync(path.join(outside, 'junit.xml'), corpusFile('jest-default.xml'));
    symlinkSync(outside, path.join(folder, 'led-out'));
    await expect(outcomeOf('junit', path.join(folder, 'led-out', 'junit.xml'))).resolves.toMatchObject({ reason: expect.stringMatching(/lies outside of the checkout/) });
    rmSync(outside, { recursive: true });
  });

  it('behind a link within the checkout is read', async () => {
    put('first.xml', corpusFile('jest-default.xml'));
    symlinkSync('first.xml', path.join(folder, 'latest.xml'));
    await expect(outcomeOf('junit', path.join(folder, 'latest.xml'))).resolves.toMatchObject({ verdict: 'passed' });
  });
});

describe('a case says', () => {
  beforeAll(() => {
    for (const file of ['test/login.spec.ts', 'test/login.test.ts', 'test/login.test.js', 'tests/test_login.py', 'tests/LoginTest.php', 'tests/LoginTests.cs', 'login/login_test.go', 'src/test/java/com/acme/LoginTest.java', 'cypress/e2e/login.cy.ts']) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), '');
    }
  });

  it.each([
    ['vitest.xml', 'test/login.test.ts', 14],
    ['playwright-attachments.xml', 'test/login.spec.ts', 14],
    ['playwright-flaky.xml', 'test/login.spec.ts', 10],
    ['pytest-xunit2.xml', 'tests/test_login.py', 14],
    ['pytest-xunit1.xml', 'tests/test_login.py', 30], // it counts from 0
    ['gotestsum.xml', 'login/login_test.go', 21],
    ['maven-surefire.xml', 'src/test/java/com/acme/LoginTest.java', 42],
    ['maven-flaky.xml', 'src/test/java/com/acme/LoginTest.java', 44],
    ['node-runner.xml', 'test/login.test.js', 12],
    ['phpunit.xml', 'tests/LoginTest.php', 20],
    ['cypress-mocha.xml', 'cypress/e2e/login.cy.ts', 14],
    ['dotnet.xml', 'tests/LoginTests.cs', 27],
    ['ctrf-failed.json', 'test/login.spec.ts', 14],
    ['node-runner.tap', 'test/login.test.js', 12],
  ])('in %s where it failed: %s:%d', async (name, file, line) => {
    const cases = await read(name);
    expect(cases.find(({ status, flaky }) => status === 'failed' || flaky)).toMatchObject({ file, line });
  });

  it('what was attached to it, and nothing that lies outside of the checkout', async () => {
    expect((await read('playwright-attachments.xml')).flatMap(({ attachments = [] }) => attachments)).toEqual(['test-results/login-keeps-iphone-15/test-failed-1.png', 'test-results/login-keeps-iphone-15/trace.zip']);
    expect((await read('cypress-mocha.xml')).flatMap(({ attachments = [] }) => attachments)).toEqual(['cypress/screenshots/login.cy.ts/keeps the case (failed).png']);
  });

  it.each([['playwright-attachments.xml', ['LOGIN-1.1']], ['pytest-xunit2.xml', ['LOGIN-1.1', 'LOGIN-1.2']], ['ctrf-passed.json', ['LOGIN-1.1']], ['tap-14-subtests.tap', ['LOGIN-1.1']]])('which criteria it is for, in %s', async (name, criteria) => {
    expect((await read(name))[0]?.criteria).toEqual(criteria);
  });

  it('no secret, in no text and in no refusal', async () => {
    const cases = await read('playwright-attachments.xml', ['letter', 'keeps the letter case', 'iphone']);
    expect(JSON.stringify(cases)).not.toMatch(/letter|iphone/);
    expect(cases[1]?.name).toBe('login › on a phone › ***');
    await expect(readReport('junit', { text: '<testsuites><testcase name="a" status="s3cret"/></testsuites>' }, { secrets: ['s3cret'] })).rejects.toThrow(/“\*\*\*”/);
  });
});
