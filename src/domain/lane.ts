// Who holds an environment's lane, who waits, and what does it remember? First come first served; whatever is said twice, late or not at all.
import type { OpenLane } from '../contracts/people';
import type { Refusal } from './words';

/**
 * `holder`: the workflow's id; `incident`: its incident's. A rollback goes before every deployment that waits.
 * `grant`: of a renewal, the number of the grant that is renewed; without it the lane is asked for anew.
 */
export interface LaneRequest { holder: string; incident: string; leaseSeconds: number; kind: 'deployment' | 'rollback'; grant?: number }
type Asked = Omit<LaneRequest, 'grant'>;
export interface Lane {
  holder?: Asked & { until: string; grant: number; asksAnew?: boolean }; // asksAnew: it does not know that it holds the lane, and is granted it once more
  queue: Asked[];
  grants: number; // rises with every grant: the number of the last one fences off earlier holders at the target
  blocked?: { why: string; at: string; incident: string }; // it waits for a person: nobody is granted it
  opened?: { by: string; reason: string; at: string; grants: number }; // the last time that a person opened it; what earlier grants say of blocking is answered by that
  verified: string[]; // digests that were verified here, newest first; at most 20
  barred: string[]; // digests that were rolled back here, newest first; at most 100
}
/** What a holder is told. */
export interface LaneGrant { lane: string; grant: number; verified: string[]; barred: string[] }
/** What one that waits is told. `holder`: an incident's id. */
export interface LaneStand { ahead: number; holder?: string; blocked?: { why: string; at: string } }
/** What one says that leaves. `grant`: the newest number that it has heard; a later grant is not given back by it. */
export interface LaneWord { holder: string; grant?: number; verified?: string; barred?: string; blocked?: string }

const MOST_VERIFIED = 20;
const MOST_BARRED = 100;
const LONGEST_REASON = 500;

/** @param grants a number that no grant of this lane has reached before. */
export function freeLane(grants = 0): Lane {
  return { queue: [], grants, verified: [], barred: [] };
}

export function holds(lane: Lane, holder: string): boolean {
  return lane.holder?.holder === holder;
}

/** Whether a message from anywhere is a request. */
export function isLaneRequest(said: unknown): said is LaneRequest {
  const { holder, incident, leaseSeconds, kind } = Object(said) as Partial<Record<keyof LaneRequest, unknown>>;
  return typeof holder === 'string' && holder !== '' && typeof incident === 'string' && typeof leaseSeconds === 'number' && leaseSeconds > 0 && leaseSeconds < 1e9 && (kind === 'deployment' || kind === 'rollback');
}

/** Whether it renews a lease that has run out: who sent it is told, and does not wait. */
export function isTooLate(lane: Lane, { holder, grant }: LaneRequest): boolean {
  return grant !== undefined && !holds(lane, holder);
}

/**
 * Into the queue; one that waits keeps its place, and moves only to become a rollback. The holder's own request renews its
 * lease; without a number it has lost track, and is granted the lane anew. A renewal by somebody else changes nothing.
 */
export function join(lane: Lane, request: LaneRequest, at: string): Lane {
  const { grant: renewed, ...said } = request;
  if (lane.holder && holds(lane, said.holder)) {
    const asksAnew = renewed === undefined || lane.holder.asksAnew;
    return { ...lane, holder: { ...upgraded(said, lane.holder), until: leaseEnd(said, at), grant: lane.holder.grant, ...(asksAnew ? { asksAnew } : {}) } };
  }
  if (renewed !== undefined) return lane;
  const waiting = lane.queue.find(({ holder }) => holder === said.holder);
  const asked = waiting ? upgraded(said, waiting) : said;
  if (waiting?.kind === asked.kind) return { ...lane, queue: lane.queue.map((one) => (one === waiting ? asked : one)) };
  return { ...lane, queue: placed(asked, lane.queue.filter((one) => one !== waiting)) };
}

/** Out of the queue, and out of the lane unless it was granted once more since. What it says of the digests and of blocking is kept. */
export function leave(lane: Lane, word: LaneWord, at: string): Lane {
  const { holder } = word;
  const ends = lane.holder?.holder === holder && (word.grant === undefined || word.grant >= lane.holder.grant);
  const incident = [lane.holder, ...lane.queue].find((one) => one?.holder === holder)?.incident ?? holder;
  const left = { ...lane, holder: ends ? undefined : lane.holder, queue: lane.queue.filter((one) => one.holder !== holder) };
  const remembering = remember(left, { barred: word.barred, verified: ends ? word.verified : undefined });
  const counts = ends || (word.grant ?? 0) > (lane.opened?.grants ?? 0); // of a lease that ran out, until a person has looked
  if (word.blocked === undefined || lane.blocked || !counts) return remembering;
  return { ...remembering, blocked: { why: word.blocked, at, incident } };
}

