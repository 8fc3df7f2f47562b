// How is a log written while others read it? Whole lines appended with their time; pieces that never cut a character.
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { DayshiftError } from '../../src/errors';
import type { LogStore } from '../../src/ports/evidence-store';

const LONGEST_PIECE = 256 * 1024;
const SAFE_ID = /^(?!.*\.\.)[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;
const LONGEST_ID = 512;

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** How many bytes the character takes that begins with this byte. */
function lengthOf(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

/** Where to end so that the last character is whole. */
function wholeEnd(bytes: Buffer): number {
  let lead = Math.max(bytes.length - 1, 0);
  while (lead > 0 && lead > bytes.length - 4 && isContinuation(bytes[lead])) lead -= 1;
  return lead + lengthOf(bytes[lead] ?? 0) <= bytes.length ? bytes.length : lead;
}

/** Where to begin when the offset was not one that a read returned. */
function wholeStart(bytes: Buffer): number {
  let start = 0;
  while (start < 3 && isContinuation(bytes[start])) start += 1;
  return start;
}

/** One write, so that lines of several writers do not mix; the rest of a write that a full disk cut short is tried once more. */
async function appendAtOnce(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    const bytes = Buffer.from(text);
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length) await handle.appendFile(bytes.subarray(bytesWritten));
  } finally {
    await handle.close();
  }
}

export function createLogs(folder: string): LogStore {
  function fileOf(id: string): string {
    if (SAFE_ID.test(id) && id.length <= LONGEST_ID) return path.join(folder, `${id}.log`);
    throw new DayshiftError('refused', { reason: `"${id.slice(0, 80)}" is not the id of a log.`, advice: 'Take the id from the incident\'s view.' });
  }

  async function append(id: string, text: string): Promise<void> {
    const file = fileOf(id);
    if (text === '') return;
    const at = new Date().toISOString();
    const lines = text.replace(/\r?\n$/, '').split(/\r?\n/).map((line) => `${at} ${line}\n`).join('');
    await appendAtOnce(file, lines).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      await mkdir(path.dirname(file), { recursive: true });
      await appendAtOnce(file, lines);
    });
  }

  async function read(id: string, offset: number): Promise<{ text: string; next: number }> {
    const from = Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
    const handle = await open(fileOf(id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return undefined; // not written yet
    });
    if (!handle) return { text: '', next: from };
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(LONGEST_PIECE), 0, LONGEST_PIECE, from);
      const piece = buffer.subarray(0, bytesRead);
      const end = wholeEnd(piece);
      return { text: piece.subarray(Math.min(wholeStart(piece), end), end).toString('utf8'), next: from + end };
    } finally {
      await handle.close();
    }
  }

  return { append, read };
}
