// How does a program without a browser get its person's token? It shows a code, and asks at the given pace until the person has said yes or no.
import { DeviceAnswer, DeviceCode } from '../src/contracts/device';
import type { DeviceRequest } from '../src/contracts/device';
import { ApiProblem } from './api-client';
import type { ApiClient } from './api-client';
import { wait } from './wait';

const SLOWER_BY_MS = 5000; // RFC 8628 3.5: whoever is told to slow down does so for good
const LONGEST_MS = 900_000; // while nobody answers; else dayshift says when a code is too old, by its own clock

/** The person said no, or nobody said anything in time. The message and the advice are for people. */
export class DeviceNotGranted extends Error {
  constructor(readonly state: 'denied' | 'expired') {
    super(state === 'denied' ? 'The sign-in was denied.' : 'Nobody confirmed the sign-in in time.');
    this.name = 'DeviceNotGranted';
  }

  get advice(): string {
    return this.state === 'denied' ? 'If that was not meant, begin again and choose Allow.' : 'Begin again: there is a new code each time, good for ten minutes.';
  }
}

export type DeviceGrant = Extract<DeviceAnswer, { state: 'granted' }>;

/** What of the client is used; it needs no token. */
type Asking = Pick<ApiClient, 'ask'>;

export interface DeviceSignIn {
  name: string; // what the token is for, e.g. `VS Code on laptop-7`
  scopes: DeviceRequest['scopes'];
  signal: AbortSignal; // the person gave up here
  /** Called once, before the first question: the code and the link are for the person's eyes. */
  show(code: DeviceCode): void | Promise<void>;
  /** Waits between two questions; a test has its own. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Asks until the person allowed it; the secret is in this answer and nowhere else. Throws `DeviceNotGranted`, `ApiProblem` when the
 * sign-in cannot begin or is refused, and the signal's reason when it aborts. While dayshift does not answer it goes on asking, as long as the code is good.
 */
export async function signInByDevice(api: Asking, { name, scopes, signal, show, pause = wait }: DeviceSignIn): Promise<DeviceGrant> {
  signal.throwIfAborted();
  const code = await api.ask('/device', DeviceCode, { method: 'POST', body: { name, scopes } satisfies DeviceRequest });
  signal.throwIfAborted();
  await show(code);
  let interval = code.intervalSeconds * 1000;
  for (let waited = 0; waited < LONGEST_MS; waited += interval) {
    await pause(interval, signal);
    signal.throwIfAborted();
    const answer = await ask(api, code);
    if (answer === 'slower') interval += SLOWER_BY_MS;
    else if (answer.state === 'granted') return answer; // also when the person gave up meanwhile: it is there, and comes only once
    else if (answer.state !== 'waiting') throw new DeviceNotGranted(answer.state);
  }
  throw new DeviceNotGranted('expired');
}

async function ask(api: Asking, { deviceCode }: DeviceCode): Promise<DeviceAnswer | 'slower'> {
  try {
    return await api.ask('/device/token', DeviceAnswer, { method: 'POST', body: { deviceCode } });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.problem.status === 429) return 'slower';
    if (error.problem.status >= 500) return { state: 'waiting' }; // it restarts, or the way to it is gone for a moment
    throw error;
  }
}
