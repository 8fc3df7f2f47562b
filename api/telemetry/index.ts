// What is seen of this process from outside? Its figures, its readiness and its traces, put together once.
import type { RequestHandler } from 'express';
import { dayshiftVersion } from '../../src/config/version';
import type { ApiDeps } from '../deps';
import type { Live } from '../routes/events';
import { createBoardCounter } from './board-count';
import { createFigures, type Figures } from './figures';
import { createReadiness, type Readiness } from './readiness';
import { createRequestFigures } from './request-figures';
import { traceRequests } from './request-spans';
import { createUnroutedCount } from './unrouted-count';

export interface Telemetry {
  figures: Figures;
  readiness: Readiness;
  /** Before everything else that answers. */
  handlers: RequestHandler[];
  /** What is counted when Prometheus asks. */
  watch(live: Live, auditWaiting: () => number | undefined): void;
}

export function createTelemetry({ gateway, archive }: Pick<ApiDeps, 'gateway' | 'archive'>): Telemetry {
  const figures = createFigures();
  const readiness = createReadiness({ gateway, archive });
  const requests = createRequestFigures(figures);

  function watch({ board, followed }: Live, auditWaiting: () => number | undefined): void {
    figures.watch({
      version: dayshiftVersion(), board: createBoardCounter(board).count, followed, streams: requests.streams,
      unrouted: createUnroutedCount(gateway), auditWaiting, ready: readiness.now,
    });
  }

  return { figures, readiness, handlers: [traceRequests, requests.handler], watch };
}
