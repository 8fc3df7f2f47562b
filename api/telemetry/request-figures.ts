// What does each answer count as? Its duration by operation, a word by its outcome; a stream counts while it is open.
import type { RequestHandler, Response } from 'express';
import { isEventStream } from '../live/event-stream';
import type { Figures } from './figures';
import { operationOf } from './request-spans';

const OTHER = 'other'; // pages, files, probes, and addresses that nothing answers at

export interface RequestFigures {
  handler: RequestHandler;
  /** Open event streams by operation. */
  streams(): ReadonlyMap<string, number>;
}

export function createRequestFigures(figures: Figures): RequestFigures {
  const open = new Set<Response>();
  const handler: RequestHandler = ({ method }, response, next) => {
    const began = performance.now();
    open.add(response);
    response.once('close', () => {
      open.delete(response);
      const operation = operationOf(response.locals);
      const { statusCode: status } = response;
      if (operation?.tag === 'words') figures.wordSaid(operation.id, status < 400 ? 'taken' : status < 500 ? 'refused' : 'failed');
      if (!isEventStream(response)) figures.answered({ operation: operation?.id ?? OTHER, method, status }, (performance.now() - began) / 1000);
    });
    next();
  };

  function streams(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const response of open) {
      if (!isEventStream(response)) continue;
      const operation = operationOf(response.locals)?.id ?? OTHER;
      counts.set(operation, (counts.get(operation) ?? 0) + 1);
    }
    return counts;
  }

  return { handler, streams };
}
