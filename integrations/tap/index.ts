// Which tests does a TAP stream tell of? Its points, with the subtests that they stand in before their names; TAP 13 and 14.
import type { TestCase, TestReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { criteriaOf, listed } from '../report-claims';
import { createPlaces, type Place, type Places } from '../report-places';
import { checkSize, told, type ReadOptions } from '../report-text';
import { isStable, joined, LONGEST_MESSAGE, timeOf } from '../test-cases';
import { createDiagnostics, type Diagnostic, type Diagnostics } from './diagnostic';
import { treeOf, type Level, type Placed } from './tree';

const FORMAT = 'tap';

interface Reading { places: Places; diagnostics: Diagnostics; secrets: readonly string[] }

/** What is to be done yet is no failure, and its success is no evidence. */
function statusOf({ point }: Placed): TestCase['status'] {
  if (point.directive) return 'skipped';
  return point.isOk ? 'passed' : 'failed';
}

function messageOf(placed: Placed, about: Partial<Diagnostic> | undefined): string | undefined {
  const { point, said, diagnostic } = placed;
  if (point.directive === 'todo') return point.why ? `to do: ${point.why}` : 'to do';
  if (point.directive === 'skip') return point.why;
  if (point.isOk) return undefined;
  const lines = about === undefined ? diagnostic : said;
  return about?.message ?? about?.error ?? (lines.join('\n').trim() || about?.failureType);
}

/** Node says `file:line:column`; others a file and a line, or an object of both. */
function placeOf(placed: Placed, about: Partial<Diagnostic>, places: Places): Partial<Place> {
  const [, located, at] = /^(.+?):(\d{1,7})(?::\d+)?$/.exec(about.location ?? '') ?? [];
  const line = at === undefined ? about.line ?? about.at?.line ?? about.at?.lineNumber : Number(at);
  return places.placeOf({ file: located ?? about.file ?? about.at?.file ?? about.at?.fileName, line, stack: [about.stack, about.error, ...placed.said].join('\n') });
}

function claimsOf(about: Partial<Diagnostic>, places: Places): Pick<TestCase, 'attachments' | 'criteria'> {
  const named = [about.criterion, about.criteria, about.requirement, about.requirements].flatMap((values) => values ?? []);
  const criteria = listed(named.flatMap((value) => criteriaOf('criteria', value)));
  const attachments = listed([...about.attachment ?? [], ...about.attachments ?? []].map((file) => places.attachmentOf(file)));
  return { ...(attachments && { attachments }), ...(criteria && { criteria }) };
}

function caseOf(placed: Placed, at: number, outer: string[], { places, diagnostics, secrets }: Reading): TestCase {
  const status = statusOf(placed);
  const about = diagnostics.of(placed.diagnostic, status === 'failed');
  const message = told(messageOf(placed, about), LONGEST_MESSAGE, secrets);
  return {
    name: joined([...outer, placed.point.name || `test ${placed.point.id ?? at + 1}`]),
    status,
    seconds: timeOf((about?.duration_ms ?? 0) / 1000),
    ...(message && { message }),
    ...(status === 'failed' ? placeOf(placed, about ?? {}, places) : {}),
    ...claimsOf(about ?? {}, places),
  };
}

function pathTo(level: Level, outer: string[]): string[] {
  return level.name && isStable(level.name) ? [...outer, level.name] : outer;
}

/** A point over subtests is none of its own, unless it failed and none of them did: then a hook broke. */
function casesOf(level: Level, outer: string[], reading: Reading): TestCase[] {
  return level.points.flatMap((placed, at) => {
    if (!placed.inner || placed.inner.points.length === 0) return [caseOf(placed, at, outer, reading)];
    const inner = casesOf(placed.inner, pathTo(placed.inner, outer), reading);
    const isExplained = statusOf(placed) !== 'failed' || inner.some(({ status }) => status === 'failed');
    return isExplained ? inner : [...inner, caseOf(placed, at, outer, reading)];
  });
}

function read(text: string, { folder, secrets = [] }: ReadOptions): TestReport {
  checkSize(FORMAT, text);
  const reading: Reading = { places: createPlaces(folder), diagnostics: createDiagnostics(), secrets };
  return { kind: 'tests', cases: casesOf(treeOf(text.replace(/^\uFEFF/, '')), [], reading) };
}

export function createTap(options: ReadOptions = {}): ReportReader {
  return { read: (text) => read(text, options) };
}
