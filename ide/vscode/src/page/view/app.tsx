// How is the page laid out? What needs somebody first, then what customers lose, what is known, what was tried; each part under a heading of its own.
import { useEffect, useState } from 'preact/hooks';
import type { FromPage } from '../messages';
import type { IncidentPage, Mark } from '../page-model';
import { Around, Failing, Suspect } from './around';
import { Attempts } from './attempts';
import { Decision } from './decision';
import { Impact } from './impact';
import { MarkWord, Moment, Sign, readAge, span } from './small';

export interface Told { page: IncidentPage | undefined; away: string; said: Mark | { text: string; tone: Mark['tone'] } | undefined }
export type Send = (message: FromPage) => void;
export interface PartProps { page: IncidentPage; now: number; send: Send }

const TICK_MS = 10_000;

export function App({ told, send }: { told: Told; send: Send }) {
  const now = useNow();
  const { page, away } = told;
  const said = told.said && 'text' in told.said ? told.said : undefined;
  if (!page) return <main><p class="soft" role="status">{away || 'Asking dayshift …'}</p></main>;
  const part = { page, now, send };
  return (
    <>
      <Head {...part} />
      {away && <p class="away" role="status"><span aria-hidden="true">▲ </span>{away}</p>}
      <Turn {...part} />
      <p class={`said ${said?.tone ?? ''}`} role="status">{said?.text ?? ''}</p>
      <Announce page={page} />
      <main>
        {page.decision?.isOpen && <Decision {...part} />}
        <Impact {...part} />
        <Failing {...part} />
        <Suspect {...part} />
        <Attempts {...part} />
        <Acceptance {...part} />
        <Around {...part} />
        {page.decision && !page.decision.isOpen && <Decision {...part} />}
        <Timeline {...part} />
      </main>
    </>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => { if (!document.hidden) setNow(Date.now()); }, TICK_MS);
    return () => { clearInterval(timer); };
  }, []);
  return now;
}

function Head({ page, now }: PartProps) {
  const { title, service, environment, severity, state, openedAt, closedAt } = page;
  return (
    <header>
      <h1>{title}</h1>
      <p class="under"><b>{service}</b> in {environment} · {severity} · <MarkWord mark={state} /> · {closedAt ? <>closed <Moment at={closedAt} now={now} /></> : <>open for {readAge(now - Date.parse(openedAt))}</>}</p>
    </header>
  );
}

function Turn({ page, now, send }: PartProps) {
  const { turn, buttons } = page;
  const left = turn?.deadline ? Date.parse(turn.deadline) - now : undefined;
  const tone = left !== undefined && left < 0 ? 'bad' : turn?.isMine ? 'waiting' : 'neutral';
  const open = buttons.filter(({ refused }) => refused === undefined).sort((a, b) => Number(b.isMain) - Number(a.isMain));
  const shut = buttons.filter(({ refused }) => refused !== undefined);
  return (
    <section class={`turn ${tone}`} aria-label="Whose turn it is, and what you can do">
      {turn && <p><b>{turn.whose}</b> — {turn.to}{turn.acknowledged && <span class="soft"> ({turn.acknowledged})</span>}<span class="left">{left === undefined ? `for ${readAge(now - Date.parse(turn.since))}` : left < 0 ? <b><span aria-hidden="true">▲ </span>{span(-left)} overdue</b> : `${span(left)} left`}</span></p>}
      <div class="buttons">
        {open.map(({ deed, label, isMain }) => <button key={deed} type="button" data-key={`deed-${deed}`} class={isMain ? 'main' : ''} onClick={() => { send({ kind: 'deed', deed }); }}>{label}</button>)}
        {shut.map(({ deed, label, refused }) => <button key={deed} type="button" data-key={`deed-${deed}`} aria-disabled="true" aria-describedby={`why-${deed}`} title={refused}>{label}</button>)}
      </div>
      {shut.length > 0 && <details class="why"><summary>Why {shut.length === 1 ? 'one is' : `${shut.length} are`} not possible now</summary><ul>{shut.map(({ deed, label, refused }) => <li key={deed} id={`why-${deed}`}>{label.replace('…', '')}: {refused}</li>)}</ul></details>}
    </section>
  );
}

/** For those who do not see it: whose turn it became and what an attempt came to, and nothing more often. */
function Announce({ page }: { page: IncidentPage }) {
  const last = page.attempts[0];
  const text = [page.turn ? `${page.turn.whose}: ${page.turn.to}.` : `The incident is ${page.state.word}.`, last && `Attempt ${last.number}: ${last.mark.word}.`].filter(Boolean).join(' ');
  return <p class="unseen" role="status" aria-live="polite">{text}</p>;
}

function Acceptance({ page: { acceptance } }: PartProps) {
  if (acceptance.length === 0) return null;
  return (
    <section aria-labelledby="acceptance">
      <h2 id="acceptance">Acceptance</h2>
      {acceptance.map(({ story, title, criteria }) => (
        <div key={story}>
          <p><b>{story}</b> {title}</p>
          <ul class="plain">{criteria.map((one) => <li key={one.text}><MarkWord mark={one.mark} /> {one.text} <small class="soft">{one.why}</small></li>)}</ul>
        </div>
      ))}
    </section>
  );
}

function Timeline({ page: { timeline, earlierEntries }, now }: PartProps) {
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">Timeline <span class="soft">newest first</span></h2>
      <ol class="timeline">{timeline.map(({ at, who, text, tone }, index) => <li key={timeline.length + earlierEntries - index} class={tone}><Sign tone={tone} /> <Moment at={at} now={now} /> {who && <b>{who} </b>}<span>{text}</span></li>)}</ol>
      {earlierEntries > 0 && <p class="soft">{earlierEntries} earlier entries are on the dashboard.</p>}
    </section>
  );
}
