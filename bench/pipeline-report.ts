// A process of its own, so that its memory is known: reads, judges and stores one JUnit file, and says what that took.
import path from 'node:path';
import { keepLists } from '../activities/cell-evidence';
import { createFileStore } from '../integrations/file-store';
import { readReport } from '../integrations/reports';
import { judgeReports } from '../src/domain/verdict-cell';
import { plainCell } from '../src/domain/plan';

async function main(file: string): Promise<void> {
  const evidence = createFileStore(path.join(path.dirname(file), 'evidence'));
  const cell = plainCell({ id: 'functional/all', stage: 'functional', check: 'all', run: 'test', report: { junit: path.basename(file) }, timeoutSeconds: 60 });
  const began = performance.now();
  await evidence.put({ name: 'candidate/junit.xml', mediaType: 'application/xml', file });
  const measured = { candidate: [await readReport('junit', { file }, { folder: path.dirname(file) })], running: [] };
  const { verdict, tests } = judgeReports(cell, measured, { wanted: [], day: '2026-01-05' });
  await keepLists({ evidence }, { measured });
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, verdict, total: tests?.total }));
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
