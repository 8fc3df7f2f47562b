// Texts that want to be more than text in Markdown, in HTML and in a terminal.
import fc from 'fast-check';

const HOSTILE = ['<script>', '</b>', '<!--', '[x](javascript:y)', '![a](b)', '**', '__', '~~', '`', '``', '\\', '&lt;', '&#64;', '|', '# ', '- ', '1. ', '2) ', '+ ', '===', '---', '> ', '\n', '\r\n\r\n', '\t', '    ', '```mermaid\n', '$x$', '@everybody', 'a@b.de', 'https://evil.example/`', 'www.evil.example', '\u202e', '\u2028', '\0', '💥', 'login', ' '];
export const hostile = fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 8 }).map((parts) => parts.join(''));
