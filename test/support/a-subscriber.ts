// A program that heard events: it keeps what it took and refuses when it is told to.
import type { CloudEvent } from '../../src/domain/cloud-events';
import { DayshiftError } from '../../src/errors';
import type { Subscriber } from '../../src/ports/subscriber';

export interface HearingSubscriber extends Subscriber {
  readonly heard: CloudEvent[];
  /** How often it was called, also when it refused. */
  calls(): number;
  /** What it says to the next event; undefined: it takes everything. */
  setFault(fault: ((event: CloudEvent) => DayshiftError | undefined) | undefined): void;
}

export function aSubscriber(wants: (type: string) => boolean = () => true): HearingSubscriber {
  const heard: CloudEvent[] = [];
  let calls = 0;
  let faultOf: ((event: CloudEvent) => DayshiftError | undefined) | undefined;
  return {
    heard, wants, calls: () => calls,
    setFault(fault) { faultOf = fault; },
    async deliver(event) {
      calls += 1;
      const fault = faultOf?.(event);
      if (fault) throw fault;
      heard.push(event);
    },
  };
}

export function isDown(change: { retryAfterSeconds?: number } = {}): DayshiftError {
  return new DayshiftError('unreachable', { what: 'The subscriber', reason: 'it is down', ...change });
}

export function refuses(): DayshiftError {
  return new DayshiftError('telling-refused', { what: 'The subscriber', reason: 'it answered 422' });
}
