// What can be said to an incident or a lane? Names and payloads only; shared with the API, so nothing here runs.
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { AlertBatch } from '../src/contracts/alert';
import type { UnroutedList } from '../src/contracts/http';
import type { IncidentView } from '../src/contracts/incident';
import type { WatchSample } from '../src/contracts/live-release';
import type { Acknowledge, Ask, Assign, BreakGlass, Build, Cancel, Decline, Delegate, HandOver, Join, JudgeGate, Note, OpenLane, SignOff, Withdraw } from '../src/contracts/people';
import type { Lane, LaneGrant, LaneRequest, LaneStand, LaneWord } from '../src/domain/lane';
import type { WatchNews } from '../src/domain/release-health';
import type { SetAside } from '../src/domain/unrouted';

export type LaneState = Lane;

export const alertsSignal = defineSignal<[AlertBatch]>('alerts');

// A person's word: an update (answered at once), and a signal of the same name for Temporal's own UI and command line.
export const acknowledgeUpdate = defineUpdate<string, [Acknowledge]>('acknowledge');
export const assignUpdate = defineUpdate<string, [Assign]>('assign');
export const declineUpdate = defineUpdate<string, [Decline]>('decline');
export const handOverUpdate = defineUpdate<string, [HandOver]>('handOver');
export const joinUpdate = defineUpdate<string, [Join]>('join');
export const buildUpdate = defineUpdate<string, [Build]>('build');
export const judgeGateUpdate = defineUpdate<string, [JudgeGate]>('judgeGate');
export const signOffUpdate = defineUpdate<string, [SignOff]>('signOff');
export const withdrawUpdate = defineUpdate<string, [Withdraw]>('withdraw');
export const askUpdate = defineUpdate<string, [Ask]>('ask');
export const delegateUpdate = defineUpdate<string, [Delegate]>('delegate');
export const breakGlassUpdate = defineUpdate<string, [BreakGlass]>('breakGlass');
export const noteUpdate = defineUpdate<string, [Note]>('note');
export const cancelUpdate = defineUpdate<string, [Cancel]>('cancel');

export const acknowledgeSignal = defineSignal<[Acknowledge]>('acknowledge');
export const assignSignal = defineSignal<[Assign]>('assign');
export const declineSignal = defineSignal<[Decline]>('decline');
export const handOverSignal = defineSignal<[HandOver]>('handOver');
export const joinSignal = defineSignal<[Join]>('join');
export const buildSignal = defineSignal<[Build]>('build');
export const judgeGateSignal = defineSignal<[JudgeGate]>('judgeGate');
export const signOffSignal = defineSignal<[SignOff]>('signOff');
export const withdrawSignal = defineSignal<[Withdraw]>('withdraw');
export const askSignal = defineSignal<[Ask]>('ask');
export const delegateSignal = defineSignal<[Delegate]>('delegate');
export const breakGlassSignal = defineSignal<[BreakGlass]>('breakGlass');
export const noteSignal = defineSignal<[Note]>('note');
export const cancelSignal = defineSignal<[Cancel]>('cancel');

export const incidentQuery = defineQuery<IncidentView>('incident');

// Between an incident and its watch, which has a history of its own.
export const samplesQuery = defineQuery<WatchSample[]>('samples');
export const watchNewsSignal = defineSignal<[WatchNews]>('watchNews'); // to the incident: the judgement changed
export const countAgainstSignal = defineSignal<[{ name: string; at: string }]>('countAgainst'); // to the watch: an alert fires
/** To an incident that watches a release: an alert of another incident fires for the same service and environment. */
export const alertElsewhereSignal = defineSignal<[{ name: string; incident: string; at: string }]>('alertElsewhere');

// The lane of one environment: incidents ask, the lane grants to one at a time.
export const requestLaneSignal = defineSignal<[LaneRequest]>('requestLane');
export const releaseLaneSignal = defineSignal<[LaneWord]>('releaseLane'); // verified, barred: digests; blocked: why it is to wait for a person
export const openLaneUpdate = defineUpdate<string, [OpenLane]>('openLane');
export const openLaneSignal = defineSignal<[OpenLane]>('openLane');
export const laneQuery = defineQuery<LaneState>('lane');
export const laneGrantedSignal = defineSignal<[LaneGrant]>('laneGranted');
export const laneMovedSignal = defineSignal<[LaneStand]>('laneMoved'); // to those who wait
export const laneLostSignal = defineSignal<[{ lane: string; why: string; grant?: number }]>('laneLost');

// The one list of alerts that belonged to no service.
export const setAsideSignal = defineSignal<[{ alerts: SetAside[]; receivedAt: string }]>('setAside');
export const dismissUnroutedUpdate = defineUpdate<string, [{ key: string; by: string }]>('dismiss');
export const dismissUnroutedSignal = defineSignal<[{ key: string }]>('dismiss');
export const unroutedQuery = defineQuery<UnroutedList>('unrouted');
