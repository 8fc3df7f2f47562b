// Does production do what the fix promised? The symptom repeated, the alert asked after, the release's figures beside those of the one before.
import type { CellPlan, Plan } from '../src/contracts/plan';
import type { CellResult } from '../src/contracts/result';
import type { VerificationView } from '../src/contracts/live-release';
import type { VerifyPlan } from '../src/contracts/release-plan';
import { plainCell } from '../src/domain/plan';
import { alertState, judgeRollback, judgeVerification, type AlertState } from '../src/domain/verification';
import { Stage, Verdict } from '../src/domain/vocabulary';
import { DayshiftError } from '../src/errors';
import type { AttemptRef } from './attempt';
import { compareFigures } from './compare-figures';
import { whileBeating, type Control } from './heartbeat';
import { poll } from './poll';
import { runCell } from './run-cell';
import type { World } from './world';

export interface VerifyOrder extends AttemptRef {
  environment: string;
  of: 'deployment' | 'rollback';
  verify: VerifyPlan;
  cache: Plan['build']['cache'];
  digest: string; // of what is live now
  before?: string; // digest of what was live before it
  deployedAt: string; // ISO
  address: string;
  alerts: { names: string[]; labels: Record<string, string> }; // all of them must be clear at the source
  log: string;
}

const RUN_AGAIN = 1; // a test that passes only then is flaky, and a person is asked

export function createVerify(world: World) {
  /**
   * A failed symptom is the answer already: then nothing is waited for, the rest is only asked once. A rollback waits for no alert.
   * Reads production and changes nothing; repeating it checks anew.
   */
  return async function verify(order: VerifyOrder): Promise<VerificationView> {
    return whileBeating('verify', async (control) => {
      const isRollback = order.of === 'rollback';
      const smoke = await runCell(world, { ...order, cell: smokeCell(order), wanted: [], day: '' }, control);
      const mayPass = smoke.verdict === Verdict.Passed || smoke.verdict === Verdict.Inconclusive;
      const alert = await askAlert(world, order, mayPass && !isRollback, control);
      const comparisons = await compareFigures(world.monitoring, order, { isAwaited: isRollback || (mayPass && alert !== 'firing') }, control);
      const found = { smoke, alert, comparisons };
      const judged = isRollback ? judgeRollback({ ...found, answers: await whetherItAnswers(world, order, smoke) }) : judgeVerification(found);
      return {
        environment: order.environment, of: order.of, ...judged, at: new Date().toISOString(), cell: smoke,
        ...(comparisons.length > 0 ? { comparisons } : {}),
      };
    });
  };
}

async function askAlert({ monitoring }: World, { alerts, verify }: VerifyOrder, isAwaited: boolean, control: Control): Promise<AlertState> {
  return poll(
    async () => alertState(await monitoring.firing(control.signal), alerts.names, alerts.labels),
    (state) => state === 'clear',
    { everyMilliseconds: 1000, forSeconds: isAwaited ? verify.alertClearsSeconds : 0, signal: control.signal, onWait: () => control.onProgress('waiting for the alert to clear') },
  );
}

/** A test that passed was answered. When none did, the target is asked whether it runs and reports that digest. */
async function whetherItAnswers({ deployer }: World, { service, environment, digest }: VerifyOrder, smoke: CellResult): Promise<{ ok: boolean | null; reason: string }> {
  if ((smoke.tests?.passed ?? 0) > 0) return { ok: true, reason: 'the release that was gone back to answers' };
  try {
    const running = await deployer.current(service, environment);
    if (running?.digest === digest) return { ok: true, reason: 'the release that was gone back to runs and reports itself' };
    return { ok: false, reason: `no test was answered, and ${environment} ${running ? `reports ${running.digest}` : 'reports nothing'} instead of ${digest}` };
  } catch (error) {
    if (!(error instanceof DayshiftError)) throw error;
    return { ok: null, reason: `no test was answered, and ${environment} could not be asked what it runs: ${error.message}` };
  }
}

function smokeCell({ verify, address }: VerifyOrder): CellPlan {
  return plainCell({
    id: 'verify', stage: Stage.Functional, check: 'verify', run: verify.run, report: verify.report, timeoutSeconds: verify.timeoutSeconds, retries: RUN_AGAIN,
    env: { ...verify.env, DAYSHIFT_BASE_URL: address },
  });
}
