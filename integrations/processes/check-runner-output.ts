// How does a command's output become a log? Line by line, masked, counted; the last whole line is kept for those who watch.
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { LogStore } from '../../src/ports/evidence-store';
import { mask } from '../../src/errors';

export interface OutputRules {
  logs: LogStore;
  log: string;
  secrets: readonly string[];
  limitBytes: number;
}
export interface Output {
  /** Reads a stream to its end; what comes after the limit is dropped. */
  pump(stream: Readable): Promise<void>;
  /** Adds a line of dayshift's own. */
  say(text: string): Promise<void>;
  last(): string;
  bytes(): number;
  limitPassed: Promise<void>;
}

const LONGEST_LINE = 64 * 1024; // a longer one is written in pieces
const LONGEST_LAST = 500;

/** Where a line without an end may be cut: not inside a secret, nor where one could be about to begin. */
function safeCut(text: string, secrets: readonly string[]): number {
  let cut = text.length - Math.max(0, ...secrets.map((secret) => secret.length));
  for (const secret of secrets) {
    const start = text.lastIndexOf(secret, cut - 1);
    if (secret && start >= 0 && start < cut && start + secret.length > cut) cut = start;
  }
  const space = text.lastIndexOf(' ', cut); // what only looks like a secret seldom holds a space
  return space > text.length / 2 ? space + 1 : Math.max(cut, 0);
}

/** What a terminal would be showing of a line whose writer goes back to its start. */
function shown(line: string): string {
  const kept = line.replace(/\r+$/, '');
  return kept.slice(kept.lastIndexOf('\r') + 1);
}

export function createOutput(rules: OutputRules): Output {
  const secrets = rules.secrets.flatMap((secret) => [secret, ...secret.split(/\r?\n/).filter((line) => line.length >= 8)]);
  let queue = Promise.resolve();
  let total = 0;
  let lastLine = '';
  let passLimit: () => void = () => undefined;
  const limitPassed = new Promise<void>((resolve) => { passLimit = resolve; });

  function remember(line: string): void {
    if (line.trim() !== '') lastLine = line.slice(0, LONGEST_LAST);
  }

  /** One writer at a time, in order; a log that cannot be written rejects here and ends the run. */
  function write(lines: string[]): Promise<void> {
    if (lines.length === 0) return queue;
    const masked = lines.map((line) => mask(shown(line), secrets));
    masked.forEach(remember);
    queue = queue.then(() => rules.logs.append(rules.log, `${masked.join('\n')}\n`));
    return queue;
  }

  /** Counts a piece; false once the limit is passed. */
  function counted(bytes: number): boolean {
    const before = total;
    total += bytes;
    if (total > rules.limitBytes) passLimit();
    return before <= rules.limitBytes;
  }

  async function pump(stream: Readable): Promise<void> {
    const decoder = new StringDecoder('utf8');
    let pending = '';
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (!counted(chunk.length)) continue;
      const lines = (pending + decoder.write(chunk)).split('\n');
      pending = lines.pop() ?? '';
      const frame = pending.split('\r').at(-2); // a progress line that was written over
      if (frame) remember(mask(frame, secrets));
      while (pending.length > LONGEST_LINE) {
        const cut = safeCut(pending, secrets) || pending.length;
        lines.push(pending.slice(0, cut));
        pending = pending.slice(cut);
      }
      await write(lines);
    }
    pending += decoder.end();
    if (pending) await write([pending]);
  }

  return { pump, say: (text) => write([text]), last: () => lastLine, bytes: () => total, limitPassed };
}
