// Is each story achieved? Criterion by criterion, with the reason.
import type { AcceptanceView } from '../../../src/contracts/incident';

export function AcceptancePanel({ acceptance }: { acceptance: AcceptanceView[] }) {
  if (acceptance.length === 0) return null;
  const stories = [...new Map(acceptance.map(({ story, title }) => [story, title]))];
  return (
    <section class="panel" aria-labelledby="acceptance">
      <h2 id="acceptance">Acceptance <span>{acceptance.filter(({ achieved }) => achieved).length} of {acceptance.length} achieved</span></h2>
      {stories.map(([story, title]) => (
        <div key={story}>
          <p class="story"><b>{story}</b> {title}</p>
          <ul class="criteria">
            {acceptance.filter((one) => one.story === story).map((one) => (
              <li key={one.criterion}>
                <span class={one.achieved ? 'ok' : 'bad'} aria-hidden="true">{one.achieved ? '✓' : '✕'}</span>
                <span>{one.criterion} <small class="soft">{one.achieved ? 'achieved' : 'not achieved'}: {one.why}</small></span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
