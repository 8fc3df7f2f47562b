// What is a tool writing? Its log in colours, followed until somebody scrolls up, searched and taken home; its text is only ever text.
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLog } from '../live/log';
import type { ReadLog } from '../live/log';
import { createFinder, lineAt, paint, rowStarts } from '../log-lines';
import type { LogLines } from '../log-lines';
import { plural } from '../text';
import { LogTools } from './log-tools';
import { Fault } from './states';
import { rowsInSight, useMeasured } from './use-rows';

export function LogView({ log: id, running, what = 'Log' }: { log: string; running: boolean; what?: string }) {
  const { log, change, state, refused } = useLog(id, running);
  const box = useRef<HTMLPreElement>(null);
  const all = useRef<HTMLElement>(null);
  const rows = useRef<HTMLElement>(null);
  const probe = useRef<HTMLElement>(null);
  const measured = useMeasured(box, probe);
  const [follows, setFollows] = useState(true);
  const [top, setTop] = useState(0);
  const [sought, setSought] = useState('');
  const [chosen, setChosen] = useState<number>(); // the line of the match that is looked at, by its number
  const starts = useMemo(() => rowStarts(log.lines, measured.columns), [log, change, measured.columns]);
  const finder = useMemo(() => createFinder(sought.trim()), [log, sought]);
  const found = useMemo(() => { finder.look(log); return [...finder.hits]; }, [finder, log, change]);
  const total = starts.at(-1) ?? 0;
  const [first, end] = rowsInSight(follows ? Infinity : top, measured, total);

  useLayoutEffect(() => {
    if (all.current) all.current.style.height = `${total * measured.height}px`;
    if (rows.current) rows.current.style.transform = `translateY(${first * measured.height}px)`;
    if (box.current && follows) box.current.scrollTop = box.current.scrollHeight;
  }, [total, first, measured, follows, change]);

  function onScroll(): void {
    const { current } = box;
    if (!current) return;
    setTop(current.scrollTop);
    setFollows(current.scrollHeight - current.scrollTop - current.clientHeight < measured.height * 1.5);
  }
  function show(line: number | undefined): void {
    setChosen(line);
    if (line === undefined || !box.current) return;
    setFollows(false);
    box.current.scrollTop = Math.max(0, (starts[line - log.dropped] ?? 0) * measured.height - box.current.clientHeight / 3);
  }
  function seek(text: string): void {
    setSought(text);
    setChosen(undefined);
  }
  const sight = { log, first, end, starts, columns: measured.columns, sought: sought.trim(), chosen };
  return (
    <figure class="log">
      <figcaption><span>{what} <StateWord state={state} running={running} follows={follows} /></span>
        <LogTools id={id} sought={sought} found={found} chosen={chosen} from={log.dropped + lineAt(starts, Math.floor(top / measured.height))} onSeek={seek} onShow={show} running={running} follows={follows} onFollow={() => { setFollows(!follows); }} />
      </figcaption>
      {refused && <Fault refused={refused} />}
      {log.dropped > 0 && <p class="soft">The first {plural(log.dropped, 'line')} {log.dropped === 1 ? 'is' : 'are'} not shown any more; the download has them.</p>}
      <pre class="log-box" ref={box} tabIndex={0} role="group" aria-label={what} onScroll={onScroll}>
        <span class="log-probe" ref={probe} aria-hidden="true">0000000000</span>
        {total === 0 && <span class="log-empty">{state === 'whole' ? 'Empty.' : state === 'reading' ? 'Reading …' : 'Nothing written yet.'}</span>}
        <span class="log-all" ref={all}><span class="log-rows" ref={rows}><Rows {...sight} /></span></span>
      </pre>
    </figure>
  );
}

function StateWord({ state, running, follows }: { state: ReadLog['state']; running: boolean; follows: boolean }) {
  if (state === 'lost') return <span class="bad" role="status">✕ not connected; it goes on where it was</span>;
  if (state === 'reading') return <span class="soft">◌ reading</span>;
  if (!running) return <span class="soft">ended</span>;
  return follows ? <span class="run">● following</span> : <span class="wait">❚❚ it is written on below</span>;
}

interface Sight { log: LogLines; first: number; end: number; starts: Uint32Array; columns: number; sought: string; chosen: number | undefined }

function Rows({ log, first, end, starts, columns, sought, chosen }: Sight) {
  const drawn = [];
  for (let row = first; row < end; row += 1) {
    const index = lineAt(starts, row);
    const line = log.lines[index];
    if (!line) break;
    const part = row - (starts[index] ?? 0);
    drawn.push(
      <span key={`${log.dropped + index} ${part}`} class={`log-row ${chosen === log.dropped + index ? 'chosen' : ''}`}>
        <span class="log-number" aria-hidden="true">{part === 0 ? log.dropped + index + 1 : ''}</span>
        {paint(line, part, columns, sought).map(({ text, ink, isFound }, at) => (isFound ? <mark key={at}>{text}</mark> : <span key={at} class={ink || undefined}>{text}</span>))}{'\n'}
      </span>,
    );
  }
  return <>{drawn}</>;
}
