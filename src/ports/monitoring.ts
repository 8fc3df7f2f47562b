// What does monitoring know? Every answer may be "unknown", with the reason; none is zero by default.
export type Measured = { value: number; at: string } | { value: null; reason: string; at: string };
export type Series = { samples: { at: string; value: number }[] } | { samples: null; reason: string };
export interface FiringAlert { name: string; labels: Record<string, string>; since: string }
export type Firing = { alerts: FiringAlert[] } | { alerts: null; reason: string };

export interface Monitoring {
  /** The query's one value, now or as it was at a time. No data, several values or no answer is `null` with the reason; it throws only when cancelled. */
  measure(query: string, signal?: AbortSignal, at?: Date): Promise<Measured>;
  /** The query's one series between two times, oldest first. */
  range(query: string, span: { from: Date; to: Date; stepSeconds: number }, signal?: AbortSignal): Promise<Series>;
  /** Every alert that fires at the source now, whether or not anybody was told; `null` with the reason when the source cannot be asked. */
  firing(signal?: AbortSignal): Promise<Firing>;
}
