// Which bytes are a check's report? A regular file in the checkout, measured before it is read: a check may leave anything under that name.
import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { DayshiftError } from '../src/errors';
import { LARGEST_MEBIBYTES, tooLarge, unreadable } from './report-text';

const LARGEST_BYTES = LARGEST_MEBIBYTES * 1024 * 1024;
const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown';
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

/** The bytes as they were when measured; a file that grows meanwhile is not read on. */
async function bytesOf(format: string, handle: FileHandle): Promise<Uint8Array> {
  const about = await handle.stat();
  if (!about.isFile()) throw unreadable(format, 'it is not a regular file');
  if (about.size > LARGEST_BYTES) throw tooLarge(format, about.size);
  const bytes = Buffer.alloc(about.size);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

/**
 * Reads at most 64 MiB. Throws `report-missing`, and `report-unreadable` for what is no regular file (opened without waiting: nobody
 * may write to a pipe), or lies outside of the folder behind a link.
 */
export async function readReportFile(format: string, file: string, folder?: string): Promise<Uint8Array> {
  const said = folder === undefined ? file : path.relative(folder, file) || file;
  const failed = (cause: unknown): DayshiftError => (ABSENT.has(codeOf(cause))
    ? new DayshiftError('report-missing', { path: said }, { cause })
    : unreadable(format, `${said} cannot be opened (${codeOf(cause)})`, cause));
  const real = await realpath(file).catch((cause: unknown) => { throw failed(cause); });
  if (folder !== undefined && !isWithin(await realpath(folder).catch((cause: unknown) => { throw failed(cause); }), real)) {
    throw unreadable(format, `${said} lies outside of the checkout`);
  }
  const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW).catch((cause: unknown) => { throw failed(cause); });
  try {
    return await bytesOf(format, handle);
  } finally {
    await handle.close();
  }
}
