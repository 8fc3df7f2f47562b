// What does a running day know? The view, the open alerts, and what people said that is still to be acted on.
import { CancellationScope, condition, isCancellation, setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Telling } from '../activities/everyone';
import type { DecisionCard } from '../src/contracts/decision';
import type { IncidentInput, IncidentView } from '../src/contracts/incident';
import type { Plan } from '../src/contracts/plan';
import type { EnvironmentPlan } from '../src/contracts/release-plan';
import { lastingAlerts, noAlerts, type AlertState } from '../src/domain/alerts';
import { hold, isAlive } from '../src/domain/approval';
import { detailsOf } from '../src/domain/details';
import type { IncidentEvent } from '../src/domain/events';
import { incidentId } from '../src/domain/ids';
import type { LaneGrant } from '../src/domain/lane';
import { applyEvent, openIncident } from '../src/domain/lifecycle';
import type { Passed as PassedCell } from '../src/domain/reuse';
import { Outcome, Phase } from '../src/domain/vocabulary';
import type { Push } from './fix';
import type { Passed } from './run-attempt';
import { changedAttributes } from './search-attributes';
import { tellThem } from './telling';
import type { Watched } from './watch-release';

/** A release that is watched. `asks`: why a person is to decide; `answer`: whether they keep it. */
export interface Watching {
  digest: string;
  environment: string;
  since: string; // ISO: when it went live
  counted: { name: string; incident?: string; at: string }[]; // alerts against it
  asks?: { why: string; by: 'verification' | 'watch' };
  finds?: string; // what the watch found that a person must judge, asked or still to be asked
  answer?: boolean;
  result?: Watched; // its watch is over
}
export interface Ending { outcome: Outcome; by: string; why: string }
export type Asked = Pick<Telling, 'to' | 'subject' | 'text' | 'action' | 'digest' | 'facts' | 'suggestion'> & { step?: string };

export class Day {
  view: IncidentView;
  alerts: AlertState = noAlerts();
  plan?: Plan; // of the last attempt, frozen
  readonly turns = new Map<string, number>(); // how often a cell was given to a runner, by its log
  readonly passedCells = new Map<string, PassedCell>(); // by what their verdict depends on
  push?: Push; // the newest commit that no attempt has taken up
  judged?: Passed; // the bytes of the last attempt, however it was judged
  stop?: EnvironmentPlan; // where the day is on its way out
  lane?: string; // the workflow of the lane that it asked for
  grant?: LaneGrant; // of that lane, while it holds it
  readonly heardGrants = new Map<string, number>(); // the last number of each lane: one that comes late or twice is no grant
  watching?: Watching;
  emergency?: DecisionCard; // the glass was touched by one person, for bytes that were sent back
  letOut?: Passed; // bytes that two people let out by broken glass
  ending?: Ending;
  private main = new CancellationScope();
  receipts: Record<string, Record<string, string>> = {}; // by step and channel: what an update of the message needs
  private readonly told = new Set<Promise<void>>();
  private lasting = 0; // alerts
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

  /** Looks which alerts keep the day open, as of an ISO time. Asked when alerts are heard or one is over by the clock, so that a replay finds the same. */
  lookAtAlerts(at: string): void {
    this.lasting = lastingAlerts(this.alerts, at).length;
  }

  /** Whether something was heard and nothing of it lasts. */
  isQuiet(): boolean {
    return this.alerts.received > 0 && this.lasting === 0;
  }

  /** Seconds of the workflow's own clock until an ISO time; never negative. */
  secondsUntil(at: string): number {
    return Math.max(0, Date.parse(at) - Date.now()) / 1000;
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

  /** A newer commit is judged: what was signed waits, and counts on if it comes to the same bytes. */
  holdCard(why: string): void {
    const { decision } = this.view;
    if (decision && isAlive(decision)) this.record({ kind: 'signOffHeld', card: hold(decision), why });
  }

  /** Runs the day until it ends by itself, `end` is called, or Temporal is asked to cancel it; what was begun is undone first. */
  async untilEnded(day: () => Promise<Ending>): Promise<Ending> {
    if (this.ending) return this.ending; // said in the first moment, before the day could begin
    this.main = new CancellationScope();
    try {
      return await this.main.run(day);
    } catch (error) {
      if (this.ending) return this.ending;
      if (isCancellation(error)) return { outcome: Outcome.Cancelled, by: 'dayshift', why: 'the workflow was cancelled in Temporal' };
      throw error;
    }
  }

  /** The day begins again. */
  reopen(): void {
    this.ending = undefined;
    this.record({ kind: 'reopened' });
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
    const own = tellThem(this, asked, `${this.view.id}/${this.tellings}`).finally(() => this.told.delete(own));
    this.told.add(own);
  }

  /** Tells people whose quiet hours are over by then, if the step is still what is waited for. */
  tellLater(asked: Asked, at: string): void {
    const { ladder } = this.view;
    const isPast = (): boolean => this.view.ladder?.since !== ladder?.since || this.view.phase === Phase.Closed;
    void CancellationScope.nonCancellable(() => this.until(isPast, this.secondsUntil(at)))
      .then((past) => { if (!past) this.tell(asked); });
  }

  /** Waits until everybody was told, or long enough: a channel that is down does not keep the day open. */
  async allTold(): Promise<void> {
    await condition(() => this.told.size === 0, '1m');
  }

  /** The ids of the people with one of the roles. */
  peopleWith(...roles: string[]): string[] {
    return this.view.team.filter((person) => person.roles.some((role) => roles.includes(role))).map((person) => person.id);
  }
}
