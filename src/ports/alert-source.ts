// How does a vendor's webhook become our alerts?
import type { IncomingHttpHeaders } from 'node:http';
import type { Alert } from '../contracts/alert';

/** What was decoded, and what of the delivery is no alert (a ping, a comment, an event of another kind), with the reason. */
export interface Decoded {
  alerts: Alert[];
  ignored: { fingerprint: string; name: string; why: string }[];
  /** Whether the end of these alerts will be told; absent: as the source's `alwaysEnds` says. */
  alwaysEnds?: boolean;
}

export interface AlertSource {
  /** Whether it tells the end of every alert. Where it does not, an alert that is not heard of again expires (`policies.silentFor`). */
  readonly alwaysEnds: boolean;
  /** Decodes a verified body, parsed from JSON. Together both lists are never empty. Throws DayshiftError `alert-malformed` with every fault when the shape is not the vendor's. */
  decode(body: unknown, headers: IncomingHttpHeaders): Decoded;
  /** Throws DayshiftError `alert-unverified` when the delivery is not authentic. A source without signatures accepts. */
  verify(raw: Buffer, headers: IncomingHttpHeaders): void;
}
