// What does a customer see who asks how it is? One page without script: the services, what is being done, and what is over.
import type { PublicIncident, PublicState, PublicStatus, PublicUpdate } from '../../src/contracts/public-status';
import { html, htmlPage, type Html, type Piece } from '../html';
import { clockOf, dayOf, lengthOf, momentOf } from './times';

const STYLE = '/status/style.css';
const SHAPES: Readonly<Record<PublicState, string>> = { operational: '✓', recovering: '◔', degraded: '◐', 'partial-outage': '▲', 'major-outage': '✕', unknown: '?' };

/** `address`: of the page itself, for feed readers. */
export function statusPage(status: PublicStatus, address: string): string {
  const verdict = verdictOf(status);
  const feeds = html`<link rel="alternate" type="application/atom+xml" title="${status.title}" href="${address}/feed.atom">
<link rel="alternate" type="application/rss+xml" title="${status.title}" href="${address}/feed.rss">
`;
  return htmlPage({ title: `${verdict.text} – ${status.title}`, style: STYLE, isFound: true, head: feeds, body: html`<header><h1>${status.title}</h1></header>
<main>
${notCurrent(status)}
<p class="verdict ${verdict.state}">${shape(verdict.state)} <span>${verdict.text}</span></p>
<section aria-labelledby="services">
<h2 id="services">${status.services.length === 1 ? 'Service' : 'Services'}</h2>
<ul class="services">
${status.services.map(({ name, state, text }) => html`<li class="${state}"><b>${name}</b> <span class="state">${shape(state)} ${text}</span></li>
`)}</ul>
</section>
${openSection(status)}
${pastSection(status)}
</main>
<footer>
<p>${status.at ? html`As of ${time(status.at, momentOf(status.at))}. ` : undefined}<a href="/status">Look again</a>. All times are in UTC.</p>
<p>Follow it: <a href="/status/feed.atom">Atom feed</a>, <a href="/status/feed.rss">RSS feed</a>, <a href="/status.json">JSON</a></p>
</footer>` });
}

/** For an installation that has none. */
export function noStatusPage(): string {
  return htmlPage({ title: 'There is no status page here', style: STYLE, body: html`<main>
<h1>There is no status page here</h1>
<p>Whoever runs this dayshift shows one by the part <code>statusPage</code> of <code>dayshift.yaml</code>.</p>
</main>` });
}

const WORST_TEXTS: Readonly<Record<PublicState, string>> = {
  operational: 'Everything is working', recovering: 'A fix is out, we are watching it', degraded: 'There are some problems',
  'partial-outage': 'There are serious problems', 'major-outage': 'There are serious problems', unknown: 'We cannot tell right now',
};
const FROM_WELL_TO_WORST: readonly PublicState[] = ['operational', 'recovering', 'degraded', 'partial-outage', 'major-outage', 'unknown'];

function verdictOf({ services, isCurrent }: PublicStatus): { state: PublicState; text: string } {
  const state = isCurrent ? services.reduce<PublicState>((worst, one) => (FROM_WELL_TO_WORST.indexOf(one.state) > FROM_WELL_TO_WORST.indexOf(worst) ? one.state : worst), 'operational') : 'unknown';
  return { state, text: WORST_TEXTS[state] };
}

function notCurrent({ isCurrent, at }: PublicStatus): Piece {
  if (isCurrent) return undefined;
  return html`<p class="stale" role="status">Our monitoring does not answer at the moment. ${at ? html`What stands below was so on ${time(at, momentOf(at))}.` : 'Please look again in a moment.'}</p>`;
}

function openSection({ open, openCount }: PublicStatus): Piece {
  if (openCount === 0) return undefined;
  const more = openCount - open.length;
  return html`<section aria-labelledby="now">
<h2 id="now">What we are working on</h2>
${open.map((one) => html`<article class="incident ${one.state}" id="incident-${one.id}" aria-labelledby="title-${one.id}">
<h3 id="title-${one.id}">${one.service}: ${one.what.toLowerCase()}</h3>
<p class="standing"><span class="shape" aria-hidden="true">→</span> ${one.standing}</p>
<p class="soft">Noticed on ${time(one.noticedAt, momentOf(one.noticedAt))}${lastUpdate(one)}</p>
${history(one.updates)}
</article>
`)}
${more > 0 ? html`<p>There are ${more} more.</p>` : undefined}
</section>`;
}

function lastUpdate({ updates: [newest] }: PublicIncident): Piece {
  return newest ? html` · last update ${time(newest.at, momentOf(newest.at))}` : undefined;
}

function history(updates: readonly PublicUpdate[]): Piece {
  if (updates.length < 2) return undefined;
  return html`<details><summary>All updates</summary><ol class="updates">${updates.map(({ at, text }) => html`<li>${time(at, momentOf(at))} <span>${text}</span></li>`)}</ol></details>`;
}

function pastSection({ past, isPastKnown }: PublicStatus): Html {
  const days = [...new Set(past.map(dayOfEnd))];
  const nothing = isPastKnown ? 'Nothing happened in the days that are kept here.' : 'What happened before cannot be shown right now.';
  return html`<section aria-labelledby="past">
<h2 id="past">What happened before</h2>
${past.length === 0 ? html`<p class="soft">${nothing}</p>` : undefined}
${days.map((day) => html`<h3 class="day">${day}</h3>
<ul class="past">${past.filter((one) => dayOfEnd(one) === day).map(pastItem)}</ul>
`)}
</section>`;
}

function pastItem({ id, service, what, standing, noticedAt, tookSeconds = 0, updates }: PublicIncident): Html {
  return html`<li id="incident-${id}"><b>${service}: ${what.toLowerCase()}</b> <span>${shape('operational')} ${standing} It took ${lengthOf(tookSeconds)}, from ${time(noticedAt, clockOf(noticedAt))}.</span>${history(updates)}</li>`;
}

function dayOfEnd({ solvedAt, noticedAt }: PublicIncident): string {
  return dayOf(solvedAt ?? noticedAt);
}

function shape(state: PublicState): Html {
  return html`<span class="shape" aria-hidden="true">${SHAPES[state]}</span>`;
}

function time(at: string, text: string): Html {
  return html`<time datetime="${at}">${text}</time>`;
}
