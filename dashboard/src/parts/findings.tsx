// What did the security tools find? New findings block and are listed; known ones are counted.
import type { Finding } from '../../../src/contracts/report';
import { plural } from '../text';

export function Findings({ fresh, known }: { fresh: Finding[]; known: number }) {
  return (
    <div class="findings">
      <p><b class={fresh.length ? 'bad' : 'ok'}>{fresh.length ? `✕ ${plural(fresh.length, 'new finding')}` : '✓ no new findings'}</b> <span class="soft">· {known} known</span></p>
      {fresh.length > 0 && (
        <ul>
          {fresh.map((finding) => (
            <li key={finding.identity}>
              <b>{finding.level}</b> {finding.message}
              <small><span class="mono">{finding.file}:{finding.line}</span> · {finding.rule}</small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
