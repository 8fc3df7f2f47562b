// One round: out and, when it went live, back; in each of them something is killed, and then it is asked what is live.
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { createFileStore } from '../../integrations/file-store';
import type { IncidentView } from '../../src/contracts/incident';
import { logId } from '../../src/domain/ids';
import { until, type Gone, type Meanwhile, type SmallDay } from '../support/small-day';
import type { SmallStage } from '../support/small-stage';
import type { During, PlannedKill } from './kills-plan';
import { look, onlyLive, PRODUCTION, type Found } from './kills-place';
import { kill, type Killed } from './kills-victims';

export interface Told {
  planned: PlannedKill;
  killed: Killed;
  where: string; // what the timeline had said last, and the deployment's log
  live: string; // digest, as the incident says it
  seconds: number; // from the kill until all was as it must be
  found: Found;
  wanted: Found;
}

export interface Rounds {
  told: Told[];
  /** Nothing is killed: it is measured how long the way takes. */
  undisturbed(): Promise<void>;
  round(name: string, out: PlannedKill | undefined, back: PlannedKill | undefined): Promise<{ isLive: boolean }>;
}

const WARM_UPS = 2; // the first one finds everything cold

/** What was said last before the kill. */
async function whereOf(stage: SmallStage, { id, timeline, deployments }: IncidentView, at: number): Promise<string> {
  const isBefore = (time: string): boolean => Date.parse(time) <= at;
  const log = await createFileStore(path.join(stage.folder, 'evidence')).read(logId(id, deployments?.at(-1)?.attempt ?? 0, `deploy-${PRODUCTION}`), 0);
  const lines = log.text.split('\n').map((line) => ({ time: line.slice(0, line.indexOf(' ')), text: line.slice(line.indexOf(' ') + 1) }));
  const said = lines.filter(({ time, text }) => text && isBefore(time)).at(-1)?.text.replace(/sha256:([0-9a-f]{8})[0-9a-f]+/, '$1');
  return [timeline.filter((entry) => isBefore(entry.at)).at(-1)?.kind, said].filter(Boolean).join(': ');
}

export function createRounds(stage: SmallStage, day: SmallDay): Rounds {
  const told: Told[] = [];
  const seconds: Record<During, number> = { 'roll-out': 1, rollback: 1 }; // as undisturbed ones take
  let before = stage.first.digest; // what is gone back to

  /** A release that was killed needs a moment until it is there again; what is never right is answered as it was last. */
  async function lookUntil(wanted: Found): Promise<Found> {
    let found: Found | undefined;
    return until('one release is live everywhere', async () => {
      found = await look(stage, day.incident);
      return isDeepStrictEqual(found, wanted) ? found : undefined;
    }).catch((error: unknown) => {
      if (!found) throw error;
      return found;
    });
  }

  function striking(planned: PlannedKill | undefined): Meanwhile | undefined {
    return planned && (async (settled) => {
      await delay(planned.moment * seconds[planned.during] * 1000);
      const killed = await kill(stage, planned);
      const after = await settled();
      const live = after.release?.digest ?? before;
      const wanted = onlyLive(live, after.phase === 'watch' ? [before] : []);
      const found = await lookUntil(wanted);
      told.push({ planned, killed, where: await whereOf(stage, after, killed.at), live, seconds: (Date.now() - killed.at) / 1000, found, wanted });
    });
  }

  async function goBack(digest: string, planned?: PlannedKill): Promise<Gone> {
    const gone = await day.goBack(digest, striking(planned));
    before = gone.view.release?.digest ?? before;
    return gone;
  }

  return {
    told,
    async undisturbed() {
      for (let number = 1; number <= WARM_UPS; number += 1) {
        const out = await day.goOut(`undisturbed-${number}`);
        const back = await goBack(out.digest);
        Object.assign(seconds, { 'roll-out': out.seconds, rollback: back.seconds });
      }
    },
    async round(name, out, back) {
      const { digest, view } = await day.goOut(name, striking(out));
      const isLive = view.phase === 'watch';
      if (isLive) await goBack(digest, back);
      return { isLive };
    },
  };
}
