// What do the parts of the dashboard's bench share? The running processes, what Temporal was asked, and shares of sorted figures.
import { setTimeout as delay } from 'node:timers/promises';
import type { TemporalServer } from '../test/support/a-temporal-server';

export interface Place {
  server: TemporalServer;
  metrics: string; // address of the server's own figures
  api: string;
  memory: { api(): Promise<number>; worker(): Promise<number> }; // MB now
  say(line: string): void;
}

/** How often Temporal's frontend was asked each thing since it was started, e.g. `QueryWorkflow`. */
export async function askedOf({ metrics }: Place): Promise<(operation: string) => number> {
  const text = await (await fetch(metrics)).text();
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (!line.startsWith('service_requests{') || !line.includes('service_name="frontend"')) continue;
    const [, operation = ''] = /operation="(\w+)"/.exec(line) ?? [];
    counts.set(operation, (counts.get(operation) ?? 0) + Number(line.slice(line.lastIndexOf(' ') + 1)));
  }
  return (operation) => counts.get(operation) ?? 0;
}

export function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** Looks at the memory every half a second until it is told to stop; gives the peak in MB. */
export function watchPeak(now: () => Promise<number>): () => Promise<number> {
  let peak = 0;
  let ended = false;
  const looking = (async () => {
    while (!ended) {
      peak = Math.max(peak, await now());
      await delay(500);
    }
  })();
  return async () => {
    ended = true;
    await looking;
    return peak;
  };
}
