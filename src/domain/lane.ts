// Who holds an environment's lane, and who waits? First come first served; asking and leaving twice change nothing.

export interface LaneRequest { holder: string; incident: string; leaseSeconds: number }
export interface Lane { holder?: LaneRequest & { until: string }; queue: LaneRequest[] }

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
