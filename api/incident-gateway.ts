// How does everything else reach the incidents? The only Temporal client of the API, behind the few things that are asked of it.
import type { Alert } from '../src/contracts/alert';
import type { IncidentSummary, LaneState, Progress } from '../src/contracts/http';
import type { IncidentInput, IncidentView } from '../src/contracts/incident';
import { createChanges, createWatchChanges, type Changes, type WatchChanges } from './gateway/history';
import { createLanes, type Lanes } from './gateway/lanes';
import { createDoor, type Door, type Joined } from './gateway/open-or-join';
import { readProgress } from './gateway/progress';
import { createRows, type RowFilter, type Rows } from './gateway/rows';
import { createRuns } from './gateway/runs';
import type { Temporal } from './gateway/temporal-connection';
import { createUnrouted, type Unrouted } from './gateway/unrouted';
import { createViews } from './gateway/views';
import { createSay, type Say } from './gateway/words';
import { workersOn } from './gateway/workers';
import type { HeadlineOf } from './summaries';

export type { Joined } from './gateway/open-or-join';
export type { RowFilter, Rows } from './gateway/rows';
export type { Unrouted } from './gateway/unrouted';
export { WORDS, type WordBody, type WordName } from './gateway/words';

const HEALTH_WITHIN_MS = 1000;
const MOST_OPEN = 200;

/** Every promise rejects with DayshiftError `unreachable` while Temporal, or the worker that must answer, is silent. */
export interface IncidentGateway {
  /** Alerts of one cause, in order; resolves when they are durable. */
  openOrJoin(input: IncidentInput, alerts: Alert[]): Promise<Joined>;
  standing: Door['standing'];
  /** Alerts that belong to no service. */
  unrouted: Omit<Unrouted, 'drained'>;
  say: Say;
  /** The incident as it is now, open or closed within Temporal's retention. Throws `incident-unknown`. */
  view(id: string): Promise<IncidentView>;
  rows: Rows;
  /** The open ones that need somebody most, at most 200. */
  openRows(filter?: RowFilter): Promise<IncidentSummary[]>;
  /** The last that closed, as long as Temporal keeps them; those of the given runs are left out. */
  closedRows(limit: number, known: ReadonlySet<string>): Promise<IncidentSummary[]>;
  changes: Changes;
  watchChanges: WatchChanges;
  progress(id: string): Promise<Progress>;
  /** Undefined when no lane workflow runs. */
  lane(service: string, environment: string): Promise<LaneState | undefined>;
  /** Says to a lane that it may go on. Throws `refused`. */
  openLane: Lanes['open'];
  /** How many workers listen to that task queue. */
  workersOn(queue: string): Promise<number>;
  /** Whether Temporal answers; never rejects. */
  isReachable(): Promise<boolean>;
  /** Resolves when no alert waits any more, and nothing is being read. */
  drained(): Promise<void>;
}

export function createIncidentGateway(temporal: Temporal, headlineOf: HeadlineOf = () => undefined): IncidentGateway {
  const { client } = temporal;
  const runs = createRuns(client);
  const views = createViews(client, runs);
  const rows = createRows(client, runs, views, headlineOf);
  const door = createDoor(temporal, runs);
  const unrouted = createUnrouted(client);
  const lanes = createLanes(client, runs);

  async function isReachable(): Promise<boolean> {
    try {
      await client.withDeadline(Date.now() + HEALTH_WITHIN_MS, () => client.workflowService.getSystemInfo({}));
      return true;
    } catch {
      return false;
    }
  }

  return {
    openOrJoin: door.openOrJoin,
    standing: door.standing,
    unrouted,
    drained: async () => { await Promise.all([door.drained(), unrouted.drained(), rows.settled()]); },
    say: createSay(client, runs),
    view: views.of,
    rows,
    openRows: async (filter = {}) => (await rows.foremost(filter, MOST_OPEN)).rows,
    closedRows: async (limit, known) => (await rows.ended('all', {})).rows.filter(({ runId }) => !known.has(runId)).slice(0, limit),
    changes: createChanges(client, runs),
    watchChanges: createWatchChanges(client, runs),
    progress: (id) => readProgress(client, runs, id),
    lane: lanes.of,
    openLane: lanes.open,
    workersOn: (queue) => workersOn(client, queue),
    isReachable,
  };
}
