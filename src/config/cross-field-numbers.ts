// Which durations and quantities of a pipeline file can be judged by? Units, ranges and thresholds; one function per rule.
import type { PipelineFile } from '../contracts/pipeline-file';
import { parseDuration, parseQuantity, type Amount } from '../domain/quantity';
import { eachCheck, LOADS, METRICS, reports } from './cross-field';
import type { Profile } from '../contracts/check';
import type { Fault, Path } from './faults';

const LONGEST_DAYS = 30;

export function durationsArePositive(file: PipelineFile): Fault[] {
  const written: { path: Path; text: string }[] = [
    { path: ['build', 'timeout'], text: file.build.timeout },
    ...eachCheck(file).flatMap(({ check, path }) => [
      { path: [...path, 'timeout'], text: check.timeout },
      ...(check.services ?? []).map(({ within }, i) => ({ path: [...path, 'services', i, 'within'], text: within })),
      ...(check.profile?.kind === 'soak' ? [{ path: [...path, 'profile', 'for'], text: check.profile.for }] : []),
    ]),
    { path: ['watch', 'for'], text: file.watch.for },
    { path: ['watch', 'every'], text: file.watch.every },
    ...(file.watch.burn ?? []).flatMap(({ long, short }, i) => [{ path: ['watch', 'burn', i, 'long'], text: long }, { path: ['watch', 'burn', i, 'short'], text: short }]),
    ...durationsOfTheWay(file),
  ];
  return positive(written);
}

/** Of every environment, as far as it says them itself. */
function durationsOfTheWay(file: PipelineFile): { path: Path; text: string }[] {
  const ways = [...(file.environments ?? []).map((way, i) => ({ way, path: ['environments', i] as Path })), { way: file, path: [] as Path }];
  return ways.flatMap(({ way: { signOff, deploy, verify }, path }) => [
    { path: [...path, 'signOff', 'expires'], text: signOff?.expires },
    { path: [...path, 'deploy', 'timeout'], text: deploy?.timeout },
    ...(deploy?.steps ?? []).map((step, i) => ({ path: [...path, 'deploy', 'steps', i, 'for'], text: step.for })),
    { path: [...path, 'verify', 'timeout'], text: verify?.timeout },
    { path: [...path, 'verify', 'alertClears'], text: verify?.alertClears },
    { path: [...path, 'verify', 'compareFor'], text: verify?.compareFor },
  ]).flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
}

/** Zero would end at once what is timed by it; a month is longer than any step of a day. */
export function positive(written: readonly { path: Path; text: string }[], longestDays = LONGEST_DAYS): Fault[] {
  return written.flatMap(({ path, text }) => {
    const seconds = parseDuration(text);
    if (seconds > 0 && seconds <= longestDays * 86_400) return [];
    return [{ path, found: `\`${text}\``, write: seconds > 0 ? `at most \`${longestDays * 24}h\`` : 'more than zero, e.g. `10m`' }];
  });
}

/** Of a budget of nothing no rate could be told at which it burns. */
export function objectiveIsAShare({ watch }: PipelineFile): Fault[] {
  const amount = tryQuantity(watch.objective);
  const share = amount && (amount.unit === 'share' || amount.unit === 'plain') && amount.value > 0 && (amount.value < 1 || (amount.value === 1 && !watch.query.includes('$window')));
  return share ? [] : [{ path: ['watch', 'objective'], found: `\`${watch.objective}\``, write: 'the share that must be good, e.g. `99.5%`' }];
}

/** One bad sample is not a rollback. */
export function rollbackNeedsTwoSamples({ watch }: PipelineFile): Fault[] {
  if (watch.onBurn !== 'rollback' || !(watch.badSamples < 2)) return [];
  return [{ path: ['watch', 'badSamples'], found: `${watch.badSamples} with \`onBurn: rollback\``, write: '2 or more, because one bad sample is not a rollback' }];
}

