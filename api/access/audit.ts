// Who did what, and who was refused? Each call that changes something leaves an entry when it is answered; so do readings that are refused, and those of what is private.
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { AuditEntry } from '../../src/contracts/access';
import { nameOfPrincipal, type Principal } from '../../src/domain/access';
import { mask } from '../../src/errors';
import type { AuditLog } from '../../src/ports/audit-log';
import { BoundedCache } from '../bounded-cache';
import type { Operation } from '../operation';
import { tellAudit } from './audit-word';
import { changesSomething } from './origin';

type NewEntry = Omit<AuditEntry, 'seq'>;

const WINDOW_MS = 60_000;
const MOST_ALIKE = 10; // refusals of strangers and of readings in a minute; the next one tells how many more there were
const MOST_STRANGERS = 5000;
const LONGEST_TARGET = 300;
const SENT_AWAY = ['host-unknown', 'origin-unknown'];

export interface Audit {
  /** Sees to it that this call leaves its entry. */
  watch(request: Request, response: Response, operation: Pick<Operation, 'id' | 'needs' | 'tag'>): void;
  /** Before anything else: a change that is sent away by its host or origin alone leaves an entry too. */
  atTheDoor: RequestHandler;
}

export function createAudit({ auditLog, logger, now }: { auditLog: AuditLog; logger: Logger; now: () => Date }): Audit {
  const strangers = new BoundedCache<string, { since: number; count: number; left: number }>(MOST_STRANGERS);

  function watch(request: Request, response: Response, operation: Pick<Operation, 'id' | 'needs' | 'tag'>): void {
    response.locals['tellAudit'] = (status: number, why?: string): void => {
      if (isKept(request, response, operation, status)) note(entryOf(request, response, operation.id, status, why), !changesSomething(request));
    };
    // A stream and what is answered by itself: it ends when the answer has left.
    response.once('close', () => { if (response.headersSent) tellAudit(response, response.statusCode); });
  }

  function atTheDoor(request: Request, response: Response, next: NextFunction): void {
    if (changesSomething(request)) {
      response.locals['tellAudit'] = (status: number, why?: string): void => {
        if (why !== undefined && SENT_AWAY.includes(why)) note(entryOf(request, response, 'knock', status, why));
      };
    }
    next();
  }

  function entryOf(request: Request, response: Response, action: string, status: number, why: string | undefined): NewEntry {
    const principal = (response.locals['principal'] as Principal | undefined) ?? { kind: 'anybody' };
    return {
      at: now().toISOString(), who: nameOfPrincipal(principal), ...(principal.kind === 'anybody' ? {} : { credential: principal.credential }),
      action, target: mask((request.originalUrl.split('?')[0] ?? '').slice(0, LONGEST_TARGET)), outcome: status < 400 ? 'done' : status < 500 ? 'refused' : 'failed', status,
      ...(why === undefined ? {} : { why }), address: request.ip ?? '',
    };
  }

  function note(entry: NewEntry, isReading = false): void {
    const told = (isReading || entry.who === 'anybody') && entry.outcome === 'refused' ? amongAlike(entry) : entry;
    if (!told) return;
    logger.info({ audit: told }, 'audit');
    auditLog.append(told).catch((error: unknown) => logger.error({ audit: told, reason: mask(String(error)) }, 'the audit is not written'));
  }

  /** A stranger, or a page that asks again and again, must not fill the audit by being refused: what is left out is counted in the next entry. */
  function amongAlike(entry: NewEntry): NewEntry | undefined {
    const key = JSON.stringify([entry.address, entry.who, entry.action, entry.why]);
    const at = now().getTime();
    const known = strangers.get(key);
    const alike = known && at - known.since < WINDOW_MS ? known : { since: at, count: 0, left: known?.left ?? 0 };
    const isOver = alike.count >= MOST_ALIKE;
    strangers.set(key, { ...alike, count: alike.count + 1, left: isOver ? alike.left + 1 : 0 });
    if (isOver) return undefined;
    return alike.left === 0 ? entry : { ...entry, why: `${entry.why ?? 'refused'} (and ${alike.left} times more before)` };
  }

  return { watch, atTheDoor };
}

/** A storm of alerts is thousands of deliveries: of those the incident tells, so that only refusals are kept. Whoever brings nothing and is asked to sign in has tried nothing. */
function isKept(request: Request, response: Response, { needs, tag }: Pick<Operation, 'needs' | 'tag'>, status: number): boolean {
  if (response.locals['isAudited'] === true) return true;
  if (response.locals['isAudited'] === false && status < 400) return false;
  if (!changesSomething(request)) return status === 403 || (status === 401 && (needs === 'administer' || request.get('authorization') !== undefined));
  return !(needs === 'signed' && tag === 'alerts') || status >= 400;
}
