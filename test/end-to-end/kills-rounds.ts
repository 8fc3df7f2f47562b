// One round: a commit passes, is signed and goes out, then it burns and is taken back; in between something is killed.
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ApiProblem } from '../../cli/api-client';
import type { IncidentView } from '../../src/contracts/incident';
import type { SmallStage } from '../support/small-stage';
import type { PlannedKill } from './kills-plan';
import { look, onlyLive, type Found } from './kills-place';
import { kill, type Killed } from './kills-victims';

const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 40;

export interface Told { planned: PlannedKill; killed: Killed; where: string; live: string; seconds: number; found: Found; wanted: Found }

export interface Rounds {
  /** Live and watched, or undone, whatever died; the digest when it is live. */
  goOut(name: string, planned?: PlannedKill): Promise<{ digest: string; isLive: boolean; seconds: number }>;
  goBack(digest: string, planned?: PlannedKill): Promise<{ seconds: number }>;
  /** The last word of the incident. */
  view(): Promise<IncidentView>;
  told: Told[];
}

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

export function createRounds(stage: SmallStage, incident: string): Rounds {
  const told: Told[] = [];
  const [maya, olga] = [stage.api('maya'), stage.api('olga')];
  const view = (): Promise<IncidentView> => olga.incident(incident);
  const when = (what: string, holds: (view: IncidentView) => boolean): Promise<IncidentView> => until(what, async () => {
    const now = await view();
    return holds(now) ? now : undefined;
  });
  let before = stage.first.digest; // what is gone back to

  /** Kills at the planned moment, waits until all is settled, and looks. */
  async function strike(planned: PlannedKill, undisturbed: number, settled: () => Promise<IncidentView>): Promise<void> {
    await delay(planned.moment * undisturbed * 1000);
    const killed = await kill(stage, planned);
    const after = await settled();
    const isLive = after.phase === 'watch';
    const digest = after.release?.digest ?? before;
    const wanted = onlyLive(digest, isLive ? [before] : []);
    const found = await lookUntil(wanted);
    told.push({ planned, killed, where: whereOf(after, killed.at), live: digest, seconds: (Date.now() - killed.at) / 1000, found, wanted });
  }

  /** A release that was killed needs a moment until it is there again; what is never right is answered as it was last. */
  async function lookUntil(wanted: Found): Promise<Found> {
    let found: Found | undefined;
    await until('one release is live everywhere', async () => {
      found = await look(stage, incident);
      return isDeepStrictEqual(found, wanted) ? found : undefined;
    }).catch((error: unknown) => {
      if (!found) throw error;
    });
    return found ?? look(stage, incident);
  }

  let [wayOut, wayBack] = [1, 1]; // seconds, as the first round takes
  const isSettledOut = ({ phase, lane, deployments }: IncidentView, digest: string): boolean => {
    const last = deployments?.at(-1);
    return last?.digest === digest && lane?.state === 'released' && (phase === 'watch' || last.outcome !== 'under-way');
  };

  return {
    told, view,
    async goOut(name, planned) {
      const { branch } = await until('the incident answers', view);
      const commit = await stage.shop.commit(branch, name);
      await until('the commit is taken', () => maya.say(incident, 'build', { commit }));
      const { decision } = await when(`${name} is to be signed`, ({ decision: card }) => card?.commit === commit && card.state === 'open');
      const digest = decision?.digest ?? '';
      await until('the sign-off is taken', () => olga.say(incident, 'sign-off', { decision: 'approve', digest }));
      await when(`${name} has the lane`, ({ lane, deployments }) => deployments?.at(-1)?.digest === digest && lane?.state !== 'asked');
      const began = Date.now();
      const settled = (): Promise<IncidentView> => when(`${name} is live or undone`, (now) => isSettledOut(now, digest));
      if (planned) await strike(planned, wayOut, settled);
      const after = await settled();
      const seconds = (Date.now() - began) / 1000;
      if (!planned) wayOut = seconds;
      return { digest, isLive: after.phase === 'watch', seconds };
    },
    async goBack(digest, planned) {
      stage.monitoring.burn(digest);
      await when('the rollback has begun', ({ watch, phase }) => phase !== 'watch' || watch?.verdict === 'rolled-back');
      const began = Date.now();
      const settled = (): Promise<IncidentView> => when('it is rolled back', ({ phase, lane, deployments }) => phase === 'fix' && lane?.state === 'released' && deployments?.at(-1)?.outcome === 'rolled-back');
      if (planned) await strike(planned, wayBack, settled);
      const after = await settled();
      before = after.release?.digest ?? before;
      const seconds = (Date.now() - began) / 1000;
      if (!planned) wayBack = seconds;
      return { seconds };
    },
  };
}

/** What the timeline said last before the kill. */
function whereOf({ timeline }: IncidentView, at: number): string {
  return timeline.filter((entry) => Date.parse(entry.at) <= at).at(-1)?.kind ?? '';
}
