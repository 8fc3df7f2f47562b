// What does a log say, from a place on or at its end? The API reads forwards only, so its end is looked for by halving.
import type { ApiClient } from '../client/api-client';

/** `from` and `next` count bytes; `next` is where to read on, `isEnd` whether there was nothing more. */
export interface LogText { text: string; from: number; next: number; isEnd: boolean }

const LARGEST_LOG = 2 ** 32;
const FIRST_GUESS = 65_536;

type Api = Pick<ApiClient, 'log'>;

/** Without a place its end. */
export function readLog(api: Api, id: string, offset: number | undefined, bytes: number): Promise<LogText> {
  return offset === undefined ? readTail(api, id, bytes) : readFrom(api, id, offset, bytes);
}

/** At most about so many bytes from a place on. */
async function readFrom(api: Api, id: string, from: number, bytes: number): Promise<LogText> {
  let text = '';
  let next = from;
  while (next - from < bytes) {
    const piece = await api.log(id, next);
    if (piece.next <= next) return { text, from, next, isEnd: true };
    const room = bytes - (next - from);
    const cut = Buffer.byteLength(piece.text) > room ? Buffer.from(piece.text).subarray(0, room).toString('utf8').replace(/\uFFFD+$/, '') : piece.text;
    text += cut;
    if (cut.length < piece.text.length) return { text, from, next: next + Buffer.byteLength(cut), isEnd: false };
    next = piece.next;
  }
  return { text, from, next, isEnd: false };
}

/** The last lines, about so many bytes. */
async function readTail(api: Api, id: string, bytes: number): Promise<LogText> {
  const first = await api.log(id, 0);
  const about = (await api.log(id, first.next)).next > first.next ? await lastKnown(api, id, first.next, bytes) : first.next;
  const begin = Math.max(0, about - bytes);
  const all = await readFrom(api, id, begin, bytes * 3);
  const kept = Buffer.from(all.text).subarray(-bytes).toString('utf8');
  const isWhole = begin === 0 && kept.length === all.text.length;
  const text = isWhole ? kept : kept.slice(kept.indexOf('\n') + 1); // whole lines
  return { ...all, text, from: all.next - Buffer.byteLength(text) };
}

/** A place with something after it, less than `near` bytes before the end. */
async function lastKnown(api: Api, id: string, from: number, near: number): Promise<number> {
  const hasMore = async (offset: number): Promise<boolean> => (await api.log(id, offset)).next > offset;
  let low = from;
  let high = Math.max(FIRST_GUESS, from * 2);
  while (high < LARGEST_LOG && await hasMore(high)) [low, high] = [high, high * 4];
  while (high - low > near) {
    const middle = Math.floor((low + high) / 2);
    if (await hasMore(middle)) low = middle;
    else high = middle;
  }
  return high;
}
