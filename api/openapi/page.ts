// How do people read the document? One page, made on the server: it runs no script, asks no other host, and each operation has an address.
import { html, htmlPage, type Html, type Piece } from '../html';
import { explain, titleOf } from '../middleware/problem';
import type { Operation } from '../operation';
import { curlOf } from './curl';
import type { Document } from './document';
import { fieldsOf, kindOf } from './fields';
import type { JsonSchema } from './named-schemas';
import { problemsOf, type ProblemCode } from './problems';
import { line, prose } from './prose';

export const STYLE_ADDRESS = '/reference/style.css';

interface Parameter { name: string; in: string; required: boolean; description?: string; schema: JsonSchema }
interface Written { parameters?: Parameter[]; requestBody?: { description?: string; content: Record<string, { schema: JsonSchema; example?: unknown }> }; responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema; example?: unknown }> }> }

const WHO: Record<Operation['needs'], string> = {
  public: 'everybody', signed: 'whoever signs it', 'signed-in': 'whoever is signed in', read: 'whoever may read', act: 'people of the team', assist: 'people of the team, and programs that help them', push: 'programs that push', administer: 'administrators',
};

export function docsPage(document: Document, operations: readonly Operation[]): string {
  const { info, tags, components } = document;
  return htmlPage({ title: 'dayshift\'s API', style: STYLE_ADDRESS, isFound: true, body: html`<a class="skip" href="#main">To the operations</a>
<header><h1>dayshift's API <span class="soft">${info.version}</span></h1>
${prose(info.description)}
<p>For programs: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI ${document.openapi}). Back to <a href="/">the dashboard</a>.</p>
</header>
<nav aria-label="Operations">${tags.map(({ name }) => html`<section><h2><a href="#tag-${name}">${titleOf(name)}</a></h2><ul>${operations.filter(({ tag }) => tag === name).map(({ id, summary }) => html`<li><a href="#${id}">${summary}</a></li>`)}</ul></section>`)}
<section><h2><a href="#schemas">Schemas</a></h2></section></nav>
<main id="main">
${conventions()}
${tags.map(({ name, description }) => html`<section aria-labelledby="tag-${name}"><h2 id="tag-${name}">${titleOf(name)}</h2><p>${line(description)}</p>
${operations.filter(({ tag }) => tag === name).map((operation) => operationPart(operation, document))}</section>`)}
<section aria-labelledby="schemas"><h2 id="schemas">Schemas</h2>
${Object.entries(components.schemas).map(([name, schema]) => html`<div class="schema"><h3 id="schema-${name}">${name}</h3>${fieldsOf(schema)}</div>`)}</section>
</main>` });
}

function conventions(): Html {
  return html`<section aria-labelledby="conventions"><h2 id="conventions">What holds everywhere</h2>
<dl>
<dt>Who calls</dt><dd>${line('`Authorization: Bearer <token>`, or the session of a browser that signed in. [Whose it is](#readMe) tells what a credential is good for.')}</dd>
<dt>Problems</dt><dd>${line('Every error is `application/problem+json`. Tell them apart by `type`, never by text: it stays. Show people `detail` and `advice`.')}</dd>
<dt>Repeats</dt><dd>${line('Send `Idempotency-Key` with what changes something, and repeat it under the same key when no answer came: nothing happens twice.')}</dd>
<dt>Unchanged answers</dt><dd>${line('JSON comes with an `ETag`. Send it back as `If-None-Match`, and what has not changed is answered with 304 and no body.')}</dd>
<dt>Streams</dt><dd>${line('Server-sent events. Come back with `Last-Event-ID`; when it is `503` or `429`, wait as long as `Retry-After` says.')}</dd>
<dt>Changes of the API</dt><dd>${line('Below `/api/v1` only additions are made. What is to go says so for at least half a year, in the headers `Deprecation` and `Sunset`, and here.')}</dd>
</dl></section>`;
}

function operationPart(operation: Operation, document: Document): Html {
  const { id, method, path, summary, needs, deprecated } = operation;
  const written = document.paths[path.replace('{+', '{')]?.[method] as unknown as Written;
  const description = (written as { description?: string }).description;
  return html`<article id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title"><a href="#${id}">${summary}</a>${deprecated ? html` <span class="mark">deprecated</span>` : undefined}</h3>
<p class="address"><span class="method method-${method}">${method.toUpperCase()}</span> <code>/api/v1${path.replace('{+', '{')}</code> <span class="soft">for ${WHO[needs]}</span></p>
${description ? prose(description) : undefined}
${parameters(written.parameters ?? [])}
${body(written)}
<h4>Answers</h4>
<dl>${answers(written)}</dl>
<details><summary>Problems</summary><ul>${problemsOf(operation).map(problem)}</ul></details>
<h4>Example</h4>
<pre><code>${curlOf(operation)}</code></pre>
</article>
`;
}

function parameters(all: Parameter[]): Piece {
  if (all.length === 0) return undefined;
  return html`<h4>Parameters</h4><dl>${all.map(({ name, in: place, required, description, schema }) => html`<dt><code>${name}</code> <span class="soft">${place}${required ? '' : ', optional'}</span></dt><dd>${kindOf(schema)}${description ? html`. ${line(description)}` : undefined}</dd>`)}</dl>`;
}

function body({ requestBody }: Written): Piece {
  if (!requestBody) return undefined;
  return html`<h4>Body</h4>${requestBody.description ? html`<p>${line(requestBody.description)}</p>` : undefined}${Object.entries(requestBody.content).map(([type, { schema }]) => html`<p><code>${type}</code></p>${fieldsOf(schema)}`)}`;
}

function answers({ responses }: Written): Html[] {
  return Object.entries(responses).filter(([status]) => Number(status) < 400).map(([status, { description, content = {} }]) => html`<dt>${status}</dt><dd>${line(description)} ${Object.entries(content).map(([type, { schema, example }]) => html`<span class="soft">${type === '*/*' ? 'any type' : type}</span> ${kindOf(schema)}${example === undefined ? undefined : html`<pre><code>${JSON.stringify(example, null, 2)}</code></pre>`}`)}</dd>`);
}

function problem(code: ProblemCode): Html {
  return html`<li>${explain(code)?.status} <a href="/problems/${code}">${code}</a>: ${line((explain(code)?.message ?? '').slice(0, 200))}</li>`;
}
