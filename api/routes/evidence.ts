// GET /api/v1/evidence/:digest?name=&type=: evidence as it was stored. What a browser could run is only ever downloaded.
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { Digest } from '../../src/contracts/evidence';
import { DayshiftError } from '../../src/errors';
import type { ApiDeps } from '../deps';
import { parseBody, partOf } from '../middleware/parse';

const SHOWN = ['text/plain', 'application/json', 'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'video/webm', 'video/mp4'];
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

export function evidenceRoutes({ evidence }: ApiDeps): Router {
  const router = Router();
  router.get('/evidence/:digest', async (request, response) => {
    const digest = Digest.safeParse(partOf(request, 'digest'));
    if (!digest.success) throw new DayshiftError('evidence-unknown', { digest: partOf(request, 'digest').slice(0, 80) });
    const { name, type: asked } = parseBody(Query, request.query);
    const { type, shown } = safeType(asked);
    const content = await evidence.open(digest.data);
    response.set({
      'Content-Type': type,
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename="${fileName(name)}"`,
      'Content-Security-Policy': 'default-src \'none\'; sandbox',
      'Cache-Control': 'private, max-age=31536000, immutable', // the address is the content's own digest
    });
    await pipeline(content, response).catch((error: unknown) => {
      if (!response.destroyed || !isReaderGone(error)) throw error;
    });
  });
  return router;
}

function isReaderGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
