// A whole API whose time a test sets, and a browser and programs that call it; its address is the one that browsers know.
import request, { type Response } from 'supertest';
import type { ApiDeps } from '../../api/deps';
import type { AuditEntry } from '../../src/contracts/access';
import { anApi, anInstallation } from './an-api';

export const ADDRESS = 'http://127.0.0.1:8080';
export const ORIGIN = { host: '127.0.0.1:8080', origin: ADDRESS };

export function anAccess(change: Partial<ApiDeps> = {}) {
  let at = Date.parse('2026-01-05T09:00:00.000Z');
  const api = anApi({ clock: () => new Date(at), publicUrl: ADDRESS, readsNeedToken: true, ...change });

  /** What a program sends with its token. */
  function asToken(token: string) {
    return call({ authorization: `Bearer ${token}` });
  }
  /** What our own page sends with its cookie. */
  function asPage(cookie: string, headers: Record<string, string> = {}) {
    return call({ ...ORIGIN, cookie, ...headers });
  }
  function call(headers: Record<string, string>) {
    const asked = (method: 'get' | 'post' | 'delete') => (path: string, body?: object): request.Test => {
      const test = request(api.app)[method](`/api/v1${path}`).set(headers);
      return body === undefined ? test : test.send(body);
    };
    return { get: asked('get'), post: asked('post'), delete: asked('delete') };
  }
  /** Signs in and gives the cookie. */
  async function signIn(secret: string, headers: Record<string, string> = {}): Promise<string> {
    const answer = await call({ ...ORIGIN, ...headers }).post('/session', { secret });
    if (answer.status !== 200) throw new Error(`not signed in: ${answer.text}`);
    return cookieOf(answer);
  }
  async function audited(filter: Partial<AuditEntry> = {}): Promise<AuditEntry[]> {
    const all = await api.auditLog.list({ limit: 500 });
    return all.filter((entry) => Object.entries(filter).every(([name, value]) => entry[name as keyof AuditEntry] === value));
  }

  return { ...api, asToken, asPage, anybody: call({}), call, signIn, audited, pass: (milliseconds: number) => { at += milliseconds; } };
}

/** Name and value of the cookie that an answer set. */
export function cookieOf(answer: Response): string {
  return setCookie(answer).split(';')[0] ?? '';
}

export function setCookie({ headers }: Response): string {
  return String((headers['set-cookie'] as unknown as string[] | undefined)?.[0] ?? '');
}

export { anInstallation };
