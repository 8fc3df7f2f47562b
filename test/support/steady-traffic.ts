// Customers at a steady rate, whatever the shop does: who waits for an answer keeps nobody else from asking. Every answer is kept.
import { Agent, get } from 'node:http';
import { RELEASE_HEADER } from '../../integrations/envoy';

export interface Visit {
  at: number; // when it was asked, ms since 1970
  ms: number; // until the whole answer was here
  status?: number; // absent: no answer
  release?: string; // which answered, by its id
  error?: string; // of the network
}

export interface SteadyTraffic {
  visits: Visit[];
  /** Ends when the last answer is here. */
  stop(): Promise<void>;
}

const TICK_MS = 5;
const PATIENCE_MS = 60_000;

/** Refused by the shop or by the way to it. */
export function isLost({ status }: Visit): boolean {
  return status === undefined || status >= 500;
}

function visit(url: string, agent: Agent): Promise<Visit> {
  const at = Date.now();
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (how: Pick<Visit, 'status' | 'release' | 'error'>): void => resolve({ at, ms: performance.now() - began, ...how });
    const request = get(url, { agent, timeout: PATIENCE_MS }, (response) => {
      const release = response.headers[RELEASE_HEADER];
      response.resume();
      response.once('end', () => end({ status: response.statusCode, release: typeof release === 'string' ? release : undefined }));
      response.once('error', ({ message }) => end({ error: message })); // the answer was cut off
    });
    request.once('timeout', () => request.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
    request.once('error', ({ message }) => end({ error: message }));
  });
}

/** By the clock, not by the timer: when the machine was busy, those who are due come at once. */
export function startTraffic({ url, perSecond }: { url: string; perSecond: number }): SteadyTraffic {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const visits: Visit[] = [];
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  let asked = 0;
  const ticking = setInterval(() => {
    const due = Math.floor((performance.now() - began) / 1000 * perSecond);
    for (; asked < due; asked += 1) {
      const one: Promise<void> = visit(url, agent).then((ended) => {
        visits.push(ended);
        underWay.delete(one);
      });
      underWay.add(one);
    }
  }, TICK_MS);
  return {
    visits,
    async stop() {
      clearInterval(ticking);
      await Promise.all(underWay);
      agent.destroy();
    },
  };
}
