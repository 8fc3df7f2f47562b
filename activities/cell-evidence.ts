// What does a check leave behind? Its report, read fail-closed, what lies beside it, and the whole lists behind a short result.
import { access, lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CellPlan } from '../src/contracts/plan';
import type { Evidence } from '../src/contracts/evidence';
import type { Report } from '../src/contracts/report';
import type { FindingList } from '../src/contracts/result';
import type { Measured } from '../src/domain/verdict-cell';
import { DayshiftError, mask } from '../src/errors';
import type { World } from './world';

const MEDIA_TYPES: Record<string, string> = {
  '.xml': 'application/xml', '.json': 'application/json', '.sarif': 'application/sarif+json', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.zip': 'application/zip', '.txt': 'text/plain', '.log': 'text/plain', '.md': 'text/markdown', '.tap': 'text/plain', '.info': 'text/plain',
};
const LARGEST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 20;
const MOST_CASES = 50; // as many as a result holds

interface Place { format: string; file: string }
interface Left { cell: CellPlan; folder: string; label: string; secrets: readonly string[] }

/** By the file's ending; undefined for what is not kept. */
export function mediaTypeOf(file: string): string | undefined {
  return MEDIA_TYPES[path.extname(file).toLowerCase()];
}

/** The one report that a check names; the format is the key. */
export function reportPlace(report: CellPlan['report'], folder: string): Place {
  const named = Object.entries(report).find((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (!named) throw new DayshiftError('report-missing', { path: '(none named)' });
  return { format: named[0], file: path.join(folder, named[1]) };
}

/** Reads the report. The report decides, the exit code is evidence: 127 and the like only explain why there is none. */
export async function readCellReport(world: Pick<World, 'readReport'>, report: CellPlan['report'], { folder, secrets }: Pick<Left, 'folder' | 'secrets'>, exitCode: number | null): Promise<Report> {
  const { format, file } = reportPlace(report, folder);
  await access(file).catch((cause: unknown) => {
    throw new DayshiftError('report-missing', { path: `${path.relative(folder, file)} (exit code ${exitCode ?? 'none'})` }, { cause });
  });
  return world.readReport(format, { file }, { folder, secrets });
}

/** Stores the report and the files beside it: at most twenty regular files, none over 64 MiB, the report first. Secrets are masked in texts. */
export async function collectEvidence(world: Pick<World, 'evidence'>, { cell, folder, label, secrets }: Left): Promise<Evidence[]> {
  const report = reportPlace(cell.report, folder).file;
  const beside = path.dirname(report);
  if (path.relative(folder, beside).startsWith('..')) return [];
  const names = beside === folder ? [path.basename(report)] : await readdir(beside, { recursive: true }).catch(() => [] as string[]); // no folder: the missing report is said by readCellReport
  const first = path.basename(report);
  const kept: Evidence[] = [];
  for (const name of names.sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1))) {
    const file = path.join(beside, name);
    const mediaType = mediaTypeOf(name);
    const entry = await lstat(file).catch(() => undefined);
    if (!mediaType || !entry?.isFile() || entry.size > LARGEST_BYTES) continue;
    kept.push(await world.evidence.put({ name: `${label}/${name}`, mediaType, ...(await contentOf(file, mediaType, secrets)) }));
    if (kept.length >= MOST_FILES) break;
  }
  return kept;
}

/** A text that holds a secret is kept without it; pictures and archives are kept as they are. */
async function contentOf(file: string, mediaType: string, secrets: readonly string[]): Promise<{ file: string } | { text: string }> {
  if (secrets.length === 0 || /^image\/|zip$/.test(mediaType)) return { file };
  const text = await readFile(file, 'utf8');
  return secrets.some((secret) => text.includes(secret)) ? { text: mask(text, secrets) } : { file };
}

/** What a result is too short for: every finding with its state, every test of a large suite. */
export async function keepLists(world: Pick<World, 'evidence'>, { list, measured }: { list?: FindingList; measured: Measured }): Promise<Evidence[]> {
  const mediaType = 'application/json';
  const last = measured.candidate.at(-1);
  return [
    ...(list ? [await world.evidence.put({ name: 'dayshift/findings.json', mediaType, text: JSON.stringify(list) })] : []),
    ...(last?.kind === 'tests' && last.cases.length > MOST_CASES ? [await world.evidence.put({ name: 'dayshift/tests.json', mediaType, text: JSON.stringify(last) })] : []),
  ];
}
