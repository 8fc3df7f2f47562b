// What does a reader of Markdown see? The structure of a page, and the plain text of a line, as a parser that others use has it.
import MarkdownIt from 'markdown-it';

/** With everything on that a reader's program may have: HTML, tables, addresses that become links. */
const reader = new MarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false }); // a name with a dot in it is linked by nobody else

export interface Piece { type: string; content: string }

/** Every block and every inline piece, in order. */
export function piecesOf(markdown: string): Piece[] {
  return reader.parse(markdown, {}).flatMap((token) => (token.type === 'inline' ? (token.children ?? []) : [token])).map(({ type, content }) => ({ type, content }));
}

/** What is left when text and the type of code, which are only read, are taken out. */
export function structureOf(markdown: string): string[] {
  return piecesOf(markdown).map(({ type }) => type).filter((type) => type !== 'text' && type !== 'text_special' && type !== 'code_inline');
}

/** What stands there to read. */
export function textOf(markdown: string): string {
  return piecesOf(markdown).map(({ content }) => content).join('');
}
