// Can a release take the way that the file says? Environments in order, steps of a canary that rise, each watched long enough; one function per rule.
import type { PipelineFile } from '../contracts/pipeline-file';
import { parseDuration } from '../domain/quantity';
import { tryQuantity } from './cross-field-numbers';
import type { Fault, Path } from './faults';

export type Deploying = Partial<PipelineFile['deploy']>;

/** The deployments of a file in their order, the service's own last; what an earlier one leaves out is as in the last. */
export function deploymentsOf(file: PipelineFile): { environment: string; deploy: Deploying; path: Path }[] {
  const said = (deploy: Deploying): Deploying => Object.fromEntries(Object.entries(deploy).filter(([, value]) => value !== undefined));
  const earlier = (file.environments ?? []).map(({ environment, deploy }, i) => ({ environment, deploy: { ...file.deploy, strategy: 'blue-green' as const, steps: [], ...said(deploy ?? {}) }, path: ['environments', i, 'deploy'] as Path }));
  return [...earlier, { environment: file.deploy.environment, deploy: file.deploy, path: ['deploy'] }];
}

/** A lane, an address and a sign-off belong to one environment: none comes twice. */
export function environmentsDiffer(file: PipelineFile): Fault[] {
  const names = (file.environments ?? []).map(({ environment }) => environment);
  return names.flatMap((name, i): Fault[] => {
    const path = ['environments', i, 'environment'];
    if (name === file.deploy.environment) return [{ path, found: `\`${name}\`, where \`deploy\` goes already`, write: 'an environment before it' }];
    return names.indexOf(name) < i ? [{ path, found: `\`${name}\` for the second time`, write: 'an environment that no other has' }] : [];
  });
}

export function stepsAreOfCanaries(file: PipelineFile): Fault[] {
  return deploymentsOf(file).flatMap(({ deploy: { strategy = 'blue-green', steps = [] }, path }): Fault[] => {
    if (strategy === 'canary') return steps.length > 0 ? [] : [{ path: [...path, 'steps'], found: '`strategy: canary` without a step', write: 'at least one, e.g. `[{ weight: 10%, for: 5m }]`' }];
    return steps.length === 0 ? [] : [{ path: [...path, 'steps'], found: `steps with \`strategy: ${strategy}\`, which goes to everybody at once`, write: '`strategy: canary` beside them, or no steps,' }];
  });
}

/** In whole percent; the last step to everybody is not written. */
export function stepsRise(file: PipelineFile): Fault[] {
  return deploymentsOf(file).flatMap(({ deploy: { steps = [] }, path }) => {
    const shares = steps.map(({ weight }) => percentOf(weight));
    return steps.flatMap(({ weight }, i): Fault[] => {
      const at = [...path, 'steps', i, 'weight'];
      const share = shares[i];
      if (share === undefined) return [{ path: at, found: `\`${weight}\``, write: adviceFor(weight) }];
      const highest = Math.max(0, ...shares.slice(0, i).flatMap((before) => before ?? []));
      return share > highest ? [] : [{ path: at, found: `\`${weight}\` after ${highest}%`, write: 'shares that rise' }];
    });
  });
}

/** 1 to 99; undefined for anything else. */
function percentOf(weight: string | number): number | undefined {
  const amount = tryQuantity(weight);
  if (!amount || (amount.unit !== 'share' && amount.unit !== 'plain')) return undefined;
  const percent = Number((amount.value * 100).toPrecision(12));
  return Number.isInteger(percent) && percent >= 1 && percent <= 99 ? percent : undefined;
}

function adviceFor(weight: string | number): string {
  const amount = tryQuantity(weight);
  if (amount?.unit === 'plain' && Number.isInteger(amount.value) && amount.value >= 1 && amount.value <= 99) return `\`${amount.value}%\``;
  return amount?.value === 1 ? 'nothing: the step to everybody needs no line' : 'a share of whole percent, `1%` to `99%`';
}

/** One sample says little of a step. */
export function stepsAreWatched(file: PipelineFile): Fault[] {
  const { every: written = '15s' } = file.watch; // the default, also of a file whose shape is wrong
  const every = parseDuration(written);
  return deploymentsOf(file).flatMap(({ deploy: { steps = [] }, path }) => steps.flatMap((step, i): Fault[] => {
    const seconds = parseDuration(step.for);
    return seconds >= 2 * every ? [] : [{ path: [...path, 'steps', i, 'for'], found: `\`${step.for}\`, which has no room for two samples (\`watch.every: ${written}\`)`, write: `at least \`${2 * every}s\`` }];
  }));
}

/** With a bake the rules of `watch` are asked there too: enough samples for them have to fit. */
export function bakesFit({ environments, watch }: PipelineFile): Fault[] {
  const every = parseDuration(watch.every);
  return (environments ?? []).flatMap(({ bake = '0s' }, i): Fault[] => {
    const seconds = parseDuration(bake);
    const least = every * Math.max(1, watch.badSamples - 1);
    return seconds === 0 || seconds >= least ? [] : [{ path: ['environments', i, 'bake'], found: `\`${bake}\`, which has no room for ${watch.badSamples} samples (\`watch.every: ${watch.every}\`)`, write: `at least \`${least}s\`, or \`0s\`` }];
  });
}
