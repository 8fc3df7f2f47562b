// What did the gates find, and which stories are achieved? One line each, as a signer reads them.
import type { DecisionFacts } from '../../../src/contracts/decision';
import { stageName } from '../stages';
import { capital } from '../text';
import { Shape, markOf } from './marks';

export function GateLines({ gates }: Pick<DecisionFacts, 'gates'>) {
  if (gates.length === 0) return null;
  return (
    <>
      <h3 class="inner">Gates</h3>
      <ul class="proof">
        {gates.map(({ stage, verdict, figures }) => (
          <li key={stage}><Shape mark={markOf(verdict)} /><div><b>{capital(stageName(stage))}</b> <span class="soft">{verdict}</span><small>{figures.join(' · ') || 'no figures'}</small></div></li>
        ))}
      </ul>
    </>
  );
}

export function StoryLines({ stories }: { stories: DecisionFacts['acceptance'] }) {
  if (stories.length === 0) return null;
  return (
    <>
      <h3 class="inner">Stories</h3>
      <ul class="proof">
        {stories.map(({ story, title, achieved, criteria }) => (
          <li key={story}><Shape mark={achieved === criteria ? 'passed' : 'failed'} /><div><b>{story}</b> <span class="soft">{achieved} of {criteria} achieved</span><small>{title}</small></div></li>
        ))}
      </ul>
    </>
  );
}
