// What is to be decided, about which bytes and for where, by whom? Everything that a signer looks at, and their words below it.
import type { DecisionCard } from '../../../src/contracts/decision';
import type { AttemptView, IncidentView } from '../../../src/contracts/incident';
import { namesOf } from '../audience';
import { isBroken } from '../decision';
import { safeLink } from '../links';
import { attemptOf } from '../rollout';
import { dayAndClock, plural, shortId } from '../text';
import { ofType } from '../evidence';
import { BudgetBar } from './budget-bar';
import { Origin } from './build-block';
import { Copyable } from './copy-button';
import { DecisionQuestions } from './decision-questions';
import { DecisionSigners } from './decision-signers';
import { DecisionWords } from './decision-words';
import { Moment } from './marks';
import { GateLines, StoryLines } from './proof-lines';

const STATES: Record<DecisionCard['state'], { text: string; tone: string }> = {
  open: { text: '… open', tone: 'wait' }, granted: { text: '✓ granted', tone: 'ok' }, rejected: { text: '✕ sent back', tone: 'bad' },
  void: { text: '– void', tone: 'soft' }, expired: { text: '– expired', tone: 'bad' }, held: { text: '… held', tone: 'wait' },
};

export function DecisionPanel({ view, now }: { view: IncidentView; now: number }) {
  const { decision: card } = view;
  if (!card) return null;
  const attempt = attemptOf(view, card.digest);
  const state = STATES[card.state];
  return (
    <section class="panel decision" aria-labelledby="decision">
      <h2 id="decision">Decision <span>for these bytes in {card.environment}</span> <b class={`state-word ${state.tone}`}>{state.text}</b></h2>
      {card.state === 'held' && <p class="soft">A newer commit is judged; the same bytes keep what was given.</p>}
      <Shut view={view} card={card} now={now} />
      <Glass view={view} card={card} now={now} />
      <Weakens attempt={attempt} />
      <Risks risks={card.risks.filter((risk) => !attempt?.weakens?.includes(risk))} />
      <Bytes view={view} card={card} attempt={attempt} now={now} />
      {card.facts && <GateLines gates={card.facts.gates} />}
      {card.facts && <StoryLines stories={card.facts.acceptance} />}
      <DecisionSigners view={view} card={card} now={now} />
      <DecisionQuestions view={view} card={card} now={now} />
      <DecisionWords view={view} card={card} now={now} />
    </section>
  );
}

interface Part { view: IncidentView; card: DecisionCard; now: number }

function Bytes({ view, card, attempt, now }: Part & { attempt: AttemptView | undefined }) {
  const { facts } = card;
  const subject = facts?.subject ?? attempt?.change?.subject;
  const authors = facts?.authors ?? (attempt?.change ? [attempt.change.author] : []);
  const change = facts?.change ?? (attempt?.change && { ...attempt.change, files: attempt.change.files.length, link: undefined });
  const link = change?.link ? safeLink(change.link) : undefined;
  const running = facts ? facts.running : view.running;
  return (
    <dl class="kv bytes">
      <dt>artifact</dt><dd><Copyable text={card.digest} shown={shortId(card.digest)} what="the digest" /></dd>
      {attempt?.build && ofType(attempt.build.evidence, 'in-toto') && <><dt>made of</dt><dd><Origin evidence={attempt.build.evidence} /></dd></>}
      <dt>commit</dt><dd><span class="mono">{shortId(card.commit)}</span>{subject && <> “{subject}”</>}</dd>
      {authors.length > 0 && <><dt>{authors.length === 1 ? 'author' : 'authors'}</dt><dd>{authors.map((who) => personOf(view, who)).join(', ')} (cannot sign)</dd></>}
      {change && <><dt>change</dt><dd>+{change.additions} −{change.deletions} in {plural(change.files, 'file')}{link && <> · <a href={link}>see it</a></>}</dd></>}
      <dt>runs there now</dt><dd>{running ? <>{running.version} <span class="mono" title={running.digest}>{shortId(running.digest)}</span> since {dayAndClock(running.at, now)}</> : <span class="soft">nothing, or it is unknown</span>}</dd>
      {facts?.budget && <><dt>error budget</dt><dd><BudgetBar budget={facts.budget} /></dd></>}
    </dl>
  );
}

/** By id or by an e-mail of theirs. */
function personOf({ team }: IncidentView, who: string): string {
  return team.find(({ id, emails }) => id === who || emails.includes(who))?.name ?? who;
}

function Risks({ risks }: { risks: readonly string[] }) {
  if (risks.length === 0) return null;
  return (
    <div class="weakens risks">
      <p><b>▲ {plural(risks.length, 'known risk')}</b></p>
      <ul>{risks.map((risk) => <li key={risk}>{risk}</li>)}</ul>
    </div>
  );
}

function Shut({ view, card, now }: Part) {
  const { shut } = card;
  if (!shut || (card.state !== 'open' && card.state !== 'granted') || isBroken(card)) return null;
  return (
    <div class="shut">
      <p><b>✕ Shut</b>: {shut.why}.{shut.until && <> It opens <Moment at={shut.until} text={dayAndClock(shut.until, now)} />.</>}</p>
      <p>{shut.mayExcept.length ? <>{namesOf(view.team, shut.mayExcept)} may let it out in spite of it, with a reason.</> : 'Nobody may let it out before.'}</p>
    </div>
  );
}

/** The mark of broken glass stays on the card for good. */
function Glass({ view, card, now }: Part) {
  const { glass } = card;
  if (!glass) return null;
  const broken = isBroken(card);
  return (
    <div class="shut glass">
      <p><b>{broken ? '✕ The glass is broken' : '▲ One person wants to break the glass'}</b> — {namesOf(view.team, glass.by)}, <Moment at={glass.at} text={dayAndClock(glass.at, now)} />: {glass.reason}</p>
      <p>{broken ? 'It goes out whatever the rule says. This mark stays on the release.' : `Nothing has happened yet; a second person has to agree: ${namesOf(view.team, card.mayBreakGlass.filter((id) => !glass.by.includes(id)))}.`}</p>
    </div>
  );
}

/** What the fix's own pipeline file would ask less of: this attempt was judged by the file of the protected branch, the next will not be. */
function Weakens({ attempt }: { attempt: AttemptView | undefined }) {
  if (!attempt?.touchesPipeline) return null;
  const weakens = attempt.weakens ?? [];
  if (weakens.length === 0) return <p class="risk"><b>▲</b> The change touches the pipeline file.</p>;
  return (
    <div class="weakens">
      <p><b>▲ The change asks less of later fixes.</b> This attempt was judged by the pipeline file as it was before.</p>
      <ul>{weakens.map((one) => <li key={one}>{one}</li>)}</ul>
    </div>
  );
}
