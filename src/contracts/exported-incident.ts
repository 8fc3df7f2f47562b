// What is told of a closed incident in an export? One flat row, so that a spreadsheet or a database can be asked about times. null: that step was not reached.
import { z } from 'zod';

const seconds = z.number().nullable();
const text = z.string().nullable();

export const ExportedIncident = z.object({
  id: z.string(), service: z.string(), title: z.string(), cause: z.string(), severity: z.string(), outcome: text,
  began: text, // of the trouble, by monitoring
  openedAt: z.string(), closedAt: text,
  detectSeconds: seconds, assignSeconds: seconds, fixSeconds: seconds, deploySeconds: seconds, recoverSeconds: seconds,
  assignee: text, attempts: z.number().int(), deployments: z.number().int(), failedDeployments: z.number().int(), rollbacks: z.number().int(),
  reopened: z.number().int(), customerReports: z.number().int(), recurrenceOf: text,
  environment: text, digest: text, commit: text, // of the deployment that was kept, the last one when there are several
  committedAt: text, deployedAt: text, // of the same
  leadTimeSeconds: seconds, // DORA's: from the commit to being live for everybody
});
export type ExportedIncident = z.infer<typeof ExportedIncident>;
export const ExportedIncidents = z.object({ incidents: z.array(ExportedIncident) });
export type ExportedIncidents = z.infer<typeof ExportedIncidents>;
