// One incident of the small shop, played by its three people through the API: a commit passes, is signed and goes out, then it burns and is taken back.
import { setTimeout as delay } from 'node:timers/promises';
import { ApiProblem } from '../../client/api-client';
import type { IncidentView } from '../../src/contracts/incident';
import type { SmallStage } from './small-stage';

/** Done once the lane is held; `settled` waits until the way out, or the way back, has come to its end. */
export type Meanwhile = (settled: () => Promise<IncidentView>) => Promise<void>;
export interface Gone { digest: string; seconds: number; view: IncidentView }

export interface SmallDay {
  incident: string;
  /** Until it is live and watched, or undone: then the view is in another phase than `watch`. Seconds from when it had the lane. */
  goOut(name: string, meanwhile?: Meanwhile): Promise<Gone>;
  /** From now on every event of it is bad; until the release before it is back. Seconds from when the watch had judged. */
  goBack(digest: string, meanwhile?: Meanwhile): Promise<Gone>;
}

const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 120; // each look is a query, and costs the worker that is looked at

/** A part that is being started again does not answer; a refusal is thrown. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  let last: unknown;
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (error instanceof ApiProblem && error.problem.status < 500) throw error;
      last = error;
    }
  }
  throw new Error(`waited for: ${what}`, { cause: last });
}

function isOut({ phase, lane, deployments }: IncidentView, digest: string): boolean {
  const last = deployments?.at(-1);
  return last?.digest === digest && lane?.state === 'released' && (phase === 'watch' || last.outcome !== 'under-way');
}

function isBack({ phase, lane, deployments }: IncidentView): boolean {
  return phase === 'fix' && lane?.state === 'released' && deployments?.at(-1)?.outcome === 'rolled-back';
}

/** Opens the incident and assigns the developer. */
export async function openSmallDay(stage: SmallStage): Promise<SmallDay> {
  const incident = await stage.alert();
  const [paula, maya, olga] = [stage.api('paula'), stage.api('maya'), stage.api('olga')];
  const view = (): Promise<IncidentView> => olga.incident(incident);
  const when = (what: string, holds: (view: IncidentView) => boolean): Promise<IncidentView> => until(what, async () => {
    const now = await view();
    return holds(now) ? now : undefined;
  });
  async function follow(digest: string, settled: () => Promise<IncidentView>, meanwhile: Meanwhile | undefined): Promise<Gone> {
    const began = Date.now();
    await meanwhile?.(settled);
    const after = await settled();
    return { digest, view: after, seconds: (Date.now() - began) / 1000 };
  }

  await until('the developer is assigned', () => paula.say(incident, 'assign', { to: 'maya' }));
  return {
    incident,
    async goOut(name, meanwhile) {
      const { branch } = await until('the incident answers', view);
      const commit = await stage.shop.commit(branch, name);
      await until('the commit is taken', () => maya.say(incident, 'build', { commit }));
      const { decision } = await when(`${name} is to be signed`, ({ decision: card }) => card?.commit === commit && card.state === 'open');
      const digest = decision?.digest ?? '';
      await until('the sign-off is taken', () => olga.say(incident, 'sign-off', { decision: 'approve', digest }));
      await when(`${name} has the lane`, ({ lane, deployments }) => deployments?.at(-1)?.digest === digest && lane?.state !== 'asked');
      return follow(digest, () => when(`${name} is live or undone`, (now) => isOut(now, digest)), meanwhile);
    },
    async goBack(digest, meanwhile) {
      stage.monitoring.burn(digest);
      await when('the rollback has begun', ({ watch, phase }) => phase !== 'watch' || watch?.verdict === 'rolled-back');
      return follow(digest, () => when('it is rolled back', isBack), meanwhile);
    },
  };
}
