// GET /api/v1/evidence/:digest?name=&type=: evidence as it was stored. What a browser could run is only ever downloaded; what a customer told is for people of the team.
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { Digest } from '../../src/contracts/evidence';
import { DayshiftError } from '../../src/errors';
import { isReport, REPORT_HEAD_BYTES } from '../customer-reports';
import type { ApiDeps } from '../deps';
import type { Callers } from '../middleware/caller';
import { parseBody, partOf } from '../middleware/parse';

const SHOWN = ['text/plain', 'application/json', 'application/sarif+json', 'application/vnd.in-toto+json', 'application/vnd.cyclonedx+json', 'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'video/webm', 'video/mp4'];
const Query = z.object({ name: z.string().max(300).default('evidence'), type: z.string().max(100).default('') });

/** The type that is answered, and whether a browser may show it in place. */
export function safeType(asked: string): { type: string; shown: boolean } {
  const bare = asked.toLowerCase().split(';')[0]?.trim() ?? '';
  if (!SHOWN.includes(bare)) return { type: 'application/octet-stream', shown: false };
  return { type: bare.startsWith('text/') ? `${bare}; charset=utf-8` : bare, shown: true };
}

function fileName(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^\.+/, '') || 'evidence';
}

export function evidenceRoutes({ evidence }: ApiDeps, callers: Callers): Router {
  const router = Router();
  router.get('/evidence/:digest', async (request, response) => {
    const digest = Digest.safeParse(partOf(request, 'digest'));
    if (!digest.success) throw new DayshiftError('evidence-unknown', { digest: partOf(request, 'digest').slice(0, 80) });
    const { name, type: asked } = parseBody(Query, request.query);
    const { type, shown } = safeType(asked);
    const stored = await evidence.open(digest.data);
    const { head, content } = await peek(stored);
    const isPrivate = isReport(head);
    try {
      if (isPrivate) callers.personOf(request);
    } catch (error) {
      stored.destroy();
      throw error;
    }
    response.set({
      'Content-Type': type,
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename="${fileName(name)}"`,
      'Content-Security-Policy': 'default-src \'none\'; sandbox',
      'Cache-Control': isPrivate ? 'private, no-store' : 'private, max-age=31536000, immutable', // the address is the content's own digest
    });
    await pipeline(content, response).catch((error: unknown) => {
      if (!response.destroyed || !isReaderGone(error)) throw error;
    });
  });
  return router;
}

/** What the content begins with, and all of it from the beginning. */
async function peek(stored: Readable): Promise<{ head: Buffer; content: AsyncGenerator<Buffer> }> {
  const chunks = stored[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head = Buffer.alloc(0);
  while (head.length < REPORT_HEAD_BYTES) {
    const chunk = await chunks.next();
    if (chunk.done) break;
    head = Buffer.concat([head, chunk.value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    try {
      yield head;
      for (let chunk = await chunks.next(); !chunk.done; chunk = await chunks.next()) yield chunk.value;
    } finally {
      stored.destroy();
    }
  }
  return { head, content: all() };
}

function isReaderGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
