// Whatever a text holds: in Markdown it is read as it stands, and is nothing but text.
import fc from 'fast-check';
import { code, plain } from '../../src/domain/story-text';
import { structureOf, textOf } from '../support/markdown';
import { hostile } from './hostile-text';

const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const squeezed = (text: string): string => text.replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim();
/** Within the type of code two signs are left out: the one that ends it, and the one that ends a cell of a table. */
const comparable = (text: string): string => text.replace(/[`|\s]+/g, '');

test('it is one paragraph, whatever it begins with, and nothing in it is more than text', () => {
  fc.assert(fc.property(hostile, (text) => {
    const structure = structureOf(plain(text));
    expect(structure).toEqual(squeezed(text) === '' ? [] : ['paragraph_open', 'paragraph_close']);
  }), { numRuns: 500 });
});

test('every sign of it is there to read', () => {
  fc.assert(fc.property(hostile, (text) => {
    expect(comparable(textOf(plain(text)))).toBe(comparable(squeezed(text)));
  }), { numRuns: 500 });
});

test('in an item, between stars and in the cell of a table it changes nothing around it', () => {
  fc.assert(fc.property(hostile.filter((text) => squeezed(text) !== ''), (text) => {
    for (const around of [(inner: string) => `- ${inner}\n- next`, (inner: string) => `**${inner}x**`, (inner: string) => `| a | b |\n|---|---|\n| ${inner} | c |`, (inner: string) => `# ${inner}\n\nafter`]) {
      expect(structureOf(around(plain(text)))).toEqual(structureOf(around('word')));
    }
  }));
});

test('nothing ends the type of code, and it stays on its line', () => {
  fc.assert(fc.property(hostile, (text) => {
    expect(structureOf(`- ${code(text)}\n- next`)).toEqual(structureOf('- word\n- next'));
    expect(code(text)).not.toContain('\n');
  }));
});
