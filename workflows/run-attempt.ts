// Is this commit good enough? Plan frozen, built once, stage after stage, then acceptance; a newer commit supersedes it.
import { CancellationScope, isCancellation } from '@temporalio/workflow';
import type { Plan } from '../src/contracts/plan';
import type { BuildResult } from '../src/contracts/result';
import { judgeAcceptance } from '../src/domain/acceptance';
import { fairnessKey, logId } from '../src/domain/ids';
import { short } from '../src/domain/timeline';
import { Verdict, type AttemptVerdict } from '../src/domain/vocabulary';
import { quick, runner } from './activity-proxies';
import type { Day } from './day';
import type { Push } from './fix';
import { reasonOf } from './reason';
import type { Built } from './run-cell';
import { runStage } from './run-stage';

/** An attempt's bytes. `isLetOut`: by broken glass, whatever the gates said. */
export interface Passed { commit: string; digest: string; plan: Plan; number: number; isLetOut?: boolean }
type Ended = { verdict: AttemptVerdict; reason: string };

/** The passed attempt, or nothing: then the view's last attempt says why, and it is the developer's turn again. */
export async function runAttempt(day: Day, { commit, ...said }: Push): Promise<Passed | undefined> {
  const number = day.view.attempts.length + 1;
  day.record({ kind: 'attemptStarted', commit, ...said, buildLog: logId(day.view.id, number, 'build') });
  const scope = new CancellationScope();
  const superseded = (): boolean => day.push !== undefined;
  const attempt = scope.run(() => judge(day, commit, number)).finally(() => { over = true; });
  let over = false;
  const watching = day.until(() => superseded() || over).then(() => { if (superseded() && !over) scope.cancel(); });
  try {
    const ended = await attempt;
    day.record({ kind: 'attemptEnded', ...ended });
  } catch (error) {
    if (!isCancellation(error) || !day.push) throw error;
    day.record({ kind: 'attemptEnded', verdict: 'superseded', reason: `${day.push.by} pushed ${short(day.push.commit)}` });
  }
  await watching;
  const last = day.view.attempts.at(-1);
  const judged = last?.digest && day.plan ? { commit, number, digest: last.digest, plan: day.plan } : undefined;
  day.judged = judged && { ...judged, isLetOut: true };
  return last?.verdict === 'passed' ? judged : undefined;
}

async function judge(day: Day, commit: string, number: number): Promise<Ended> {
  const { service, repository, protectedBranch } = day.input;
  const attempt = { incident: day.view.id, attempt: number, service, repository, commit };
  try {
    const frozen = await quick.freezePlan.executeWithOptions({ summary: 'Freeze the plan' }, [{ ...attempt, protectedBranch }]);
    const logs = Object.fromEntries(frozen.plan.stages.flatMap(({ cells }) => cells.map((cell) => [cell.id, logId(day.view.id, number, cell.id)])));
    day.plan = frozen.plan;
    day.record({ kind: 'planFrozen', ...frozen, logs });
    const { plan } = frozen;
    const order = { ...attempt, checkout: plan.checkout, build: plan.build, pipeline: { digest: plan.pipelineDigest, commit: plan.pipelineCommit }, log: logId(day.view.id, number, 'build') };
    const build = await runner.buildArtifact.executeWithOptions({ summary: `Build ${short(commit)}`, priority: { fairnessKey: fairnessKey(day.view.id) } }, [order]);
    day.record({ kind: 'built', result: build });
    if (!build.artifact || build.verdict !== Verdict.Passed) return { verdict: `build-${judgedAs(build)}`, reason: build.reason };
    const barred = day.view.barred?.find(({ digest }) => digest === build.artifact?.digest);
    if (barred) return { verdict: 'build-failed', reason: `production sent these bytes back before: ${barred.why}` };
    voidOtherCard(day, build.artifact.digest);
    return await judgeStages(day, plan, { ...attempt, checkout: plan.checkout, digest: build.artifact.digest });
  } catch (error) {
    if (isCancellation(error)) throw error;
    return { verdict: 'build-errored', reason: reasonOf(error) };
  }
}

/** What was signed before was for other bytes. */
function voidOtherCard(day: Day, digest: string): void {
  const { decision } = day.view;
  if (decision?.state === 'held' && decision.digest !== digest) day.record({ kind: 'signOffClosed', state: 'void', why: `it was for ${short(decision.digest)}, and the newer commit comes to ${short(digest)}` });
}

function judgedAs({ verdict }: BuildResult): 'failed' | 'errored' | 'inconclusive' {
  return verdict === Verdict.Passed ? 'errored' : verdict; // passed without an artifact is a broken tool
}

async function judgeStages(day: Day, plan: Plan, built: Built): Promise<Ended> {
  for (const row of plan.stages) {
    const { stage } = row;
    const { verdict, reason } = await runStage(day, { ...row, plan, built });
    if (verdict !== Verdict.Passed) return { verdict: `${stage}-${verdict}`, reason };
  }
  const results = day.view.attempts.at(-1)?.stages.flatMap(({ cells }) => cells.flatMap((cell) => cell.result ?? [])) ?? [];
  const acceptance = judgeAcceptance(plan.stories, results);
  day.record({ kind: 'acceptanceJudged', acceptance });
  const missed = acceptance.find((criterion) => !criterion.achieved);
  return missed ? { verdict: 'functional-failed', reason: `not achieved: ${missed.criterion} (${missed.why})` } : { verdict: 'passed', reason: 'every gate passed' };
}