/** A digest that was rolled back stays barred, whoever verifies it again. */
function remember(lane: Lane, { verified, barred }: Pick<LaneWord, 'verified' | 'barred'>): Lane {
  const bad = newestFirst(barred, lane.barred, MOST_BARRED);
  return { ...lane, barred: bad, verified: newestFirst(verified, lane.verified, MOST_VERIFIED).filter((digest) => !bad.includes(digest)) };
}

function newestFirst(digest: string | undefined, before: string[], most: number): string[] {
  return digest === undefined ? before : [digest, ...before.filter((one) => one !== digest)].slice(0, most);
}

/** The first of the queue becomes the holder, when the lane is free and not blocked; a holder that has lost track gets a new number. */
export function grant(lane: Lane, at: string): Lane {
  const { holder, blocked } = lane;
  const [next, ...behind] = lane.queue;
  if (blocked || (holder && !holder.asksAnew)) return lane;
  const grants = lane.grants + 1;
  if (holder) {
    const { asksAnew: _known, ...known } = holder;
    return { ...lane, grants, holder: { ...known, grant: grants, until: leaseEnd(known, at) } };
  }
  return next ? { ...lane, grants, holder: { ...next, until: leaseEnd(next, at), grant: grants }, queue: behind } : lane;
}

/** Without a holder when its lease is over at this time. */
export function expireLease(lane: Lane, at: string): Lane {
  return lane.holder && Date.parse(lane.holder.until) <= Date.parse(at) ? { ...lane, holder: undefined } : lane;
}

/** Why a person's word is refused. It may come from anywhere and hold anything. */
export function refuseOpen({ blocked }: Lane, word: unknown): Refusal | undefined {
  const { by, reason } = Object(word) as Partial<Record<keyof OpenLane, unknown>>;
  if (typeof by !== 'string' || by.trim() === '') return { reason: 'nobody is named', advice: 'Send `by`, your id.' };
  if (typeof reason !== 'string' || reason.trim() === '') return { reason: 'the reason is missing', advice: 'Send `reason`: what you found, and why the next may deploy.' };
  if (reason.length > LONGEST_REASON) return { reason: `the reason has ${reason.length} characters`, advice: `Say it in ${LONGEST_REASON}.` };
  return blocked ? undefined : { reason: 'the lane is open', advice: 'Only a lane that waits for a person can be opened.' };
}

/** The next may be granted it. */
export function open(lane: Lane, { by, reason }: Pick<OpenLane, 'by' | 'reason'>, at: string): Lane {
  return { ...lane, blocked: undefined, opened: { by, reason, at, grants: lane.grants } };
}

/** Where it stands; undefined when it neither holds the lane nor waits. */
export function standOf({ holder, queue, blocked }: Lane, who: string): LaneStand | undefined {
  const before = queue.findIndex((one) => one.holder === who);
  if (before < 0 && holder?.holder !== who) return undefined;
  return {
    ahead: before < 0 ? 0 : before + (holder ? 1 : 0),
    ...(holder ? { holder: holder.incident } : {}), ...(blocked ? { blocked: { why: blocked.why, at: blocked.at } } : {}),
  };
}

/** Whether it has to go on although nobody holds it and nobody waits. */
export function remembers({ blocked, opened, verified, barred }: Lane): boolean {
  return blocked !== undefined || opened !== undefined || verified.length > 0 || barred.length > 0;
}

/** The lane for Temporal's own page, in Markdown. */
export function laneDetails({ holder, queue, blocked, opened }: Lane): string {
  return [
    blocked ? `**Waits for a person** since ${blocked.at}: ${blocked.why} (${blocked.incident})` : holder ? `**Held** by ${holder.incident} (${holder.kind}, grant ${holder.grant}) until ${holder.until}` : '**Free**',
    ...queue.map(({ incident, kind }, index) => `${index + 1}. ${incident} (${kind})`),
    ...(opened ? [`Opened by ${opened.by} at ${opened.at}: ${opened.reason}`] : []),
  ].join('\n\n');
}

function leaseEnd({ leaseSeconds }: Asked, at: string): string {
  return new Date(Date.parse(at) + leaseSeconds * 1000).toISOString();
}

/** A late repeat of an earlier request does not make a deployment of a rollback. */
function upgraded(said: Asked, before: Asked): Asked {
  return before.kind === 'rollback' && before.incident === said.incident ? { ...said, kind: 'rollback' } : said;
}

/** Behind everybody, a rollback only behind the other rollbacks. */
function placed(asked: Asked, queue: Asked[]): Asked[] {
  const rollbacks = queue.filter(({ kind }) => kind === 'rollback').length;
  const at = asked.kind === 'rollback' ? rollbacks : queue.length;
  return [...queue.slice(0, at), asked, ...queue.slice(at)];
}
