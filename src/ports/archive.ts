// Where is an incident kept after its workflow's retention? Written once at close.
import type { IncidentRecord } from '../contracts/record';

export interface Archive {
  /** Stores a record and its story (Markdown); the same id again replaces it. */
  save(record: IncidentRecord, story: string): Promise<void>;
  /** Newest first; with a workflow's id only incidents of that service and cause. */
  list(page: { limit: number; before?: string; workflowId?: string }): Promise<IncidentRecord[]>;
  find(id: string): Promise<{ record: IncidentRecord; story: string } | undefined>;
}
