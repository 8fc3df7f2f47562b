// Which further figures of health are watched? Each as it was seen last, beside its limits.
import type { WatchSample } from '../../../src/contracts/live-release';
import type { WatchPlan } from '../../../src/contracts/release-plan';
import { readBounds, readValue } from '../live-figures';
import { Shape } from './marks';

export function WatchFigures({ sample, plan = [] }: { sample: WatchSample | undefined; plan: WatchPlan['figures'] | undefined }) {
  const figures = sample?.figures ?? [];
  if (figures.length === 0) return null;
  return (
    <>
      <h3 class="inner">Further figures</h3>
      <ul class="proof">
        {figures.map(({ name, value, ok }) => {
          const bounds = readBounds(name, plan.find((one) => one.name === name) ?? {});
          return <li key={name}><Shape mark={ok === null ? 'inconclusive' : ok ? 'passed' : 'failed'} /><div><b>{name}</b> {value === null ? <span class="wait">no data</span> : readValue(value, name, '')} <span class="soft">{bounds}</span></div></li>;
        })}
      </ul>
    </>
  );
}
