// Shall these bytes go to this environment? People decide by its rule; a newer commit, a rejection or time takes it back.
import type { EnvironmentPlan } from '../src/contracts/release-plan';
import { isAlive, look, mayGoOut, openDecision } from '../src/domain/approval';
import { briefOf } from '../src/domain/decision-brief';
import { factsOf } from '../src/domain/decision-facts';
import { risksOf } from '../src/domain/risks';
import { short } from '../src/domain/timeline';
import { quick } from './activity-proxies';
import { climb } from './climb';
import type { Day } from './day';
import { keepingOf } from './keeping';
import type { Passed } from './run-attempt';

/** True when enough of the right people approved this digest, or nobody is asked here. An expired card is opened anew: somebody must decide. */
export async function awaitSignOff(day: Day, passed: Passed, stop: EnvironmentPlan): Promise<boolean> {
  if (!stop.signOff) return true;
  for (let round = 1; ; round += 1) {
    if (!hasCard(day, passed, stop)) await ask(day, passed, stop);
    const { digest } = passed;
    const human = {
      step: 'sign-off' as const, what: 'sign off the release or send it back', rungs: day.input.policies.ladders.signOff, withinSeconds: day.secondsUntil(day.view.decision?.expires ?? day.now()), round,
      message: () => ({ step: `${day.view.id}/sign-off/${passed.number}/${stop.environment}`, subject: `Sign off ${short(digest)}: ${day.view.title}`, text: day.view.decision?.missing ?? '', action: 'sign-off' as const, digest, facts: day.view.decision && briefOf(day.view.decision) }),
    };
    const isDecided = (): boolean => day.view.decision?.state !== 'open' || day.push !== undefined;
    const decided = isDecided() || await whileLooking(day, isDecided, () => climb(day, human, isDecided));
    if (day.view.decision?.state === 'granted') await waitWhileShut(day, digest);
    const { decision } = day.view;
    if (decision?.state === 'granted' && !day.push) return true;
    if (decision?.state === 'open' && !day.push && decided) continue; // withdrawn while it was shut
    if (decision?.state === 'rejected') return false;
    if (day.push) {
      day.holdCard(`${day.push.by} pushed ${short(day.push.commit)}`);
      return false;
    }
    if (!decided) day.record({ kind: 'signOffClosed', state: 'expired', why: 'nobody decided in time; it is asked again' });
  }
}

/** One that was withdrawn from goes on; one that was granted by broken glass counts. */
function hasCard({ view: { decision } }: Day, { digest }: Passed, { environment }: EnvironmentPlan): boolean {
  return decision !== undefined && decision.digest === digest && decision.environment === environment && isAlive(decision);
}

/** What was given for the same bytes before a newer commit came counts on. */
async function ask(day: Day, { plan, digest, commit, number }: Passed, stop: EnvironmentPlan): Promise<void> {
  const { environment } = stop;
  const attempt = day.view.attempts.find((one) => one.number === number);
  const { service, objective, compareLink } = day.input;
  const [running, budget] = await Promise.all([
    quick.currentRelease.executeWithOptions({ summary: `What ${environment} runs` }, [{ service, environment }]).catch(() => undefined),
    objective && quick.readBudget.executeWithOptions({ summary: 'The error budget' }, [{ objective, service, environment }]).catch(() => undefined),
  ]);
  const card = openDecision({
    environment, digest, commit, by: keepingOf(day), authors: attempt?.change?.authors ?? [], pushedBy: attempt ? [attempt.by] : [], at: day.now(),
    risks: attempt ? risksOf(attempt, plan, day.view) : [],
    ...(attempt ? { facts: factsOf({ view: day.view, attempt, plan, environment, running, budget, compareLink }) } : {}),
    earlier: day.view.decision,
  });
  day.record({ kind: 'signOffAsked', card });
}

/** Hours open and freezes end while people think: the card says so. */
async function whileLooking<T>(day: Day, isDecided: () => boolean, work: () => Promise<T>): Promise<T> {
  let isOver = false;
  const until = (): string | undefined => day.view.decision?.shut?.until;
  async function lookOn(): Promise<void> {
    while (!isOver) {
      const opens = until();
      const isMoved = await day.until(() => isOver || until() !== opens, opens === undefined ? undefined : day.secondsUntil(opens));
      if (!isMoved && !isDecided()) lookAgain(day);
    }
  }
  const [done] = await Promise.all([work().finally(() => { isOver = true; }), lookOn()]);
  return done;
}

function lookAgain(day: Day): void {
  const { decision } = day.view;
  if (decision) day.record({ kind: 'cardLooked', card: look(decision, day.now(), keepingOf(day)) });
}

const LOOKED_AFTER_SECONDS = 3600; // when nobody knows until when it is shut

/** What was granted waits until it may go out, by the hours, by an exception or by broken glass; outside of the lane, so that nobody waits for it. */
async function waitWhileShut(day: Day, digest: string): Promise<void> {
  for (;;) {
    const { decision } = day.view;
    const allowed = decision && mayGoOut(decision, digest, day.now(), keepingOf(day));
    if (!allowed || allowed.ok || !allowed.isShut || day.push) return;
    lookAgain(day);
    const until = day.view.decision?.shut?.until;
    const shown = day.view.decision;
    await day.until(() => day.view.decision !== shown || day.push !== undefined, until === undefined ? LOOKED_AFTER_SECONDS : day.secondsUntil(until));
  }
}
