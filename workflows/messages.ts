// What can be said to an incident or a lane? Names and payloads only; shared with the API, so nothing here runs.
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { AlertBatch } from '../src/contracts/alert';
import type { UnroutedList } from '../src/contracts/http';
import type { IncidentView, WatchView } from '../src/contracts/incident';
import type { Acknowledge, Assign, Build, Cancel, Decline, HandOver, Join, JudgeGate, Note, SignOff } from '../src/contracts/people';
import type { Lane, LaneRequest } from '../src/domain/lane';
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
export const noteSignal = defineSignal<[Note]>('note');
export const cancelSignal = defineSignal<[Cancel]>('cancel');

export const incidentQuery = defineQuery<IncidentView>('incident');

/** Asked of the watch itself, which has a history of its own. */
export const samplesQuery = defineQuery<WatchView['samples']>('samples');

// The lane of one environment: incidents ask, the lane grants to one at a time.
export const requestLaneSignal = defineSignal<[LaneRequest]>('requestLane');
export const releaseLaneSignal = defineSignal<[{ holder: string }]>('releaseLane');
export const laneGrantedSignal = defineSignal<[{ lane: string }]>('laneGranted');
export const laneQuery = defineQuery<LaneState>('lane');

// The one list of alerts that belonged to no service.
export const setAsideSignal = defineSignal<[{ alerts: SetAside[]; receivedAt: string }]>('setAside');
export const dismissUnroutedUpdate = defineUpdate<string, [{ key: string; by: string }]>('dismiss');
export const dismissUnroutedSignal = defineSignal<[{ key: string }]>('dismiss');
export const unroutedQuery = defineQuery<UnroutedList>('unrouted');
