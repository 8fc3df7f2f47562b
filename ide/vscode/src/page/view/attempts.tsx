// What was tried, and what does the gate say? The newest attempt in full, those before it folded.
import type { AttemptBlock, Fault } from '../page-model';
import type { PartProps, Send } from './app';
import { Ask, MarkWord, Moment } from './small';

export function Attempts({ page: { attempts, branch }, now, send }: PartProps) {
  const [newest, ...before] = attempts;
  return (
    <section aria-labelledby="attempts">
      <h2 id="attempts" tabIndex={-1}>Attempts <span class="soft">a push to <Ask asks={{ kind: 'copy', text: branch }} send={send} title="Copy the name of the branch"><code>{branch}</code></Ask> starts the next</span></h2>
      {!newest && <p class="soft">None yet.</p>}
      {newest && <Attempt attempt={newest} now={now} send={send} />}
      {before.map((attempt) => (
        <details key={attempt.number}>
          <summary>Attempt {attempt.number}: <MarkWord mark={attempt.mark} /> {attempt.subject}</summary>
          <Attempt attempt={attempt} now={now} send={send} isFolded />
        </details>
      ))}
    </section>
  );
}

function Attempt({ attempt, now, send, isFolded = false }: { attempt: AttemptBlock; now: number; send: Send; isFolded?: boolean }) {
  const { number, mark, commit, subject, by, reason, startedAt, endedAt, stages, faults, more, differs, since, weakens, buildLog } = attempt;
  return (
    <div class="attempt">
      {!isFolded && <p><b>Attempt {number}</b> <MarkWord mark={mark} /> {subject && <>“{subject}” </>}<small class="soft"><code>{commit}</code> by {by}, <Moment at={startedAt} now={now} />{endedAt && <> to <Moment at={endedAt} now={now} /></>}</small></p>}
      {reason && <p>{reason}</p>}
      <ul class="stages" aria-label="stages">{stages.map((stage) => <li key={stage.name}><span class="stage">{stage.name}</span> <MarkWord mark={stage.mark} /> <small class="soft">{stage.cells}</small>{stage.reason && <small> {stage.reason}</small>}{stage.name === 'build' && <> <Ask asks={{ kind: 'log', log: buildLog }} send={send} name={`Log of the build of attempt ${number}`}>log</Ask></>}</li>)}</ul>
      {weakens.length > 0 && <div class="risk"><b><span aria-hidden="true">▲ </span>The pipeline file</b><ul>{weakens.map((one) => <li key={one}>{one}</li>)}</ul></div>}
      {faults.length > 0 && <ol class="faults" aria-label="faults">{faults.map((fault, index) => <FaultRow key={`${fault.cell} ${index}`} fault={fault} send={send} />)}</ol>}
      {more > 0 && <p class="soft">And {more} more; the dashboard has them all.</p>}
      {differs.length > 0 && <><h3>What differs</h3><ul>{differs.map((one) => <li key={one}>{one}</li>)}</ul></>}
      {since && <><h3>Changed since {since.good}</h3>{since.files.length ? <ul class="files">{since.files.map((file) => <li key={file}><code>{file}</code></li>)}</ul> : <p class="soft">Nothing: the same sources passed before, so look at the tools and the data.</p>}</>}
    </div>
  );
}

function FaultRow({ fault: { what, cell, news, place, wrote, command, log }, send }: { fault: Fault; send: Send }) {
  return (
    <li class={news === 'also in production' ? 'neutral' : 'bad'}>
      <p><b>{news && <MarkWord mark={{ word: news, tone: news === 'new' ? 'bad' : 'neutral' }} />} </b>{what}</p>
      <p class="asks">
        {place && <Ask asks={{ kind: 'file', path: place.path, ...(place.line ? { line: place.line } : {}) }} send={send} title="Open it in the editor"><code>{place.path}{place.line ? `:${place.line}` : ''}</code></Ask>}
        <Ask asks={{ kind: 'check', cell }} send={send} title={cell}>Run this check here</Ask>
        <Ask asks={{ kind: 'copy', text: command }} send={send} title={command}>Copy the command that repeats it</Ask>
        <Ask asks={{ kind: 'log', log }} send={send}>Log</Ask>
      </p>
      <small class="soft">{cell}{wrote && ` · written by ${wrote}`}</small>
    </li>
  );
}
