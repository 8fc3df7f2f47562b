// How is a page written without anything that somebody typed becoming part of it? Every value is escaped as it goes in.
import escapeHtml from 'escape-html';

export class Html {
  constructor(readonly text: string) {}
}
export type Piece = string | number | Html | undefined | readonly Html[];

function written(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(({ text }) => text).join('');
  return piece === undefined ? '' : escapeHtml(String(piece));
}

/** A piece of a page: `html\`<p>${text}</p>\``. What is not made by `html` itself is text; absent pieces are nothing. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(parts.map((part, at) => part + written(pieces[at])).join(''));
}
