// How far is the release on its way, environment by environment? Signed, in the lane, deployed, verified, watched, live.
import type { DecisionCard } from '../../src/contracts/decision';
import type { AttemptView, IncidentView } from '../../src/contracts/incident';
import type { DeploymentView } from '../../src/contracts/live-release';
import { Phase } from '../../src/domain/vocabulary';

export type StopState = 'done' | 'now' | 'waits' | 'bad' | 'todo';
export interface Stop { name: string; state: StopState; word: string }
/** One environment on the way; `isNow`: what happens, happens here. */
export interface Way { environment: string; stops: Stop[]; word: string; tone: 'ok' | 'bad' | 'wait' | 'run' | 'none'; deployment: DeploymentView | undefined; isNow: boolean }

/** The environments of what goes out now or went out last; none before anything is asked or deployed. */
export function waysOf(view: IncidentView): Way[] {
  const deployments = deploymentsOf(view);
  const digest = digestOnItsWay(view, deployments);
  if (digest === undefined) return [];
  const own = deployments.filter((one) => one.digest === digest);
  return environmentsOf(view, digest, deployments).map((environment) => wayOf(view, environment, digest, own.filter((one) => one.environment === environment).at(-1)));
}

/** As they were kept; of an incident that was recorded before they were, the one that went out. */
export function deploymentsOf({ deployments, release, lane, watch, environment, attempts }: IncidentView): DeploymentView[] {
  if (deployments) return deployments;
  const attempt = attempts.at(-1);
  if (!release && !lane) return [];
  const at = release?.at ?? attempt?.endedAt ?? attempt?.startedAt ?? '';
  const outcome = watch?.verdict === 'kept' || watch?.verdict === 'rolled-back' ? watch.verdict : 'under-way';
  return [{ environment: lane?.environment ?? environment, digest: release?.digest ?? attempt?.digest ?? '', commit: attempt?.commit ?? '', attempt: attempt?.number ?? 0, startedAt: at, ...(release ? { at } : {}), outcome }];
}

function digestOnItsWay({ phase, decision, attempts }: IncidentView, deployments: readonly DeploymentView[]): string | undefined {
  if (deployments.at(-1)?.outcome === 'under-way') return deployments.at(-1)?.digest;
  if (decision && phase === Phase.SignOff) return decision.digest;
  return attempts.at(-1)?.verdict === 'running' ? undefined : deployments.at(-1)?.digest;
}

function environmentsOf(view: IncidentView, digest: string, deployments: readonly DeploymentView[]): string[] {
  const planned = attemptOf(view, digest)?.environments?.map(({ environment }) => environment);
  return planned ?? [...new Set([...deployments.map(({ environment }) => environment), view.environment])];
}

export function attemptOf({ attempts }: Pick<IncidentView, 'attempts'>, digest: string): AttemptView | undefined {
  return attempts.filter((one) => one.digest === digest).at(-1);
}

/** The last card for these bytes there. */
function cardOf({ decision, decisions = [] }: Pick<IncidentView, 'decision' | 'decisions'>, environment: string, digest: string): DecisionCard | undefined {
  return [...decisions, ...(decision ? [decision] : [])].filter((card) => card.environment === environment && card.digest === digest).at(-1);
}

function wayOf(view: IncidentView, environment: string, digest: string, deployment: DeploymentView | undefined): Way {
  const stops = [...signStop(view, environment, digest, deployment), ...outStops(view, environment, deployment)];
  const at = stops.find(({ state }) => state !== 'done' && state !== 'todo');
  const isDone = stops.every(({ state }) => state === 'done');
  const isLast = environment === view.environment;
  return {
    environment, stops, deployment, isNow: at !== undefined && deployment?.outcome !== 'undone' && deployment?.outcome !== 'rolled-back',
    word: isDone ? (isLast ? 'live' : 'passed') : at?.word ?? 'to come',
    tone: isDone ? 'ok' : at === undefined ? 'none' : ({ done: 'ok', now: 'run', waits: 'wait', bad: 'bad', todo: 'none' } as const)[at.state],
  };
}

