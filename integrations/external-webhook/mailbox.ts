// What is known of a job elsewhere, whoever died meanwhile? A log of notes that the API and every worker share.
import { createHash } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';
import { mask } from '../../src/errors';
import type { EvidenceStore, LogStore } from '../../src/ports/evidence-store';
import { News, Note } from './schema';

export interface MailboxStores { evidence: EvidenceStore; logs: LogStore }
export interface Mailbox {
  write(note: Note): Promise<void>;
  /** What was written since the last reading, in its order. */
  read(): Promise<Note[]>;
  /** Keeps news for whoever waits. Answers false when the same were told before; `known` is what has been read so far. */
  tell(news: News, at: Date, known: readonly Note[], secrets: readonly string[]): Promise<boolean>;
  open(digest: string): Promise<News>;
}

const LONGEST_LINE = 4000;

/** The name of a job between the two sides: which runner's, and the cell's run without its words. Safe in a path. */
export function jobIdOf(runner: string, run: string): string {
  return `${runner}.${createHash('sha256').update(run).digest('hex').slice(0, 32)}`;
}

/** The runner that a job belongs to; undefined when the id is none of ours. */
export function runnerOf(id: string): string | undefined {
  return /^([a-z0-9][a-z0-9-]*)\.[0-9a-f]{32}$/.exec(id)?.[1];
}

export function openMailbox({ evidence, logs }: MailboxStores, id: string): Mailbox {
  const log = `jobs/${id}`;
  let offset = 0;
  let begun = ''; // the beginning of a line whose end was not there yet

  const write = (note: Note): Promise<void> => logs.append(log, JSON.stringify(note));

  async function read(): Promise<Note[]> {
    let text = begun;
    for (;;) {
      const piece = await logs.read(log, offset);
      text += piece.text;
      if (piece.next === offset) break;
      offset = piece.next;
    }
    const lines = text.split('\n');
    begun = lines.pop() ?? '';
    return lines.flatMap((line) => noteOf(line) ?? []);
  }

  async function tell(news: News, at: Date, known: readonly Note[], secrets: readonly string[]): Promise<boolean> {
    const output = news.output.map((line) => mask(line.slice(0, LONGEST_LINE), secrets));
    const { digest } = await evidence.put({ name: 'news.json', mediaType: 'application/json', text: JSON.stringify({ ...news, output }) });
    if (known.some((note) => note.kind === 'told' && note.news === digest)) return false;
    await write({ kind: 'told', at: at.toISOString(), news: digest });
    return true;
  }

  async function open(digest: string): Promise<News> {
    return News.parse(JSON.parse(await textOf(await evidence.open(digest))));
  }

  return { write, read, tell, open };
}

/** The log puts a time before each line. What a crash cut off is no note: who told it got no answer, and tells it again. */
function noteOf(line: string): Note | undefined {
  const start = line.indexOf('{');
  if (start < 0) return undefined;
  try {
    return Note.safeParse(JSON.parse(line.slice(start))).data;
  } catch {
    return undefined;
  }
}
