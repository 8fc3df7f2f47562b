// Is there any order of making, signing in, using, ending and waiting that lets an ended credential in?
import fc from 'fast-check';
import { createInMemoryCredentials } from '../../integrations/in-memory';
import { createCredentialBook } from '../../api/access/credential-book';
import { newId, newSecret, sha256Of } from '../../api/access/secrets';
import type { Credential } from '../../src/ports/credentials';
import { anInstallation } from './an-api';

const HOUR = 3_600_000;
const FRESH_MS = 3000; // another process's end is heard within this

const step = fc.oneof(
  fc.record({ do: fc.constant('make' as const), kind: fc.constantFrom('token' as const, 'link' as const, 'once' as const, 'session' as const), hours: fc.integer({ min: 1, max: 30 }), by: fc.nat(5) }),
  fc.record({ do: fc.constant('use' as const), which: fc.nat(5), at: fc.nat(1) }),
  fc.record({ do: fc.constant('take' as const), which: fc.nat(5), at: fc.nat(1) }),
  fc.record({ do: fc.constant('end' as const), which: fc.nat(5), at: fc.nat(1) }),
  fc.record({ do: fc.constant('wait' as const), milliseconds: fc.constantFrom(100, 2000, FRESH_MS, HOUR, 9 * HOUR) }),
);

interface Known { credential: Credential; secret: string; endedAt?: number; usedAt: number; parent?: Known; isTaken?: boolean }

test('no sequence over two processes lets in what has ended, expired, lain unused or was used before', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
    let now = Date.parse('2026-01-05T09:00:00.000Z');
    const credentials = createInMemoryCredentials();
    const logger = { warn: (fields: unknown) => { throw new Error(JSON.stringify(fields)); } };
    const books = [0, 1].map(() => createCredentialBook({ installation: anInstallation(), credentials, logger: logger as never, now: () => new Date(now) }));
    const known: Known[] = [];
    const wrong: string[] = [];
    const pick = (which: number): Known | undefined => known[which % Math.max(1, known.length)];

    /** Undefined: it may be either, because the other process's end is fresh. */
    function shouldOpen({ credential, endedAt, usedAt, parent }: Known): boolean | undefined {
      if (now >= Date.parse(credential.expiresAt ?? '')) return false;
      if (credential.kind === 'session' && now - usedAt >= 8 * HOUR) return false;
      const ended = [endedAt, credential.kind === 'session' ? parent?.endedAt : undefined].filter((at) => at !== undefined);
      if (ended.length === 0) return true;
      return now - Math.min(...ended) < FRESH_MS ? undefined : false;
    }

    for (const one of steps) {
      if (one.do === 'wait') now += one.milliseconds;
      if (one.do === 'make') {
        const parent = one.kind === 'session' ? pick(one.by) : undefined;
        const secret = newSecret();
        const alive = parent === undefined || (parent.credential.kind !== 'session' && shouldOpen(parent) === true);
        if (!alive) continue;
        const credential: Credential = { id: newId(one.kind), kind: one.kind, sha256: sha256Of(secret), name: 'x', person: 'maya', scopes: ['read'], createdAt: new Date(now).toISOString(), createdBy: parent?.credential.id ?? 'person paula', expiresAt: new Date(now + one.hours * HOUR).toISOString() };
        await books[0]?.keep(credential);
        known.push({ credential, secret, usedAt: now, parent: parent?.credential.kind === 'once' ? undefined : parent });
      }
      if (one.do === 'wait' || one.do === 'make') continue;
      const target = pick(one.which);
      const book = books[one.at];
      if (!target || !book) continue;
      const expected = shouldOpen(target);
      if (one.do === 'end') {
        await book.end(target.credential, 'person paula');
        target.endedAt ??= now;
        for (const child of known.filter(({ parent }) => parent === target)) child.endedAt ??= now;
      }
      if (one.do === 'use') {
        const opened = 'credential' in await book.find(target.secret);
        if (expected !== undefined && opened !== expected) wrong.push(`${target.credential.kind}: ${opened ? 'opened' : 'refused'}`);
        if (opened) target.usedAt = now;
      }
      if (one.do === 'take') {
        const opened = 'credential' in await book.take(target.secret);
        if (target.credential.kind === 'once') {
          if (expected !== true && opened) wrong.push('once: opened again'); // at once, also when the other process has just ended it
          if (opened) target.endedAt = now;
        }
        if (opened) target.usedAt = now;
      }
    }
    expect(wrong).toEqual([]);
  }), { numRuns: 300 });
});
