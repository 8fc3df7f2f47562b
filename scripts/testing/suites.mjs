// Which suites are there, in which order, and what does each need? A row a suite; the names are jest.config.mjs' projects.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * `kind` says how it is run; `needs` whether parts and the build must be ready; `workers` is small where tests start real
 * servers and browsers, which need the processors themselves; `testSeconds` is the limit
 * of one test that states none; `limitMinutes` ends a suite that does not end by itself.
 * `ownParts`: it needs parts that no other does; when they cannot be had, only it is left out.
 * `byName`: it runs only when it is named; the whole run says so.
 */
export const suites = [
  { name: 'types', kind: 'types', limitMinutes: 5 },
  { name: 'lint', kind: 'lint', limitMinutes: 5 },
  { name: 'unit', kind: 'jest', testSeconds: 30, limitMinutes: 10 },
  { name: 'property', kind: 'jest', testSeconds: 60, limitMinutes: 10 },
  { name: 'replay', kind: 'jest', testSeconds: 60, limitMinutes: 10 },
  { name: 'contract', kind: 'jest', ownParts: true, workers: 1, testSeconds: 900, limitMinutes: 30 },
  { name: 'firefox', kind: 'jest', ownParts: true, workers: 1, testSeconds: 180, limitMinutes: 15 },
  { name: 'integration', kind: 'jest', needs: true, workers: 2, testSeconds: 180, limitMinutes: 40 },
  { name: 'end-to-end', kind: 'jest', needs: true, workers: 1, testSeconds: 900, limitMinutes: 90 },
  { name: 'kills', kind: 'jest', needs: true, workers: 1, testSeconds: 1200, limitMinutes: 30 },
  { name: 'vscode', kind: 'jest', needs: true, ownParts: true, workers: 1, testSeconds: 900, limitMinutes: 40 },
  { name: 'stories', kind: 'jest', needs: true, workers: 1, testSeconds: 1200, limitMinutes: 30, byName: true },
];

/** The suites that need neither parts nor a build: the gate while one works. */
export const fastSuites = ['types', 'lint', 'unit', 'property', 'replay'];

/** To which suite a test file belongs, by the path below test/ with forward slashes. Undefined for what is no test. */
export function suiteOf(path) {
  if (!path.endsWith('.test.ts')) return undefined;
  if (path === 'end-to-end/kills.test.ts') return 'kills';
  if (path === 'end-to-end/canary.test.ts' || path === 'end-to-end/rollback.test.ts') return 'stories'; // their faults show by the clock: on a starved machine another gate finds them first
  if (path.startsWith('end-to-end/')) return 'end-to-end';
  if (path.startsWith('contract/')) return 'contract';
  if (path.startsWith('firefox/')) return 'firefox';
  if (path.startsWith('vscode/')) return 'vscode';
  if (path.startsWith('histories/')) return 'replay';
  if (path.endsWith('.integration.test.ts')) return 'integration';
  if (path.endsWith('.property.test.ts')) return 'property';
  return 'unit';
}

/** Every test file of one suite, as a path below test/. Counted apart from Jest, so that a suite that finds none is seen. */
export async function filesOf(suite, root) {
  const entries = await readdir(join(root, 'test'), { recursive: true });
  return entries.map((entry) => entry.replaceAll('\\', '/')).filter((entry) => suiteOf(entry) === suite);
}
