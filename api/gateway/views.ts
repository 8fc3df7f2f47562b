// What does an incident look like now? Its query and its watch's, each asked again only when its history has grown.
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { IncidentView } from '../../src/contracts/incident';
import type { WatchSample } from '../../src/contracts/live-release';
import { Outcome, Phase } from '../../src/domain/vocabulary';
import { watchWorkflowId } from '../../src/domain/ids';
import { incidentQuery, samplesQuery } from '../../workflows/messages';
import { BoundedCache } from '../bounded-cache';
import { queryUntil } from './query';
import type { Runs } from './runs';

const ANSWER_WITHIN_MS = 5000;
const SAMPLES_WITHIN_MS = 1000;

export interface Views {
  /** Throws `incident-unknown`, and `unreachable` when Temporal or every worker is silent. */
  of(id: string): Promise<IncidentView>;
  /** The same by run; `within` is how long the worker may take, in milliseconds. */
  ofRun(description: WorkflowExecutionDescription, within?: number): Promise<IncidentView>;
}

export function createViews(client: Client, runs: Runs): Views {
  const seen = new BoundedCache<string, { length: number; view: IncidentView }>(300);
  const sampled = new BoundedCache<string, { length: number; samples: WatchSample[] }>(100); // by the watch's run
  const asked = new Map<string, Promise<IncidentView>>(); // by run and length: those who ask together are answered together

  async function ofRun(description: WorkflowExecutionDescription, within = ANSWER_WITHIN_MS): Promise<IncidentView> {
    const { workflowId, runId, historyLength } = description;
    const known = seen.get(runId);
    if (known?.length === historyLength) return known.view;
    const key = `${runId}/${historyLength}`;
    const before = asked.get(key);
    if (before) return before;
    const asking_ = queryUntil(client, { workflowId, runId }, incidentQuery, Date.now() + within).then((view) => endedIn(description, view)).finally(() => asked.delete(key));
    asked.set(key, asking_);
    const view = await asking_;
    seen.set(runId, { length: historyLength, view });
    return view;
  }

  /** While production is watched, also while a person is asked, the samples so far: they are in the watch's own history. Without an answer the view stays as it is. */
  async function withSamples(view: IncidentView): Promise<IncidentView> {
    if (!view.watch || view.watch.to !== undefined || !view.release) return view;
    const samples = await samplesOf(watchWorkflowId(view.id, view.release.digest)).catch(() => undefined);
    return samples ? { ...view, watch: { ...view.watch, samples } } : view;
  }

  async function samplesOf(watch: string): Promise<WatchSample[] | undefined> {
    const description = await runs.describe(watch);
    if (!description) return undefined;
    const { runId, historyLength } = description;
    const known = sampled.get(runId);
    if (known?.length === historyLength) return known.samples;
    const samples = await client.withDeadline(Date.now() + SAMPLES_WITHIN_MS, () => client.workflow.getHandle(watch, runId).query(samplesQuery));
    sampled.set(runId, { length: historyLength, samples });
    return samples;
  }

  return { ofRun, of: async (id) => withSamples(await ofRun(await runs.find(id))) };
}

/** A day that was terminated or has failed in Temporal did not close itself: it is shown as closed all the same. */
function endedIn({ status, closeTime }: WorkflowExecutionDescription, view: IncidentView): IncidentView {
  if (status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW' || view.phase === Phase.Closed) return view;
  return { ...view, phase: Phase.Closed, outcome: Outcome.Cancelled, closedAt: closeTime?.toISOString(), turn: undefined };
}
