// The floor: the same outside calls as dayshift's happy day, one after the other as plain activities, messages as plain signals.
import { condition, defineQuery, proxyActivities, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { AlertBatch } from '../src/contracts/alert';
import type { IncidentInput } from '../src/contracts/incident';
import type { CellPlan, Plan } from '../src/contracts/plan';
import type { IncidentRecord } from '../src/contracts/record';
import { incidentId, TASK_QUEUE } from '../src/domain/ids';
import type { LaneGrant } from '../src/domain/lane';
import { lastEnvironment } from '../src/domain/plan-release';
import { alertsSignal, assignSignal, buildSignal, laneGrantedSignal, signOffSignal } from '../workflows/messages';

/** Whom it waits for, and what is to be signed. */
export interface Waiting { for: 'assign' | 'build' | 'signOff' | 'nobody'; digest?: string }
export const waitingQuery = defineQuery<Waiting>('waiting');

const on = (taskQueue: string) => proxyActivities<Activities>({ taskQueue, startToCloseTimeout: '10m' });
const plain = on(TASK_QUEUE.decisions);
const runner = on(TASK_QUEUE.runner);
const production = on(TASK_QUEUE.deploy);

/** @param record what is archived: of an earlier day, because this one keeps none. */
export async function bareDay(input: IncidentInput, record: IncidentRecord): Promise<string> {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const incident = incidentId(workflowId, firstExecutionRunId);
  const { service, environment, repository, protectedBranch, address, cause, team, owners } = input;
  const said: { alerts?: AlertBatch; to?: string; commit?: string; signed?: string; grant?: LaneGrant } = {};
  let waiting: Waiting = { for: 'nobody' };
  let told = 0;
  setHandler(waitingQuery, () => waiting);
  setHandler(alertsSignal, (batch) => { said.alerts = batch; });
  setHandler(assignSignal, ({ to }) => { said.to = to; });
  setHandler(buildSignal, ({ commit }) => { said.commit = commit; });
  setHandler(signOffSignal, ({ digest }) => { said.signed = digest; });
  setHandler(laneGrantedSignal, (grant) => { said.grant = grant; });
  const tell = (to: string, subject: string) => plain.notify({ key: `${incident}/${told += 1}`, step: incident, incident, service, severity: 'critical', at: new Date().toISOString(), to: [to], subject, text: subject });

  await condition(() => said.alerts !== undefined);
  await plain.measureImpact({ queries: input.impact });
  const { running } = await plain.suggestAssignee({ service, environment, repository, team, owners });
  await tell('paula', 'Assign a developer');
  waiting = { for: 'assign' };
  await condition(() => said.to !== undefined);
  await tell(said.to ?? '', 'Your turn');
  waiting = { for: 'build' };
  await condition(() => said.commit !== undefined);
  waiting = { for: 'nobody' };

  const attempt = { incident, attempt: 1, service, repository, commit: said.commit ?? '' };
  const { plan } = await plain.freezePlan({ ...attempt, protectedBranch });
  const built = await runner.buildArtifact({ ...attempt, build: plan.build, log: `${incident}/1/build` });
  const digest = built.artifact?.digest ?? '';
  const order = (cell: CellPlan, of: Plan) => ({ ...attempt, digest, cell, day: of.day, cache: of.build.cache, running, wanted: of.stories.flatMap(({ criteria }) => criteria.flatMap(({ tests }) => tests)), log: `${incident}/1/${cell.id}` });
  const byStage: Record<string, typeof runner.runFunctionalCell> = { functional: runner.runFunctionalCell, performance: runner.runLoadCell, security: runner.runSecurityCell };
  for (const { stage, cells } of plan.stages) {
    for (const cell of cells) {
      const { verdict, reason } = await (byStage[stage] ?? runner.runFunctionalCell)(order(cell, plan));
      if (verdict !== 'passed') throw new Error(`${stage}: ${reason}`);
    }
  }
  await tell('olga', 'Sign off');
  waiting = { for: 'signOff', digest };
  await condition(() => said.signed === digest);
  waiting = { for: 'nobody' };

  const { deploy, verify, watch } = lastEnvironment(plan);
  const lane = { service, environment, holder: workflowId };
  await plain.joinLane({ ...lane, incident, leaseSeconds: 600, kind: 'deployment' });
  await condition(() => said.grant !== undefined);
  const { grant = 0, verified = [] } = said.grant ?? {};
  await production.deploy({ service, environment, digest, commit: attempt.commit, deploy, weight: 100, fence: grant, verified, log: `${incident}/1/deploy` });
  const deployedAt = new Date().toISOString();
  await runner.verify({ ...attempt, environment, of: 'deployment', deployedAt, checkout: plan.checkout, verify, cache: plan.build.cache, digest, address, alerts: { names: [cause], labels: { service } }, log: `${incident}/1/verify` });
  await plain.leaveLane({ ...lane, grant, verified: digest });
  for (const from = Date.now(); watch;) {
    await plain.observe({ service, environment, digest, rule: watch, since: deployedAt, at: new Date().toISOString() });
    if (Date.now() - from >= watch.forSeconds * 1000) break;
    await sleep(watch.everySeconds * 1000);
  }
  await plain.archiveRecord(record);
  await tell('', 'It is fixed');
  return digest;
}
