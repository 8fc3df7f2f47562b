// A workflow of the incident's type name whose one activity runs until it is told to end: for looking at what runs.
import { defineSignal, proxyActivities, setHandler, condition } from '@temporalio/workflow';

interface Activities { buildFor(seconds: number): Promise<void> }
const { buildFor } = proxyActivities<Activities>({ startToCloseTimeout: '5 minutes', heartbeatTimeout: '30 seconds' });

export const endSignal = defineSignal('end');

export async function incidentToProduction(): Promise<void> {
  let ended = false;
  setHandler(endSignal, () => { ended = true; });
  await Promise.race([buildFor(240), condition(() => ended)]);
}
