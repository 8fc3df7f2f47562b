// Where does Prometheus read what a worker does? At an address of its own, in the words of Temporal's SDK, in seconds.
import type { RuntimeOptions } from '@temporalio/worker';

/** @param address host and port; undefined: nothing is told. */
export function workerFigures(address: string | undefined): Pick<RuntimeOptions, 'telemetryOptions'> {
  if (!address) return {};
  return { telemetryOptions: { metrics: { prometheus: { bindAddress: address, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true } } } };
}
