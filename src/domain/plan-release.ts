// How does an attempt go out, environment by environment? The pipeline file's rules, normalised; what an earlier environment leaves out is as in the last.
import type { PipelineFile } from '../contracts/pipeline-file';
import type { BurnPlan, DeployPlan, EnvironmentPlan, SignOffPlan, VerifyPlan, WatchPlan } from '../contracts/release-plan';
import type { Deploy, EarlierEnvironment, SignOffRule, Verify, Watch } from '../contracts/release-rules';
import type { Plan } from '../contracts/plan';
import { asksFor } from './placeholders';
import { parseDuration, parseQuantity } from './quantity';

/** In their order; the service's own is the last. */
export function environmentsOf(file: PipelineFile): EnvironmentPlan[] {
  const { signOff, deploy, verify, watch } = file;
  const last = { environment: deploy.environment, signOff: signOffOf(signOff), deploy: deployOf(deploy), verify: verifyOf(verify), watch: watchOf(watch) };
  return [...file.environments.map((earlier) => earlierOf(earlier, file)), last];
}

/** The service's own environment: the one that customers reach. */
export function lastEnvironment({ environments }: Pick<Plan, 'environments'>): EnvironmentPlan {
  const last = environments.at(-1);
  if (!last) throw new RangeError('a plan has at least one environment');
  return last;
}

function earlierOf(earlier: EarlierEnvironment, file: PipelineFile): EnvironmentPlan {
  const { environment, signOff, deploy, verify = file.verify, bake } = earlier;
  const said = Object.fromEntries(Object.entries(deploy).filter(([, value]) => value !== undefined));
  const bakeSeconds = parseDuration(bake);
  return {
    environment, signOff: signOff && signOffOf(signOff), verify: verifyOf(verify),
    deploy: deployOf({ ...file.deploy, strategy: 'blue-green', steps: [], ...said, environment }),
    watch: bakeSeconds > 0 ? { ...watchOf(file.watch), forSeconds: bakeSeconds } : undefined,
  };
}

/** The parties are all that must agree. */
export function signOffOf({ roles, people, approvals, and, expires, hours, exception, breakGlass }: SignOffRule): SignOffPlan {
  return {
    parties: [{ roles, people, approvals }, ...and], expiresSeconds: parseDuration(expires), ...(hours ? { hours } : {}),
    exception: exception?.roles ?? [], breakGlass: breakGlass.roles,
  };
}

function deployOf({ environment, target, strategy, steps, start, health, timeout }: Deploy): DeployPlan {
  return {
    environment, target, strategy, start, health, timeoutSeconds: parseDuration(timeout),
    steps: strategy === 'canary' ? steps.map((step) => ({ weight: Math.round(parseQuantity(step.weight).value * 100), forSeconds: parseDuration(step.for) })) : [],
  };
}

function verifyOf({ run, report, timeout, alertClears, compare, compareFor, env }: Verify): VerifyPlan {
  return {
    run, report, timeoutSeconds: parseDuration(timeout), alertClearsSeconds: parseDuration(alertClears), compareSeconds: parseDuration(compareFor), env,
    compare: compare.map(({ name, query, max, regression }) => ({ name, query, ...limits({ max, regression }) })),
  };
}

/** Google's SRE workbook, chapter 5: 2 % of a month's budget in an hour, 5 % in six hours. */
const WORKBOOK: readonly BurnPlan[] = [{ rate: 14.4, longSeconds: 3600, shortSeconds: 300 }, { rate: 6, longSeconds: 21_600, shortSeconds: 1800 }];

function watchOf(watch: Watch): WatchPlan {
  const burn = watch.burn?.map(({ rate, long, short }) => ({ rate, longSeconds: parseDuration(long), shortSeconds: parseDuration(short) }));
  return {
    forSeconds: parseDuration(watch.for), everySeconds: parseDuration(watch.every),
    objective: parseQuantity(watch.objective).value, query: watch.query, burn: burn ?? (asksFor(watch.query, 'window') ? [...WORKBOOK] : []),
    figures: watch.figures.map(({ name, query, max, min }) => ({ name, query, ...limits({ max, min }) })), badSamples: watch.badSamples, onBurn: watch.onBurn,
  };
}

function limits<K extends string>(written: Record<K, string | number | undefined>): Partial<Record<K, number>> {
  const said = Object.entries<string | number | undefined>(written).flatMap(([key, value]) => (value === undefined ? [] : [[key, parseQuantity(value).value]]));
  return Object.fromEntries(said) as Partial<Record<K, number>>;
}
