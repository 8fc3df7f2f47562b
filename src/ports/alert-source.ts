// How does a vendor's webhook become our alerts?
import type { IncomingHttpHeaders } from 'node:http';
import type { Alert } from '../contracts/alert';

export interface AlertSource {
  /** Decodes a verified body. Throws DayshiftError `alert-malformed` with every fault when the shape is not the vendor's. */
  decode(body: unknown, headers: IncomingHttpHeaders): Alert[];
  /** Throws DayshiftError `alert-unverified` when the delivery is not authentic. A source without signatures accepts. */
  verify(raw: Buffer, headers: IncomingHttpHeaders): void;
}
