// What is asked less of a release on its way, environment by environment? Steps that are skipped, checks and watches that are softer; who signs is beside this.
import type { DeployPlan, EnvironmentPlan, VerifyPlan, WatchPlan } from '../contracts/release-plan';
import { differs } from './weakening-cells';
import { weakerSignOff } from './weakening-sign-off';

type Environments = readonly EnvironmentPlan[];

/** Environments are told apart by name; of a way with one environment nobody has to be told which. */
export function weakerEnvironments(before: Environments, after: Environments): string[] {
  const isOneOf = before.length > 1 || after.length > 1;
  return before.flatMap((was) => {
    const is = after.find(({ environment }) => environment === was.environment);
    if (!is) return [`a release no longer goes to ${was.environment} first`];
    const said = [...weakerSignOff(was.signOff, is.signOff), ...weakerDeploy(was.deploy, is.deploy), ...weakerVerify(was.verify, is.verify), ...weakerWatch(was.watch, is.watch)];
    return isOneOf ? said.map((sentence) => `${was.environment}: ${sentence}`) : said;
  });
}

/** What counts of a canary is how long customers are spared: the time that the release is watched with at most a share of the traffic. */
function weakerDeploy(before: DeployPlan, after: DeployPlan): string[] {
  const watched = ({ steps }: DeployPlan, weight: number): number => steps.filter((step) => step.weight <= weight).reduce((sum, { forSeconds }) => sum + forSeconds, 0);
  const sooner = before.steps.find(({ weight }) => watched(after, weight) < watched(before, weight));
  const steps = !sooner ? [] : after.steps.length === 0 ? ['the release goes to everybody at once instead of in steps']
    : [`the release is watched for ${watched(after, sooner.weight)} s with at most ${sooner.weight}% of the traffic instead of ${watched(before, sooner.weight)} s`];
  return [...steps, ...(before.health === after.health ? [] : [`the release is asked for its health at ${after.health ?? 'no path'} instead of ${before.health ?? 'no path'}`])];
}

/** Another command may ask the same, or nothing: a person must look. */
function weakerVerify(before: VerifyPlan, after: VerifyPlan): string[] {
  const changed = before.run !== after.run || differs(before.report, after.report) || differs(before.env, after.env);
  return [
    ...(changed ? [`the verification after a deployment is another: \`${after.run}\` instead of \`${before.run}\``] : []),
    ...weakerFigures('the verification', before.compare, after.compare, (was, is) => isLooser(was.max, is.max) || isLooser(was.regression, is.regression)),
  ];
}

const SOFTNESS = ['rollback', 'ask', 'observe'] as const;

function weakerWatch(before: WatchPlan | undefined, after: WatchPlan | undefined): string[] {
  if (!before) return [];
  if (!after) return ['the release is not watched any more'];
  const share = (value: number): string => `${Number((value * 100).toPrecision(6))}%`;
  return [
    ...(after.forSeconds < before.forSeconds ? [`the watch lasts ${after.forSeconds} s instead of ${before.forSeconds} s`] : []),
    ...(after.everySeconds > before.everySeconds ? [`the watch looks every ${after.everySeconds} s instead of every ${before.everySeconds} s`] : []),
    ...(after.objective < before.objective ? [`the watch's objective is ${share(after.objective)} instead of ${share(before.objective)}`] : []),
    ...(after.badSamples > before.badSamples ? [`the watch acts after ${after.badSamples} bad samples instead of ${before.badSamples}`] : []),
    ...(SOFTNESS.indexOf(after.onBurn) > SOFTNESS.indexOf(before.onBurn) ? [`the watch's answer to a burn is ${after.onBurn} instead of ${before.onBurn}`] : []),
    ...(after.query === before.query ? [] : ['the watch asks monitoring something else']),
    ...weakerBurn(before, after),
    ...weakerFigures('the watch', before.figures, after.figures, (was, is) => isLooser(was.max, is.max) || isLooser(negative(was.min), negative(is.min))),
  ];
}

/** A row holds as long as one with the same windows acts at the same rate or a lower one. */
function weakerBurn({ burn: before }: WatchPlan, { burn: after }: WatchPlan): string[] {
  if (before.length === 0) return after.length > 0 ? ['the watch judges by how fast the budget burns instead of every sample'] : [];
  return before.flatMap(({ rate, longSeconds, shortSeconds }) => {
    const kept = after.filter((row) => row.longSeconds === longSeconds && row.shortSeconds === shortSeconds);
    if (kept.some((row) => row.rate <= rate)) return [];
    const windows = `over ${longSeconds} s and ${shortSeconds} s`;
    return kept[0] ? [`the watch acts on a burn of ${kept[0].rate} ${windows} instead of ${rate}`] : [`the watch no longer looks for a burn of ${rate} ${windows}`];
  });
}

interface Named { name: string; query: string }

function weakerFigures<F extends Named>(who: string, before: readonly F[], after: readonly F[], isLoosened: (was: F, is: F) => boolean): string[] {
  return before.flatMap((was) => {
    const is = after.find(({ name }) => name === was.name);
    if (!is) return [`${who} no longer looks at ${was.name}`];
    return [...(is.query === was.query ? [] : [`${who} asks something else for ${was.name}`]), ...(isLoosened(was, is) ? [`${who} allows more of ${was.name}`] : [])];
  });
}

/** The upper limit is higher or gone. */
function isLooser(was: number | undefined, is: number | undefined): boolean {
  return was !== undefined && (is === undefined || is > was);
}

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}
