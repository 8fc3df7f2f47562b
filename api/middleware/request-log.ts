// What was asked, and how did it end? One line a request; no bodies, no query strings, no headers.
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const { method, path } = request;
    response.once('close', () => {
      const milliseconds = Math.round(performance.now() - started);
      const line = { method, path, status: response.statusCode, milliseconds };
      if (response.statusCode >= 500) logger.warn(line, 'request answered');
      else if (method === 'GET') logger.debug(line, 'request answered');
      else logger.info(line, 'request answered');
    });
    next();
  };
}
