// What is every span of an incident marked with? The incident, its service, and the run in Temporal.
import type { Attributes } from '@opentelemetry/api';
import type { TraceCarrier } from '../../src/domain/trace';

export function attributesOf({ incident, service }: TraceCarrier, run: { workflowId: string; runId: string } | undefined): Attributes {
  return {
    ...(incident ? { 'dayshift.incident': incident } : {}), ...(service ? { 'dayshift.service': service } : {}),
    ...(run ? { 'temporal.workflow': run.workflowId, 'temporal.run': run.runId } : {}),
  };
}