export function metricsAreJudged(file: PipelineFile): Fault[] {
  return eachCheck(file).flatMap(({ check, path }): Fault[] => {
    const metrics = reports(check, METRICS);
    const count = Object.keys(check.thresholds ?? {}).length;
    if (metrics && count === 0) return [{ path: [...path, 'thresholds'], found: 'no threshold, so nothing would be judged', write: 'at least one, e.g. `"latency p97.5": { max: 250ms, regression: 20% }`' }];
    return !metrics && count > 0 ? [{ path: [...path, 'thresholds'], found: 'thresholds on a report without metrics', write: `none, or one of the reports ${METRICS.map((format) => `\`${format}\``).join(', ')}` }] : [];
  });
}

/** Load is compared side by side on one machine; coverage is a property of the tests and is held by `min`. Soak and stress load the candidate alone. */
export function regressionsAreOfLoad(file: PipelineFile): Fault[] {
  return eachCheck(file).filter(({ check }) => reports(check, METRICS)).flatMap(({ check, path }) => Object.entries(check.thresholds ?? {}).filter(([, { regression }]) => regression !== undefined).flatMap(([metric]): Fault[] => {
    const at = [...path, 'thresholds', metric, 'regression'];
    if (!reports(check, LOADS)) return [{ path: at, found: 'a regression of what is no load', write: '`min` or `max`' }];
    if (check.profile === undefined || check.profile.kind === 'load') return [];
    return [{ path: at, found: `a regression with the profile \`${check.profile.kind}\`, which loads the candidate alone`, write: '`min` or `max`' }];
  }));
}

export function profilesFit(file: PipelineFile): Fault[] {
  return eachCheck(file).flatMap(({ check, path }): Fault[] => {
    const { profile } = check;
    if (profile === undefined || profile.kind === 'load') return [];
    const at = [...path, 'profile'];
    if (!reports(check, METRICS)) return [{ path: at, found: `the profile \`${profile.kind}\` on a report without metrics`, write: 'none, or a report of metrics, e.g. `k6`' }];
    return profile.kind === 'soak' ? soakFits(profile, check.timeout, at) : stressFits(profile, at);
  });
}

function soakFits(profile: Profile & { kind: 'soak' }, timeout: string, path: Path): Fault[] {
  if (parseDuration(profile.for) < parseDuration(timeout)) return [];
  return [{ path: [...path, 'for'], found: `\`${profile.for}\`, while the check is ended after \`${timeout}\``, write: 'less, or a longer `timeout`,' }];
}

function stressFits({ levels, holds }: Profile & { kind: 'stress' }, path: Path): Fault[] {
  const falls = levels.findIndex((level, i) => i > 0 && level <= (levels[i - 1] ?? 0));
  return [
    ...(falls > 0 ? [{ path: [...path, 'levels', falls], found: `${levels[falls]} after ${levels[falls - 1]}`, write: 'levels that rise' }] : []),
    ...(levels.includes(holds) ? [] : [{ path: [...path, 'holds'], found: `${holds}, which is no level`, write: `one of ${levels.join(', ')}` }]),
  ];
}

export function roundsFit(file: PipelineFile): Fault[] {
  return eachCheck(file).filter(({ check }) => check.rounds > check.maxRounds)
    .map(({ check, path }) => ({ path: [...path, 'rounds'], found: `${check.rounds}, more than \`maxRounds\` (${check.maxRounds})`, write: `at most ${check.maxRounds}, or a higher \`maxRounds\`,` }));
}

export function thresholdsHaveUnits(file: PipelineFile): Fault[] {
  return eachCheck(file).flatMap(({ check, path }) => Object.entries(check.thresholds ?? {}).flatMap(([metric, threshold]) => {
    const at = [...path, 'thresholds', metric];
    const units = Object.entries(threshold).flatMap(([limit, written]) => unitFault(written, [...at, limit]));
    return [...units, ...regressionFault(threshold.regression, [...at, 'regression'])];
  }));
}

export function unitFault(written: string | number | undefined, path: Path): Fault[] {
  return written === undefined || tryQuantity(written) ? [] : [{ path, found: `\`${written}\`, whose unit is unknown`, write: 'one of ms, s, m, h, %, B, kB, MB, GB, req/s, or no unit' }];
}

/** `20` would allow twenty times as much; `20%` is meant. */
export function regressionFault(written: string | number | undefined, path: Path): Fault[] {
  const amount = written === undefined ? undefined : tryQuantity(written);
  if (!amount || (amount.value >= 0 && (amount.unit !== 'plain' || amount.value <= 1))) return [];
  return [{ path, found: `\`${written}\``, write: amount.value < 0 ? 'how much worse it may be, e.g. `20%`' : `\`${amount.value}%\`` }];
}

export function tryQuantity(written: string | number): Amount | undefined {
  try {
    return parseQuantity(written);
  } catch {
    return undefined;
  }
}
