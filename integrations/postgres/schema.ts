// What do the tables look like, and how do they come to be? Each step once, in order, by whoever is first.
import { z } from 'zod';
import { IncidentRecord } from '../../src/contracts/record';
import { CELL_HISTORY_STEP } from './cell-history';
import { AUDIT_STEP } from './audit-log';
import { CREDENTIALS_STEP } from './credentials';
import { RELEASE_FACTS_STEP } from './release-facts';
import { REPEATS_STEP } from './repeats';
import { SEARCH_STEP } from './search';
import { TEST_HISTORY_STEP } from './test-history';

export const Row = z.object({ record: IncidentRecord, story: z.string() });
export type Row = z.infer<typeof Row>;

/** Any number that no other program takes its advisory locks by. */
export const MIGRATION_LOCK = 7_146_233_019;

/** Appended to, never changed: the index of a step is its version. */
export const MIGRATIONS = [
  `create table dayshift_archive (
     id text primary key,
     service text not null,
     closed_at timestamptz not null,
     record jsonb not null,
     story text not null,
     saved_at timestamptz not null default now()
   );
   create index dayshift_archive_by_closed_at on dayshift_archive (closed_at desc, id desc);
   create index dayshift_archive_by_service on dayshift_archive (service, closed_at desc)`,
  // Of the record itself, so that rows from before this step are found too.
  `create index dayshift_archive_by_workflow on dayshift_archive ((record #>> '{incident,workflowId}'), closed_at desc, id desc)`,
  TEST_HISTORY_STEP,
  REPEATS_STEP,
  SEARCH_STEP,
  CELL_HISTORY_STEP,
  CREDENTIALS_STEP,
  AUDIT_STEP,
  RELEASE_FACTS_STEP,
];
