// What may a browser do with an answer? Only what the dashboard needs: its own files, no inline script, no frame around it.
import type { RequestHandler } from 'express';

const POLICY = [
  'default-src \'self\'', 'base-uri \'none\'', 'form-action \'self\'', 'frame-ancestors \'none\'', 'object-src \'none\'', 'img-src \'self\' data:',
].join('; ');

export const setSecurityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  });
  next();
};
