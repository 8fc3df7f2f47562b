// How is one suite run and counted? Types and lint count as one check each; a suite of tests by what Jest reports.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './program.mjs';
import { filesOf } from './suites.mjs';

/** What runs elsewhere, in a browser or in an editor, is a program of its own. */
const projects = ['tsconfig.json', join('dashboard', 'tsconfig.json'), join('ide', 'vscode', 'tsconfig.json')];
const programs = {
  types: projects.map((project) => [join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '-p', project]),
  lint: [[join('node_modules', 'eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0']],
};

// Only files that changed are linted again. What another file's types have made of one that did not is seen by the whole run.
const remembering = { types: [], lint: ['--cache', '--cache-strategy', 'content', '--cache-location', join('node_modules', '.cache', 'dayshift-lint')] };

/**
 * Runs types or lint and resolves to `{ passed, failed, note, text }`. They run side by side, so their output comes as
 * `text`, with colours when ours goes to a terminal. `quick`: lint remembers what it has found before.
 */
export async function runCheck(suite, { root, quick = false }) {
  const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;
  const ends = [];
  for (const program of programs[suite.kind]) ends.push(await runProgram([...program, ...(quick ? remembering[suite.kind] : [])], { cwd: root, limitMinutes: suite.limitMinutes, held: true, env }));
  const text = ends.map((end) => end.text).join('');
  if (ends.every(({ code }) => code === 0)) return { passed: 1, failed: 0, text };
  return { passed: 0, failed: 1, text, note: ends.some(({ limitReached }) => limitReached) ? `took longer than ${suite.limitMinutes} minutes` : undefined };
}

/** Runs a suite of tests, its output going straight to ours, and resolves to `{ passed, failed, note }`. */
export async function runTests(suite, { root, passed }) {
  const files = await filesOf(suite.name, root);
  if (files.length === 0) return { passed: 0, failed: 0, note: 'no test files' };
  const folder = await mkdtemp(join(tmpdir(), 'dayshift-tests-'));
  try {
    const report = join(folder, 'report.json');
    const end = await runProgram(jestArguments(suite, report, passed), { cwd: root, limitMinutes: suite.limitMinutes });
    return countTests(await readReport(report), end, { suite, narrowed: passed.length > 0 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function jestArguments(suite, report, passed) {
  const program = join('node_modules', 'jest', 'bin', 'jest.js');
  const workers = suite.workers ? [`--maxWorkers=${suite.workers}`] : [];
  const reporting = ['--json', `--outputFile=${report}`];
  const limit = `--testTimeout=${suite.testSeconds * 1000}`;
  return [program, '--selectProjects', suite.name, limit, ...reporting, ...workers, '--passWithNoTests', ...passed];
}

/**
 * Counts what Jest reports. A file that could not be run, a test that was skipped, a report that is missing and a Jest
 * that failed for a reason of its own each count as failed; so does a suite that ran no test though it has files, unless
 * the person asked for certain files only.
 */
export function countTests(report, end, { suite, narrowed }) {
  if (end.limitReached) return { passed: 0, failed: 1, note: `did not end within ${suite.limitMinutes} minutes` };
  if (!report) return { passed: 0, failed: 1, note: 'Jest left no report' };
  const skipped = report.numPendingTests + report.numTodoTests;
  const counted = { passed: report.numPassedTests, failed: report.numFailedTests + report.numRuntimeErrorTestSuites + (narrowed ? 0 : skipped) };
  if (skipped > 0 && !narrowed) return { ...counted, note: `${skipped} skipped, counted as failed` };
  if (counted.failed === 0 && end.code !== 0) return { ...counted, failed: 1, note: `Jest ended with code ${end.code ?? end.signal}` };
  if (counted.passed + counted.failed === 0 && !narrowed) return { ...counted, failed: 1, note: 'no test ran though there are files' };
  return counted;
}

async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
