// What does a running day know? The view, the open alerts, and what people said that is still to be acted on.
import { CancellationScope, condition, isCancellation, log, setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { IncidentInput, IncidentView } from '../src/contracts/incident';
import type { Plan } from '../src/contracts/plan';
import { noAlerts, type AlertState } from '../src/domain/alerts';
import { detailsOf } from '../src/domain/details';
import type { IncidentEvent } from '../src/domain/events';
import { incidentId } from '../src/domain/ids';
import { applyEvent, openIncident } from '../src/domain/lifecycle';
import { Outcome } from '../src/domain/vocabulary';
import { telling } from './activity-proxies';
import { changedAttributes } from './search-attributes';

export interface Ending { outcome: Outcome; by: string; why: string }
export interface Asked { to: string[]; subject: string; text: string; action?: 'assign' | 'fix' | 'sign-off' | 'decide' }

export class Day {
  view: IncidentView;
  alerts: AlertState = noAlerts();
  plan?: Plan; // of the last attempt, frozen
  push?: { commit: string; by: string }; // the newest commit that no attempt has taken up
  laneGranted = false;
  keep?: boolean; // a person's answer to "keep or roll back?"
  ending?: Ending;
  private readonly main = new CancellationScope();
  private told: Promise<void>[] = [];
  private attributes = {};
  private tellings = 0;

  constructor(readonly input: IncidentInput) {
    const { workflowId, runId, firstExecutionRunId } = workflowInfo();
    const id = incidentId(workflowId, firstExecutionRunId);
    this.view = openIncident(input, { id, workflowId, runId }, this.now());
  }

  /** ISO time of the workflow's own clock. */
  now(afterSeconds = 0): string {
    return new Date(Date.now() + afterSeconds * 1000).toISOString();
  }

  /** Something happened: the view changes, and what Temporal shows of it. */
  record(event: IncidentEvent): void {
    this.view = applyEvent(this.view, { ...event, at: this.now() });
    setCurrentDetails(detailsOf(this.view));
    const changed = changedAttributes(this.attributes, this.view);
    if (changed.length === 0) return;
    this.attributes = { ...this.attributes, ...Object.fromEntries(changed.map(({ key, value }) => [key.name, value])) };
    upsertSearchAttributes(changed);
  }

  /** Runs the day until it ends by itself, `end` is called, or Temporal is asked to cancel it; what was begun is undone first. */
  async untilEnded(day: () => Promise<Ending>): Promise<Ending> {
    try {
      return await this.main.run(day);
    } catch (error) {
      if (this.ending) return this.ending;
      if (isCancellation(error)) return { outcome: Outcome.Cancelled, by: 'dayshift', why: 'the workflow was cancelled in Temporal' };
      throw error;
    }
  }

  /** Ends the day from wherever it is; what runs is cancelled and undone. */
  end(ending: Ending): void {
    this.ending ??= ending;
    this.main.cancel();
  }

  /** Waits for a claim to hold; false when the time was up first. Without a time it waits for ever. */
  async until(claim: () => boolean, seconds?: number): Promise<boolean> {
    if (seconds === undefined) {
      await condition(claim);
      return true;
    }
    return condition(claim, Math.max(1, seconds * 1000));
  }

  /** Tells people without waiting for it; a channel that stays down is said on the timeline. */
  tell(asked: Asked): void {
    this.tellings += 1;
    const { id } = this.view;
    const notification = { key: `${id}/${this.tellings}`, incident: id, at: this.now(), ...asked };
    const telling_ = CancellationScope.nonCancellable(() => telling.notify.executeWithOptions({ summary: asked.subject }, [notification]));
    this.told.push(telling_.catch((error: unknown) => {
      log.warn('could not tell', { subject: asked.subject, error });
      this.record({ kind: 'noted', by: 'dayshift', text: `Could not tell ${asked.to.join(', ') || 'everybody'}: ${asked.subject}` });
    }));
  }

  /** Waits until everybody was told. */
  async allTold(): Promise<void> {
    await Promise.all(this.told);
  }

  /** The ids of the people with one of the roles. */
  peopleWith(...roles: string[]): string[] {
    return this.view.team.filter((person) => person.roles.some((role) => roles.includes(role))).map((person) => person.id);
  }
}
