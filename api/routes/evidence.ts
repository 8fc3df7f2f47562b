// GET /api/v1/evidence/{digest}?name=&type=: evidence as it was stored. What a browser could run is only ever downloaded; what a customer told is for people of the team.
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { Digest } from '../../src/contracts/evidence';
import type { Principal } from '../../src/domain/access';
import { DayshiftError } from '../../src/errors';
import { personOf } from '../access/access';
import { auditReading } from '../access/audit-word';
import { isReport, REPORT_HEAD_BYTES } from '../customer-reports';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { operation } from '../operation';

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

const readEvidence = operation({
  id: 'readEvidence', method: 'get', path: '/evidence/{digest}', tag: 'evidence', needs: 'read',
  summary: 'Evidence, as it was stored',
  description: 'Reports, screenshots, bills of materials and other evidence, by the digest that an incident names. `type` is the media type to answer with: what a browser could run is only ever downloaded, as `application/octet-stream`. What a customer told by the public form is for people of the team.',
  params: z.object({ digest: z.string().min(1).max(200) }),
  query: Query,
  answers: { 200: { description: 'The bytes. They never change: the address is their own digest.', type: '*/*' } },
  problems: ['evidence-unknown', 'not-signed-in', 'person-needed', 'unreachable'],
});

/** What a customer wrote is for people of the team, however open the rest is. */
function checkPerson(principal: Principal): void {
  if (principal.kind === 'anybody') throw new DayshiftError('not-signed-in');
  personOf(principal);
}

export function addEvidence(door: Door, { evidence }: ApiDeps): void {
  door.add(readEvidence, async ({ params, query: { name, type: asked }, principal, request, response }) => {
    const digest = Digest.safeParse(params.digest);
    if (!digest.success) throw new DayshiftError('evidence-unknown', { digest: params.digest.slice(0, 80) });
    const { type, shown } = safeType(asked);
    const stored = await evidence.open(digest.data);
    const { head, content } = await peek(stored);
    const isPrivate = isReport(head);
    if (isPrivate) auditReading(response);
    try {
      if (isPrivate) checkPerson(principal);
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
    if (request.method === 'HEAD') {
      stored.destroy();
      response.end();
      return undefined;
    }
    await pipeline(content, response).catch((error: unknown) => {
      if (!response.destroyed || !isReaderGone(error)) throw error;
    });
    return undefined;
  });
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
