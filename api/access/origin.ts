// Did our own page ask for this? A browser sends the cookie along with what other pages ask, so a change by the cookie must say where it comes from.
import type { Request } from 'express';
import { DoorError } from '../middleware/problem';

export function changesSomething({ method }: { method: string }): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase());
}

function originOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).origin : undefined;
}

/** Another port of this machine is another page, so origins are compared whole: with the address that was asked, and with the public one. */
function isOurs(origin: string, request: Request, publicUrl: string): boolean {
  return origin === originOf(publicUrl) || (origin === originOf(`${request.protocol}://${request.get('host') ?? ''}`) && origin !== 'null');
}

/** Throws `origin-unknown` when another page asks, or nobody says which one; `media-type-unknown` for what a form could send. */
export function checkOwnPage(request: Request, publicUrl: string): void {
  const origin = request.get('origin');
  const isSaid = origin === undefined ? request.get('sec-fetch-site') === 'same-origin' : isOurs(origin, request, publicUrl);
  if (!isSaid) throw new DoorError('origin-unknown');
  checkIsJson(request);
}

/** As `checkOwnPage`, for what carries no cookie yet: programs say no origin, pages always do. */
export function checkNoOtherPage(request: Request, publicUrl: string): void {
  const [origin, site] = [request.get('origin'), request.get('sec-fetch-site')];
  if (origin !== undefined && !isOurs(origin, request, publicUrl)) throw new DoorError('origin-unknown');
  if (origin === undefined && site !== undefined && site !== 'same-origin') throw new DoorError('origin-unknown');
  checkIsJson(request);
}

function checkIsJson(request: Request): void {
  const hasBody = request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
  if (hasBody && !request.is('application/json')) throw new DoorError('media-type-unknown', { given: request.get('content-type')?.slice(0, 100) ?? 'no name', known: 'application/json' });
}
