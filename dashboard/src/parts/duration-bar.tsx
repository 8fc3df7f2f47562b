// How long did each step of an incident take? One bar, and the same in words.
import { partsOf } from '../past';
import type { Durations } from '../past';
import { readDuration } from '../text';

const WIDTH = 1000;

/** `lastedSeconds`: how long it was open. */
export function DurationBar({ durations, lastedSeconds }: { durations: Durations | undefined; lastedSeconds: number }) {
  if (!durations) return <span class="took soft">how long its steps took is not in the archive yet</span>;
  const parts = partsOf(durations, lastedSeconds);
  const whole = durations.recoverSeconds;
  return (
    <span class="took">
      <span class="took-whole">{whole === null ? <span class="soft">not recovered by a fix</span> : <><b>{readDuration(whole)}</b> <span class="soft">until it was over</span></>}</span>
      {parts.length > 0 && (
        <svg viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" height="8" aria-hidden="true">
          <rect class="rest" width={WIDTH} height="8" />
          {parts.map(({ name, tone, from, share, seconds }) => <rect key={name} class={tone} x={from * WIDTH} width={Math.max(4, share * WIDTH - 3)} height="8"><title>{`${name} ${readDuration(seconds)}`}</title></rect>)}
        </svg>
      )}
      <small class="soft">{parts.map(({ name, tone, seconds }) => <span key={name}><i class={tone} aria-hidden="true" /> {name} {readDuration(seconds)}</span>)}</small>
    </span>
  );
}
