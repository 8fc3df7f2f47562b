// What is to be decided, about which bytes, with which risks, and what is missing?
import type { PartProps } from './app';
import { Ask, MarkWord, Moment, span } from './small';

export function Decision({ page, now, send }: PartProps) {
  const card = page.decision;
  if (!card) return null;
  const { mark, environment, digest, facts, risks, gates, stories, given, missing, expires, isOpen, shut, glass, questions, own } = card;
  const left = Date.parse(expires) - now;
  const offered = page.buttons.filter(({ deed, refused }) => (deed === 'signOff' || deed === 'reject') && refused === undefined);
  return (
    <section class={`decision ${isOpen ? 'waiting' : ''}`} aria-labelledby="decision">
      <h2 id="decision" tabIndex={-1}>Decision for {environment} <MarkWord mark={mark} /></h2>
      {shut && <p class="risk"><b><span aria-hidden="true">✕ </span>Shut:</b> {shut}</p>}
      {glass && <p class="risk"><b><span aria-hidden="true">▲ </span></b>{glass}</p>}
      {risks.length > 0 && <div class="risk"><b><span aria-hidden="true">▲ </span>{risks.length === 1 ? 'One known risk' : `${risks.length} known risks`}</b><ul>{risks.map((risk) => <li key={risk}>{risk}</li>)}</ul></div>}
      <dl class="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value === digest ? <Ask asks={{ kind: 'copy', text: digest }} send={send} title="Copy the digest"><code>{digest}</code></Ask> : value}</dd></div>)}</dl>
      {gates.length > 0 && <ul class="stages" aria-label="gates">{gates.map((gate) => <li key={gate.name}><span class="stage">{gate.name}</span> <MarkWord mark={gate.mark} /> <small class="soft">{gate.figures}</small></li>)}</ul>}
      {stories.length > 0 && <ul>{stories.map((story) => <li key={story}>{story}</li>)}</ul>}
      {given.length > 0 && <ul>{given.map((one) => <li key={one}>{one}</li>)}</ul>}
      {questions.length > 0 && <ul>{questions.map((one) => <li key={one}>{one}</li>)}</ul>}
      {isOpen && <p>{missing ? <>Missing: <b>{missing}</b>. </> : ''}Expires <Moment at={expires} now={now} />, {left > 0 ? `${span(left)} left` : 'it is over'}.</p>}
      {own && <p class="soft">{own}</p>}
      {offered.length > 0 && <div class="buttons">{offered.map(({ deed, label }) => <button key={deed} type="button" class={deed === 'signOff' ? 'main' : ''} data-key={`card-${deed}`} onClick={() => { send({ kind: 'deed', deed }); }}>{label}</button>)}</div>}
    </section>
  );
}
