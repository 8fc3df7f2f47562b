// Where is an incident kept after its workflow's retention? Written once at close.
import type { ServiceHistory } from '../contracts/history';
import type { TestHistory } from '../contracts/http';
import type { IncidentRecord } from '../contracts/record';
import type { ReleaseFacts } from '../domain/dora';

/** `test`: its name, whole or from the beginning of one of its parts on. `limit`: how many tests at most. */
export interface TestHistoryQuestion { service: string; test?: string; limit: number }

/** `weeks`: the beginning of each (ISO), newest first; one has seven days. `fresh`: how many runs with new findings at most. `givenSince`: a day, e.g. `2026-11-25`. */
export interface ServiceHistoryQuestion { service: string; weeks: readonly string[]; fresh: number; givenSince: string }

/** `since`: of incidents that closed at that time or later. */
export interface ReleaseQuestion { service: string; since: string }

/** Which records; what is absent does not matter. */
export interface ArchiveFilter {
  since?: string; // closed at that time or later
  until?: string; // closed before that time
  service?: string;
  workflowId?: string; // of one service and cause
  severity?: string;
  outcome?: string;
  assignee?: string;
  search?: string; // each of its words begins one of the id, title, service, cause, alerts or story; only signs: finds nothing
  ids?: readonly string[];
}

/** `before`: closed before that time; with `beforeId`, the last id of the page before it, those of the same time that come after it too. */
export interface ArchivePage extends ArchiveFilter {
  limit: number;
  before?: string;
  beforeId?: string;
  isBrief?: boolean; // without the timeline and the stages of attempts, which are nearly all of a record
}

export interface Archive {
  /** Stores a record and its story (Markdown); the same id again replaces it. */
  save(record: IncidentRecord, story: string): Promise<void>;
  /** Newest first, by the time they closed, then by id. */
  list(page: ArchivePage): Promise<IncidentRecord[]>;
  /** How many there are. */
  count(filter: ArchiveFilter): Promise<number>;
  find(id: string): Promise<{ record: IncidentRecord; story: string } | undefined>;
  /**
   * Each test over all archived incidents of the service, as their records' cells tell: those with most failures and flakes first,
   * then by name. Nothing for a service or test that no record has. Names are told apart by their first 500 characters.
   */
  testHistory(question: TestHistoryQuestion): Promise<TestHistory[]>;
  /**
   * The cells of a service in each of the weeks, by stage, check and point; its newest runs with new findings since the last of the weeks;
   * the quarantines that people gave, those to be reviewed on `givenSince` or later, by their day of review.
   */
  serviceHistory(question: ServiceHistoryQuestion): Promise<ServiceHistory>;
  /** How the releases of a service went, of each incident: newest first, by the time they closed, then by id. */
  releaseFacts(question: ReleaseQuestion): Promise<ReleaseFacts[]>;
}
