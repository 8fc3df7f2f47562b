// How does a program of the team's hear an event? Delivery is at least once; the event's id lets it drop repeats.
import type { CloudEvent } from '../domain/cloud-events';

export interface Subscriber {
  /** Whether it asked for events of that type. */
  wants(type: string): boolean;
  /** Posts one event. Throws `unreachable` (may be tried again; `retryAfterSeconds` when it says so), `telling-refused` (it will never take this one). */
  deliver(event: CloudEvent, signal?: AbortSignal): Promise<void>;
}
