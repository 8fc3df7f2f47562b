// The operations engineer's part: the lane, the deployment and its undoing, the check by the symptom, the samples of the watch.
import { Context, getClient } from '@temporalio/activity';
import type { CellPlan, Plan } from '../src/contracts/plan';
import type { Release } from '../src/contracts/result';
import type { VerificationView } from '../src/contracts/incident';
import { plainCell } from '../src/domain/plan';
import { laneWorkflowId, TASK_QUEUE } from '../src/domain/ids';
import { alertState, judgeVerification } from '../src/domain/verification';
import { Stage } from '../src/domain/vocabulary';
import { failingWell } from './as-failure';
import type { AttemptRef } from './attempt';
import { whileBeating } from './heartbeat';
import { poll } from './poll';
import { runCell } from './run-cell';
import type { World } from './world';

export interface LaneOrder { service: string; environment: string; holder: string; incident: string; leaseSeconds: number }
export interface ReleaseOrder { service: string; environment: string; digest: string; commit: string; deploy: Plan['deploy']; log: string }
export interface VerifyOrder extends AttemptRef {
  verify: Plan['verify'];
  cache: Plan['build']['cache'];
  digest: string;
  address: string;
  alerts: { names: string[]; labels: Record<string, string> }; // all of them must be clear at the source
  log: string;
}
export interface Sample { at: string; bad: number | null }

export function createOperationsEngineerActivities(world: World) {
  /** Asks for the lane; asking again by the same holder renews the lease and does not queue twice. */
  async function joinLane(order: LaneOrder): Promise<void> {
    await getClient().workflow.signalWithStart('deployLane', {
      workflowId: laneWorkflowId(order.service, order.environment),
      taskQueue: TASK_QUEUE.decisions,
      args: [], signal: 'requestLane',
      signalArgs: [{ holder: order.holder, incident: order.incident, leaseSeconds: order.leaseSeconds }],
      staticSummary: `Deployments of ${order.service} to ${order.environment}`,
    });
  }

  /** Leaves the lane or its queue; leaving twice changes nothing. */
  async function leaveLane(order: Pick<LaneOrder, 'service' | 'environment' | 'holder'>): Promise<void> {
    await getClient().workflow.getHandle(laneWorkflowId(order.service, order.environment)).signal('releaseLane', { holder: order.holder });
  }

  /** Brings the digest live, and answers what the target then reports. Repeating it deploys nothing twice. */
  async function deploy(order: ReleaseOrder): Promise<Release> {
    const { start, health, timeoutSeconds } = order.deploy;
    return whileBeating('deploy', (control) => world.deployer.deploy({
      service: order.service, environment: order.environment, digest: order.digest, commit: order.commit,
      start, health, timeoutSeconds, env: world.environment(order.service).deploy,
    }, control));
  }

  /** Back to the release before, when the digest is live. */
  async function undoDeployment(order: Pick<ReleaseOrder, 'service' | 'environment' | 'digest'>): Promise<Release | undefined> {
    return whileBeating('undo', () => world.deployer.undo(order.service, order.environment, order.digest));
  }

  /** Repeats what the customer could not do, then asks monitoring until the alert is clear or its time is up. */
  async function verify(order: VerifyOrder): Promise<VerificationView> {
    return whileBeating('verify', async (control) => {
      const cell = await runCell(world, { ...order, cell: smokeCell(order), wanted: [], day: '' }, control);
      const state = await poll(
        async () => alertState(await world.monitoring.firing(control.signal), order.alerts.names, order.alerts.labels),
        (answer) => answer === 'clear',
        { everyMilliseconds: 1000, forSeconds: order.verify.alertClearsSeconds, signal: control.signal, onWait: () => control.onProgress('waiting for the alert to clear') },
      );
      return { ...judgeVerification(cell, state), at: new Date().toISOString(), cell };
    });
  }

  /** One sample of the watch: the share of bad events now; null when monitoring cannot say. */
  async function observe({ query }: { query: string }): Promise<Sample> {
    const answer = await world.monitoring.measure(query, Context.current().cancellationSignal);
    return { at: answer.at, bad: answer.value };
  }

  return failingWell({ joinLane, leaveLane, deploy, undoDeployment, verify, observe });
}

function smokeCell({ verify, address }: VerifyOrder): CellPlan {
  return plainCell({
    id: 'verify', stage: Stage.Functional, check: 'verify', run: verify.run, report: verify.report, timeoutSeconds: verify.timeoutSeconds,
    env: { ...verify.env, DAYSHIFT_BASE_URL: address },
  });
}
