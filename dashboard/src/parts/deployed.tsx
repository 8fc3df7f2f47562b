// What went out last from a service, and what became of it? The newest first, each with the incident that sent it.
import type { ServiceView } from '../../../src/contracts/http';
import type { Mark } from '../mark';
import { pageOfIncident } from '../route';
import { dayAndClock, shortId } from '../text';
import { Moment, Shape } from './marks';

type WentOut = NonNullable<ServiceView['deployments']>[number];
export const ENDS: Record<WentOut['outcome'], { mark: Mark; text: string }> = {
  'under-way': { mark: 'running', text: 'under way' }, kept: { mark: 'passed', text: 'kept' }, undone: { mark: 'failed', text: 'taken back' }, 'rolled-back': { mark: 'failed', text: 'rolled back' },
};

export function Deployed({ deployments, environment, now }: { deployments: readonly WentOut[]; environment: string; now: number }) {
  return (
    <ul class="deployed">
      {deployments.map((one) => {
        const { mark, text } = ENDS[one.outcome];
        return (
          <li key={`${one.incident} ${one.environment} ${one.at}`}>
            <Shape mark={mark} />
            <a href={pageOfIncident(one.incident)} title={`${one.digest}, sent out by ${one.incident}`}><span class="mono">{shortId(one.digest)}</span> {text}</a>
            <span class="soft">{one.environment !== environment && `${one.environment}, `}<Moment at={one.at} text={dayAndClock(one.at, now)} /></span>
          </li>
        );
      })}
    </ul>
  );
}
