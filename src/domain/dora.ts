// How well do releases go? DORA's five figures over archived records, of each service by ISO week in UTC; what there is nothing to tell by is null.
import type { DoraFigures, DoraReport } from '../contracts/http';
import type { IncidentRecord } from '../contracts/record';
import { wasTakenBack } from './deployment';
import { isoWeek, lastWeeks } from './iso-week';

/** What is needed of a record: so little that thousands fit into memory. */
export interface ReleaseFacts {
  incident: string;
  recurrenceOf: string | null;
  began: string; // when its trouble began, as far as it is known
  deployments: Pick<IncidentRecord['deployments'][number], 'environment' | 'startedAt' | 'at' | 'endedAt' | 'outcome' | 'committedAt' | 'restoredAt'>[];
}

/** `count` weeks, the one of `now` being the first. */
export interface Weeks { now: string; count: number }

/** One service's figures from the facts of its incidents of twice as many weeks, in any order: the earlier half is what they are compared with. `environment` is its own: what went elsewhere is no release to customers. */
export function doraOf(service: string, environment: string, facts: readonly ReleaseFacts[], { now, count }: Weeks): DoraReport['services'][number] {
  const weeks = lastWeeks(now, count);
  const first = weeks.at(-1) ?? now;
  const earliest = lastWeeks(now, 2 * count).at(-1) ?? first;
  const all = judgeAll(environment, facts);
  const seen = all.filter(({ when }) => Date.parse(when) >= Date.parse(first));
  const whole = figuresOf(seen);
  const before = figuresOf(all.filter(({ when }) => Date.parse(when) >= Date.parse(earliest) && Date.parse(when) < Date.parse(first)));
  return {
    service, whole, before, perWeek: facts.length > 0 ? whole.deployments / count : null,
    weeks: weeks.map((from) => {
      const week = isoWeek(from);
      return { week, from, ...figuresOf(seen.filter((one) => one.week === week)) };
    }),
  };
}

/** One deployment as the figures see it. */
interface Judged {
  when: string;
  week: string;
  isLive: boolean;
  isDecided: boolean;
  hasFailed: boolean;
  isRework: boolean;
  leadSeconds: number | null;
  recoverySeconds: number | null; // of a failed one; null: it is not over
}

type Deployment = ReleaseFacts['deployments'][number];

function judgeAll(environment: string, facts: readonly ReleaseFacts[]): Judged[] {
  const own = facts.map((record) => ({ ...record, deployments: record.deployments.filter((one) => one.environment === environment).sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt)) }));
  const kept = own.flatMap(({ deployments }) => deployments).filter(({ outcome, at }) => outcome === 'kept' && at !== undefined).map(({ at = '' }) => Date.parse(at)).sort((a, b) => a - b);
  const cameBackAt = new Map<string, string[]>(); // by the incident before
  for (const { recurrenceOf, began } of own) if (recurrenceOf !== null) cameBackAt.set(recurrenceOf, [...(cameBackAt.get(recurrenceOf) ?? []), began]);
  return own.flatMap((record) => {
    const lastKept = record.deployments.findLast(({ outcome }) => outcome === 'kept');
    return record.deployments.map((deployment, place): Judged => {
      const cameBack = deployment === lastKept ? firstAfter(cameBackAt.get(record.incident) ?? [], whenOf(deployment)) : undefined;
      return {
        when: whenOf(deployment), week: isoWeek(whenOf(deployment)), isLive: deployment.at !== undefined, isDecided: deployment.outcome !== 'under-way',
        hasFailed: wasTakenBack(deployment) || cameBack !== undefined,
        isRework: record.recurrenceOf !== null || record.deployments.slice(0, place).some(wasTakenBack),
        leadSeconds: leadOf(deployment),
        recoverySeconds: wasTakenBack(deployment) ? secondsTo(deployment.restoredAt, whenOf(deployment), kept) : cameBack === undefined ? null : secondsTo(null, cameBack, kept),
      };
    });
  });
}

/** When it was live for everybody, else when it was begun. */
function whenOf({ at, startedAt }: Deployment): string {
  return at ?? startedAt;
}

/** The trouble that came back after a release; one that began before it is the trouble that it was to end. */
function firstAfter(times: readonly string[], since: string): string | undefined {
  return times.filter((time) => Date.parse(time) >= Date.parse(since)).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}

/** To the verified rollback or the next kept release, whichever came first. */
function secondsTo(restoredAt: string | null, since: string, kept: readonly number[]): number | null {
  const from = Date.parse(since);
  const ends = [restoredAt === null ? undefined : Date.parse(restoredAt), kept.find((time) => time > from)].filter((time): time is number => time !== undefined && time >= from);
  return ends.length > 0 ? (Math.min(...ends) - from) / 1000 : null;
}

/** A commit that claims to be of later than its release has a clock that tells nothing. */
function leadOf({ at, committedAt }: Deployment): number | null {
  if (at === undefined || committedAt === null) return null;
  const seconds = (Date.parse(at) - Date.parse(committedAt)) / 1000;
  return seconds >= 0 ? seconds : null;
}

function figuresOf(judged: readonly Judged[]): DoraFigures {
  const decided = judged.filter(({ isDecided }) => isDecided);
  const share = (counts: (one: Judged) => boolean): number | null => (decided.length > 0 ? decided.filter(counts).length / decided.length : null);
  return {
    deployments: judged.filter(({ isLive }) => isLive).length,
    leadTimeSeconds: middle(judged.map(({ leadSeconds }) => leadSeconds)),
    changeFailRate: share(({ hasFailed }) => hasFailed),
    recoverySeconds: middle(judged.filter(({ hasFailed }) => hasFailed).map(({ recoverySeconds }) => recoverySeconds)),
    reworkRate: share(({ isRework }) => isRework),
  };
}

/** The median of what is known. */
function middle(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null).sort((a, b) => a - b);
  const [low, high] = [known[Math.floor((known.length - 1) / 2)], known[Math.floor(known.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
