// How long until the next try? As long as it was told to wait, or until there is a reason to try now: the window is looked at, the network is another.
import { networkInterfaces } from 'node:os';

const LOOK_EVERY_MS = 2000; // only while dayshift is away

export interface Waker {
  /** Whoever waits tries now. */
  wake(): void;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export function createWaker(network: () => string = addressesOf): Waker {
  const waiting = new Set<() => void>();

  async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const before = network();
    await new Promise<void>((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        clearInterval(looking);
        waiting.delete(finish);
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      const looking = setInterval(() => { if (network() !== before) finish(); }, LOOK_EVERY_MS);
      waiting.add(finish);
      signal.addEventListener('abort', finish);
    });
  }

  return { pause, wake() { for (const go of [...waiting]) go(); } };
}

/** All that this machine is called in its networks. */
function addressesOf(): string {
  return Object.values(networkInterfaces()).flatMap((of) => (of ?? []).map(({ address }) => address)).sort().join(' ');
}
