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

/** A whole page of the server's: it runs no script. `isFound`: whether search engines may list it; `head`: what else stands there. */
export function htmlPage({ title, style, isFound = false, head, body }: { title: string; style: string; isFound?: boolean; head?: Html; body: Html }): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${isFound ? undefined : html`<meta name="robots" content="noindex">
`}<title>${title}</title>
<link rel="stylesheet" href="${style}">
${head}</head>
<body>
${body}
</body>
</html>
`.text;
}
