// How do the document's short texts become a page? Code, links and lists of Markdown, escaped like everything else.
import { html, type Html } from '../html';

const PIECES = /`([^`]+)`|\[([^\]]+)\]\((\/[^)\s]*|#[^)\s]*)\)/g;

/** One line with `code` and [links](/to/this/host). */
export function line(text: string): Html {
  const pieces: Html[] = [];
  let from = 0;
  for (const match of text.matchAll(PIECES)) {
    const [whole, code, label, to] = match;
    pieces.push(html`${text.slice(from, match.index)}`, code === undefined ? html`<a href="${to}">${label}</a>` : html`<code>${code}</code>`);
    from = match.index + whole.length;
  }
  return html`${[...pieces, html`${text.slice(from)}`]}`;
}

/** Paragraphs, with an empty line between them. */
export function prose(text: string): Html {
  return html`${text.split(/\n{2,}/).map((paragraph) => html`<p>${line(paragraph)}</p>`)}`;
}
