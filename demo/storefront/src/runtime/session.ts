// How is a customer recognised from one request to the next? By a cookie that holds an id and nothing else.
import connectPgSimple from 'connect-pg-simple';
import session from 'express-session';
import type { Request, RequestHandler } from 'express';
import type { Pool } from 'pg';

export const SESSION_COOKIE = 'storefront.sid';
const FOURTEEN_DAYS_MS = 14 * 24 * 60 * 60 * 1000;

declare module 'express-session' {
  interface SessionData {
    customerId: string;
    basket: Record<string, number>;
  }
}

export interface Sessions {
  handler: RequestHandler;
  close(): void;
}

export function createSessions(pool: Pool, secret: string): Sessions {
  const PgStore = connectPgSimple(session);
  const store = new PgStore({ pool, tableName: 'sessions', createTableIfMissing: false });
  return {
    handler: session({
      name: SESSION_COOKIE,
      secret,
      store,
      resave: false,
      saveUninitialized: false,
      // `auto`: marked Secure whenever the customer came over https, also through the proxy in front.
      cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: FOURTEEN_DAYS_MS },
    }),
    close: () => void store.close(),
  };
}

/** A new id at login, so that an id known before is worth nothing after; the basket comes along. */
export async function beginCustomerSession(request: Request, customerId: string): Promise<void> {
  const { basket } = request.session;
  await new Promise<void>((resolve, reject) => request.session.regenerate((error) => (error ? reject(error) : resolve())));
  request.session.customerId = customerId;
  if (basket) request.session.basket = basket;
  await saveSession(request);
}

/** To be awaited before a redirect: the browser follows it at once and must find what was just stored. */
export async function saveSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => request.session.save((error) => (error ? reject(error) : resolve())));
}

export async function endCustomerSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => request.session.destroy((error) => (error ? reject(error) : resolve())));
}
