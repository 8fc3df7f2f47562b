// What may a browser do with our pages, and who may post to us? Strict headers, and forms only from our own pages.
import type { RequestHandler } from 'express';
import helmet from 'helmet';

export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'self'"], objectSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"] },
  },
  referrerPolicy: { policy: 'same-origin' }, // with `no-referrer` browsers would not say where our own forms come from
});

/** Refuses a form that another site's page sent. A program that is no browser sends neither header and is let through. */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const foreignOrigin = origin !== undefined && hostOf(origin) !== request.get('host');
  if (foreignSite || foreignOrigin) return void response.status(403).type('text').send('This form was sent from another site.');
  next();
};

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
