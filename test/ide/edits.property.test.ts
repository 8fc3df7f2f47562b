// Do lines move as an editor moves them? Against a document that is changed for real.
import fc from 'fast-check';
import { editBetween, lineAfter, type Edit } from '../../ide/vscode/src/problems/edits';

const doc = fc.array(fc.constantFrom('a', 'bb', '', 'ccc'), { minLength: 1, maxLength: 12 });

/** Each line is named by a mark at its beginning, which goes with its first sign. */
function marked(lines: readonly string[]): string[] {
  return lines.map((line, index) => `<${index}>${line}`);
}

function apply(lines: readonly string[], { start, end, text }: Edit): string[] {
  const offset = ({ line, character }: Edit['start']): number => lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  const whole = lines.join('\n');
  return `${whole.slice(0, offset(start))}${text}${whole.slice(offset(end))}`.split('\n');
}

const edit = (lines: readonly string[]): fc.Arbitrary<Edit> => {
  const spot = fc.nat(lines.length - 1).chain((line) => fc.oneof(fc.constant(0), fc.integer({ min: 3, max: (lines[line] ?? '').length })).map((character) => ({ line, character: Math.min(character, (lines[line] ?? '').length) })));
  return fc.tuple(spot, spot, fc.constantFrom('', '\n', 'x', 'x\ny', '\n\n')).map(([one, other, text]) => {
    const [start, end] = one.line < other.line || (one.line === other.line && one.character <= other.character) ? [one, other] : [other, one];
    return { start, end, text };
  });
};

it('a line whose beginning was left alone is where its beginning is', () => {
  fc.assert(fc.property(doc.map(marked).chain((lines) => fc.tuple(fc.constant(lines), edit(lines))), ([lines, change]) => {
    const after = apply(lines, change);
    lines.forEach((_, index) => {
      const now = after.findIndex((line) => line.includes(`<${index}>`));
      const moved = lineAfter(index, change);
      expect([moved >= 0, now < 0 ? moved <= Math.max(0, after.length - 1) : moved === now]).toEqual([true, true]);
    });
  }), { numRuns: 1000 });
});

it('what turns one text into another does so', () => {
  fc.assert(fc.property(doc, doc, (before, after) => {
    const change = editBetween(before, after);
    const applied = change === undefined ? before : apply([...before, ''], change).slice(0, -1);
    expect(applied).toEqual(after);
  }), { numRuns: 1000 });
});
