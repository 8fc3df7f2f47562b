// A workflow that asks for a lane as an incident does, by the same activities, and keeps what the lane tells it.
import { condition, defineQuery, defineSignal, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { LaneOrder, LeaveOrder } from '../../activities/lane';
import type { LaneGrant, LaneStand } from '../../src/domain/lane';
import { laneGrantedSignal, laneLostSignal, laneMovedSignal, noteSignal } from '../../workflows/messages';

export { deployLane } from '../../workflows/deploy-lane';

interface Activities { joinLane(order: LaneOrder): Promise<void>; leaveLane(order: LeaveOrder): Promise<void> }
const { joinLane, leaveLane } = proxyLocalActivities<Activities>({ startToCloseTimeout: '30s' });

export interface Told { grants: LaneGrant[]; stands: LaneStand[]; lost: { why: string; grant?: number }[]; notes: { by: string; text: string }[] }
export const toldQuery = defineQuery<Told>('told');
export const joinUpdate = defineUpdate<void, [LaneOrder]>('join');
export const leaveUpdate = defineUpdate<void, [LeaveOrder]>('leave');
export const endSignal = defineSignal('end');

export async function laneAsker(): Promise<void> {
  const told: Told = { grants: [], stands: [], lost: [], notes: [] };
  let ended = false;
  setHandler(toldQuery, () => told);
  setHandler(joinUpdate, joinLane);
  setHandler(leaveUpdate, leaveLane);
  setHandler(laneGrantedSignal, (grant) => { told.grants.push(grant); });
  setHandler(laneMovedSignal, (stand) => { told.stands.push(stand); });
  setHandler(laneLostSignal, (lost) => { told.lost.push(lost); });
  setHandler(noteSignal, ({ by, text }) => { told.notes.push({ by, text }); });
  setHandler(endSignal, () => { ended = true; });
  await condition(() => ended);
}
