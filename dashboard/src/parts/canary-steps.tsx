// How does the canary rise? Each share of the traffic with how long it is watched, and what was judged.
import type { CanaryView } from '../../../src/contracts/live-release';
import type { Mark } from '../mark';
import { readLength } from '../text';
import { Shape } from './marks';

const MARKS: Record<CanaryView['steps'][number]['state'], Mark> = { waiting: 'waiting', running: 'running', passed: 'passed', stopped: 'failed' };

export function CanarySteps({ canary }: { canary: CanaryView }) {
  return (
    <ol class="canary" aria-label="Canary">
      {canary.steps.map(({ weight, forSeconds, state, reason }) => (
        <li key={weight} class={state}>
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="6" class="track" /><rect width={weight} height="6" class="weight" /></svg>
          <span><Shape mark={MARKS[state]} /> <b>{weight >= 100 ? 'everybody' : `${weight} %`}</b> <span class="soft">{forSeconds > 0 && `${readLength(forSeconds)}, `}{state}</span></span>
          {reason && <small>{reason}</small>}
        </li>
      ))}
    </ol>
  );
}
