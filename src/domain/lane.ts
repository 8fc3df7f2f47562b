// Who holds an environment's lane, and who waits? First come first served; asking and leaving twice change nothing.

/** `holder`: the workflow's id; `incident`: its incident's. A rollback goes before every deployment that waits. */
export interface LaneRequest { holder: string; incident: string; leaseSeconds: number; kind: 'deployment' | 'rollback' }
export interface Lane {
  holder?: LaneRequest & { until: string; grant: number };
  queue: LaneRequest[];
  grants: number; // how often it was granted: the number of the last grant fences off earlier holders at the target
  blocked?: { why: string; at: string; incident: string }; // it waits for a person: nobody is granted it
  verified: string[]; // digests that were verified here, newest first; at most 20
  barred: string[]; // digests that were rolled back here; at most 100
}
/** What a holder is told. */
export interface LaneGrant { lane: string; grant: number; verified: string[]; barred: string[] }
/** What one that waits is told. */
export interface LaneStand { ahead: number; holder?: string; blocked?: { why: string; at: string } }

export function freeLane(): Lane {
  return { queue: [] };
}

export function holds(lane: Lane, holder: string): boolean {
  return lane.holder?.holder === holder;
}

function leaseEnd(request: LaneRequest, at: string): string {
  return new Date(Date.parse(at) + request.leaseSeconds * 1000).toISOString();
}

/** To the end of the queue; the holder's own request renews its lease, one that waits already keeps its place. */
export function join(lane: Lane, request: LaneRequest, at: string): Lane {
  if (holds(lane, request.holder)) return { ...lane, holder: { ...request, until: leaseEnd(request, at) } };
  if (lane.queue.some((waiting) => waiting.holder === request.holder)) return lane;
  return { ...lane, queue: [...lane.queue, request] };
}

/** Out of the lane and out of the queue. */
export function leave(lane: Lane, holder: string): Lane {
  return { holder: holds(lane, holder) ? undefined : lane.holder, queue: lane.queue.filter((waiting) => waiting.holder !== holder) };
}

/** The first of the queue becomes the holder, when the lane is free. */
export function grant(lane: Lane, at: string): Lane {
  const [first, ...queue] = lane.queue;
  if (lane.holder || !first) return lane;
  return { holder: { ...first, until: leaseEnd(first, at) }, queue };
}
