// What does a customer see who wants to report trouble? A form without script, its faults beside the fields, and a page of thanks.
import { html, htmlPage, type Html, type Piece } from './html';

export interface Typed { tried: string; happened: string; contact: string }
export type Faults = Partial<Record<keyof Typed, string>>;

const NOTHING_TYPED: Typed = { tried: '', happened: '', contact: '' };

function page(title: string, body: Html): string {
  return htmlPage({ title, style: '/report/style.css', body: html`<main>
${body}
</main>` });
}

interface Field { name: keyof Typed; label: string; hint: string; isLine?: boolean }

const FIELDS: readonly Field[] = [
  { name: 'tried', label: 'What did you try?', hint: 'For example: I logged in with my e-mail and password.' },
  { name: 'happened', label: 'What happened instead?', hint: 'For example: it says that the password is wrong, though it is right.' },
  { name: 'contact', label: 'How can the team reach you? (optional)', hint: 'An e-mail address or a phone number. Only the team reads it.', isLine: true },
];

function field({ name, label, hint, isLine }: Field, typed: string, fault: string | undefined): Html {
  const described = fault ? `${name}-hint ${name}-fault` : `${name}-hint`;
  const marks: Piece = fault ? html` aria-invalid="true"` : undefined;
  const input = isLine
    ? html`<input id="${name}" name="${name}" type="text" maxlength="200" autocomplete="email" aria-describedby="${described}"${marks} value="${typed}">`
    : html`<textarea id="${name}" name="${name}" rows="4" maxlength="2000" required aria-describedby="${described}"${marks}>
${typed}</textarea>`; // the line break after the tag is not part of the text, whatever was typed
  return html`<div class="field">
<label for="${name}">${label}</label>
<p class="hint" id="${name}-hint">${hint}</p>
${fault ? html`<p class="fault" id="${name}-fault">${fault}</p>` : undefined}
${input}
</div>
`;
}

function summaryOf(faults: Faults, trouble: string | undefined): Piece {
  const wrong = FIELDS.filter(({ name }) => faults[name]);
  if (trouble) return html`<div class="summary" role="alert"><p>${trouble}</p></div>`;
  if (wrong.length === 0) return undefined;
  return html`<div class="summary" role="alert"><p>The report was not sent yet:</p><ul>${wrong.map(({ name, label }) => html`<li><a href="#${name}">${label}</a> ${faults[name]}</li>`)}</ul></div>`;
}

/** The form; with faults, what was typed stays. `trouble` is what is wrong with none of the fields. */
export function formPage(service: string, { typed = NOTHING_TYPED, faults = {}, trouble }: { typed?: Typed; faults?: Faults; trouble?: string } = {}): string {
  const isWrong = trouble !== undefined || Object.keys(faults).length > 0;
  return page(`${isWrong ? 'Not sent yet: ' : ''}Report trouble with ${service}`, html`<h1>Report trouble with ${service}</h1>
<p>Tell the team that looks after ${service} what does not work. You need no account. Please leave out passwords and card numbers.</p>
${summaryOf(faults, trouble)}
<form method="post" action="/report/${encodeURIComponent(service)}">
${FIELDS.map((one) => field(one, typed[one.name], faults[one.name]))}
<div class="unseen" aria-hidden="true"><label for="website">Leave this empty</label><input id="website" name="website" type="text" tabindex="-1" autocomplete="off"></div>
<button type="submit">Send the report</button>
</form>`);
}

export function thanksPage(service: string, reference: string): string {
  return page('Thank you', html`<h1>Thank you</h1>
<p role="status">Your report has reached the team that looks after ${service}.</p>
<p>Its reference is <strong class="reference">${reference}</strong>. Name it when you ask about it.</p>
<p><a href="/report/${encodeURIComponent(service)}">Report something else</a></p>`);
}

/** Where reports can be made; for somebody who came to a service that takes none. */
export function servicesPage(services: readonly string[], asked?: string): string {
  const found = asked === undefined ? undefined : html`<p>There is no form for “${asked}”.</p>`;
  return page('Report trouble', html`<h1>Report trouble</h1>
${found}
${services.length > 0 ? html`<p>Reports are taken for:</p><ul>${services.map((name) => html`<li><a href="/report/${encodeURIComponent(name)}">${name}</a></li>`)}</ul>` : html`<p>No reports are taken here.</p>`}`);
}
