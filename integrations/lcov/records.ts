// What does an LCOV tracefile say line by line? One record for each source file; what is no number is a fault, never a zero.
import { linesOf, unreadable } from '../report-text';

interface Counted {
  hit: Map<string, boolean>; // by the line's number, the function's name or the branch's place
  stated: { covered: number; total: number }; // as the totals have it
}
export interface LcovFile { lines: Counted; functions: Counted; branches: Counted }
type Read = (file: LcovFile, match: RegExpExecArray) => void;

const MOST_ENTRIES = 1_000_000;
const group = (match: RegExpExecArray, number: number): string => match[number] ?? '';

/** Reached once is reached: a file may have a record for each test. */
function count({ hit }: Counted, key: string, times: string): void {
  hit.set(key, hit.get(key) === true || (times !== '-' && Number(times) > 0));
}

/** By tag: how it is written, and what it says. Other tags say nothing of coverage. */
const TAGS: Record<string, { shape: RegExp; read: Read }> = {
  DA: { shape: /^(\d+),(\d+)(?:,.*)?$/, read: ({ lines }, match) => count(lines, group(match, 1), group(match, 2)) },
  LF: { shape: /^(\d+)$/, read: ({ lines }, match) => (lines.stated.total += Number(group(match, 1))) },
  LH: { shape: /^(\d+)$/, read: ({ lines }, match) => (lines.stated.covered += Number(group(match, 1))) },
  FN: { shape: /^\d+,(?:\d+,)?(.+)$/, read: ({ functions }, match) => count(functions, group(match, 1), '0') },
  FNDA: { shape: /^(\d+),(.+)$/, read: ({ functions }, match) => count(functions, group(match, 2), group(match, 1)) },
  FNL: { shape: /^(\d+),\d+(?:,\d+)?$/, read: ({ functions }, match) => count(functions, group(match, 1), '0') }, // LCOV 2 numbers them
  FNA: { shape: /^(\d+),(\d+),.+$/, read: ({ functions }, match) => count(functions, group(match, 1), group(match, 2)) },
  FNF: { shape: /^(\d+)$/, read: ({ functions }, match) => (functions.stated.total += Number(group(match, 1))) },
  FNH: { shape: /^(\d+)$/, read: ({ functions }, match) => (functions.stated.covered += Number(group(match, 1))) },
  BRDA: { shape: /^(\d+),(e?\d+),(.+),(-|\d+)$/, read: ({ branches }, match) => count(branches, `${group(match, 1)},${group(match, 2)},${group(match, 3)}`, group(match, 4)) },
  BRF: { shape: /^(\d+)$/, read: ({ branches }, match) => (branches.stated.total += Number(group(match, 1))) },
  BRH: { shape: /^(\d+)$/, read: ({ branches }, match) => (branches.stated.covered += Number(group(match, 1))) },
};

function newFile(): LcovFile {
  const counted = (): Counted => ({ hit: new Map(), stated: { covered: 0, total: 0 } });
  return { lines: counted(), functions: counted(), branches: counted() };
}

/** What stands before the first colon, when it is a tag. */
function tagOf(line: string): string {
  const tag = line.slice(0, Math.max(line.indexOf(':'), 0));
  return /^[A-Z]+$/.test(tag) ? tag : '';
}

/** Records of the same file are one. Throws `report-unreadable` for a line that is none of LCOV's, and for a record without its end. */
export function readRecords(format: string, text: string): LcovFile[] {
  const files = new Map<string, LcovFile>();
  let file: LcovFile | undefined;
  let entries = 0;
  let number = 0;
  for (const written of linesOf(text.replace(/^\uFEFF/, ''))) {
    const line = written.trim();
    number += 1;
    const tag = tagOf(line);
    const value = line.slice(tag.length + 1);
    const known = Object.hasOwn(TAGS, tag) ? TAGS[tag] : undefined;
    if (line === 'end_of_record') file = undefined;
    else if (tag === 'SF') {
      if (file) throw unreadable(format, `line ${number}: a record begins before the one before has ended`);
      file = files.get(value) ?? newFile();
      files.set(value, file);
    } else if (known) {
      const match = known.shape.exec(value);
      if (!match || !file) throw unreadable(format, `line ${number}: ${file ? `${tag} is not written as LCOV has it` : `${tag} belongs to no file`}`);
      if (++entries > MOST_ENTRIES) throw unreadable(format, `it has more than ${MOST_ENTRIES} entries`);
      known.read(file, match);
    } else if (line !== '' && tag === '' && !line.startsWith('#')) throw unreadable(format, `line ${number} is none of LCOV's`);
  }
  if (file) throw unreadable(format, 'it was cut short: its last record has no end');
  return [...files.values()];
}
