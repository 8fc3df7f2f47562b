// What does a check leave behind? Its report, read fail-closed, and what lies beside it: screenshots, traces.
import { access, lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { CellPlan } from '../src/contracts/plan';
import type { Evidence } from '../src/contracts/evidence';
import type { Report } from '../src/contracts/report';
import { DayshiftError } from '../src/errors';
import type { World } from './world';

const MEDIA_TYPES: Record<string, string> = {
  '.xml': 'application/xml', '.json': 'application/json', '.sarif': 'application/sarif+json', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.zip': 'application/zip', '.txt': 'text/plain', '.log': 'text/plain', '.md': 'text/markdown',
};
const LARGEST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 20;

interface Place { format: string; file: string }

/** The one report that a check names; the format is the key. */
export function reportPlace(report: CellPlan['report'], folder: string): Place {
  const named = Object.entries(report).find((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (!named) throw new DayshiftError('report-missing', { path: '(none named)' });
  return { format: named[0], file: path.join(folder, named[1]) };
}

/** Reads the report. The report decides, the exit code is evidence: 127 and the like only explain why there is none. */
export async function readCellReport(world: World, report: CellPlan['report'], folder: string, exitCode: number | null): Promise<Report> {
  const { format, file } = reportPlace(report, folder);
  await access(file).catch((cause: unknown) => {
    throw new DayshiftError('report-missing', { path: `${path.relative(folder, file)} (exit code ${exitCode ?? 'none'})` }, { cause });
  });
  return world.readReport(format, { file }, { folder });
}

/** Stores the report and the files beside it: at most twenty regular files, none over 64 MiB. */
export async function collectEvidence(world: World, cell: CellPlan, folder: string, side: string): Promise<Evidence[]> {
  const beside = path.dirname(reportPlace(cell.report, folder).file);
  if (path.relative(folder, beside).startsWith('..') || beside === folder) return [];
  const files = await readdir(beside, { recursive: true }).catch(() => [] as string[]); // no folder: the missing report is said by readCellReport
  const kept: Evidence[] = [];
  for (const name of files.sort()) {
    const file = path.join(beside, name);
    const mediaType = MEDIA_TYPES[path.extname(name).toLowerCase()];
    const entry = await lstat(file);
    if (!mediaType || !entry.isFile() || entry.size > LARGEST_BYTES) continue;
    kept.push(await world.evidence.put({ name: `${side}/${name}`, mediaType, file }));
    if (kept.length >= MOST_FILES) break;
  }
  return kept;
}