function signStop(view: IncidentView, environment: string, digest: string, deployment: DeploymentView | undefined): Stop[] {
  const card = cardOf(view, environment, digest);
  const isPlanned = attemptOf(view, digest)?.environments?.find((one) => one.environment === environment)?.isSigned ?? (card !== undefined || environment === view.environment);
  if (!isPlanned) return [];
  if (deployment || card?.state === 'granted') return [{ name: 'signed', state: 'done', word: 'signed' }];
  if (!card) return [{ name: 'signed', state: 'todo', word: 'to come' }];
  if (card.state === 'open') return [{ name: 'signed', state: 'waits', word: card.shut ? 'shut; waits for signatures' : 'waits for signatures' }];
  return [{ name: 'signed', state: card.state === 'held' ? 'waits' : 'bad', word: card.state }];
}

function outStops(view: IncidentView, environment: string, deployment: DeploymentView | undefined): Stop[] {
  const watched = attemptOf(view, deployment?.digest ?? '')?.environments?.find((one) => one.environment === environment);
  const isWatched = watched ? watched.watch !== undefined : true;
  const last = environment === view.environment ? 'watched' : 'baked';
  const names = ['lane', 'deployed', 'verified', ...(isWatched ? [last] : [])];
  if (!deployment) return names.map((name) => ({ name, state: 'todo', word: 'to come' }));
  if (deployment.outcome === 'kept') return names.map((name) => ({ name, state: 'done', word: name }));
  const place = placeOf(view, environment, deployment, names);
  const end = deployment.outcome === 'under-way' ? undefined : deployment.outcome === 'rolled-back' ? 'rolled back' : 'taken back';
  return names.map((name, index) => {
    if (index < place.index) return { name, state: 'done', word: name };
    if (index > place.index) return { name, state: 'todo', word: 'to come' };
    return end === undefined ? { name, state: place.state, word: place.word } : { name, state: 'bad', word: end };
  });
}

interface Place { index: number; state: StopState; word: string }

/** At which of its stops a deployment that is not kept stands. */
function placeOf(view: IncidentView, environment: string, deployment: DeploymentView, names: readonly string[]): Place {
  const { lane, canary, verification, watch } = view;
  const since = (at: string | undefined) => at !== undefined && deployment.at !== undefined && at >= deployment.at;
  const isHere = (one: { environment?: string | undefined } | undefined) => one !== undefined && (one.environment ?? view.environment) === environment;
  if (deployment.at === undefined) {
    const waits = lane && lane.state === 'asked' && isHere(lane);
    if (waits && deployment.outcome === 'under-way') return { index: 0, ...(lane.blocked ? { state: 'waits', word: 'the lane waits for a person' } : { state: 'now', word: lane.ahead > 0 ? `in the lane, ${lane.ahead} ahead` : 'asks for the lane' }) };
    const step = canary?.digest === deployment.digest ? canary.steps.find(({ state }) => state === 'running') : undefined;
    return { index: 1, state: 'now', word: step && step.weight < 100 ? `canary, ${step.weight} % of the traffic` : 'deploying' };
  }
  const isVerified = verification !== undefined && isHere(verification) && verification.of !== 'rollback' && since(verification.at);
  const isWatched = watch !== undefined && isHere(watch) && since(watch.from);
  if (!isVerified && !isWatched) return { index: 2, state: 'now', word: 'verifying' };
  const asks = isAsked(view);
  if (names.length < 4) return { index: 2, state: asks ? 'waits' : 'now', word: asks ? 'keep it or roll it back?' : 'verified' };
  return { index: 3, state: asks ? 'waits' : 'now', word: asks ? 'keep it or roll it back?' : environment === view.environment ? 'watched' : 'baking' };
}

/** Whether a person is asked to keep what went out or to roll it back. */
export function isAsked({ turn }: Pick<IncidentView, 'turn'>): boolean {
  return turn !== undefined && turn.role !== 'dayshift' && turn.to.startsWith('keep the release');
}
