// GET /api/v1/audit: who did what and who was refused, page by page; …/export has all of it as a file.
import { Readable } from 'node:stream';
import { z } from 'zod';
import { AuditEntry, AuditPage } from '../../src/contracts/access';
import type { AuditLog } from '../../src/ports/audit-log';
import { auditReading } from '../access/audit-word';
import { CSV, csvStreamOf } from '../csv';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { streamFile } from '../export';
import { operation } from '../operation';

const PIECE = 500;
const COLUMNS = (Object.keys(AuditEntry.shape) as (keyof AuditEntry)[]).map((name) => ({ name, of: (entry: AuditEntry) => entry[name] }));

const Filter = z.object({
  who: z.string().min(1).max(200).optional(), // e.g. `person maya`
  action: z.string().min(1).max(100).optional(),
  outcome: AuditEntry.shape.outcome.optional(),
});
const Query = Filter.extend({
  before: z.string().regex(/^[1-9]\d{0,14}$/, 'give the `next` of the page before').optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
type Filter = z.infer<typeof Filter>;

const readAudit = operation({
  id: 'readAudit', method: 'get', path: '/audit', tag: 'access', needs: 'administer',
  summary: 'Who did what, and who was refused',
  description: 'Newest first. `next` is the `before` of the page that follows; without it this is the last one. Entries are appended and never changed.',
  query: Query,
  answers: { 200: { description: 'A page of entries.', json: AuditPage, example: { entries: [{ seq: 7, at: '2026-01-05T09:41:00.000Z', who: 'person maya', credential: 'token-0a1b2c3d4e5f6071', action: 'acknowledge', target: '/api/v1/incidents/storefront.LoginRefused.0123abcd/acknowledge', outcome: 'done', status: 200, address: '10.0.0.7' }] } } },
  problems: ['unreachable'],
});
const exportAudit = operation({
  id: 'exportAudit', method: 'get', path: '/audit/export', tag: 'access', needs: 'administer',
  summary: 'The whole audit as a file',
  description: 'Newest first, as `csv` with one row for each entry, or as `jsonl` with one JSON object on each line. Taking it leaves an entry itself.',
  query: Filter.extend({ format: z.enum(['csv', 'jsonl'], { error: 'give `csv` or `jsonl`' }).default('csv') }),
  answers: { 200: { description: 'The file, as it is read.', type: '*/*' } },
  problems: ['unreachable'],
});

export function addAudit(door: Door, { auditLog }: Pick<ApiDeps, 'auditLog'>): void {
  door.add(readAudit, async ({ query: { limit, before, ...filter } }) => {
    const entries = await auditLog.list({ limit: limit + 1, ...filter, ...(before === undefined ? {} : { before: Number(before) }) });
    const page = entries.slice(0, limit);
    const last = entries.length > limit ? page.at(-1) : undefined;
    return { json: { entries: page, ...(last ? { next: String(last.seq) } : {}) } satisfies AuditPage, headers: { 'Cache-Control': 'no-store' } };
  });

  door.add(exportAudit, async ({ query: { format, ...filter }, request, response }) => {
    auditReading(response);
    await auditLog.list({ limit: 1 }); // what fails now is still told as a problem
    const entries = allOf(auditLog, filter);
    return streamFile({ request, response }, { name: `audit.${format}`, type: format === 'csv' ? CSV : 'application/x-ndjson; charset=utf-8' }, () => (format === 'csv' ? csvStreamOf(COLUMNS, entries) : Readable.from(linesOf(entries))));
  });
}

async function* allOf(auditLog: AuditLog, filter: Filter): AsyncGenerator<AuditEntry> {
  for (let before: number | undefined; ;) {
    const piece = await auditLog.list({ limit: PIECE, ...filter, ...(before === undefined ? {} : { before }) });
    yield* piece;
    if (piece.length < PIECE) return;
    before = piece.at(-1)?.seq;
  }
}

async function* linesOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}
