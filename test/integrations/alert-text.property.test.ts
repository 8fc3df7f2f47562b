// Whatever a text is made of: it fits when it is cut, and texts that differ stay different.
import fc from 'fast-check';
import { cut, identity } from '../../integrations/alert-text';

const text = fc.string({ unit: 'binary', maxLength: 400 });
const pair = fc.oneof(fc.tuple(text, text), text.map((one) => [one, one] as const), fc.tuple(text, fc.constantFrom(' ', '\u0000', 'x')).map(([one, end]) => [one, `${one}${end}`] as const));
const isClean = (one: string): boolean => !/[\p{Cc}\p{Surrogate}]/u.test(one);

test('a text is cut to its length, never through a character, and holds nothing that a database refuses', () => {
  fc.assert(fc.property(text, fc.integer({ min: 2, max: 300 }), (one, characters) => {
    const kept = cut(one, characters);
    expect(kept.length).toBeLessThanOrEqual(characters);
    expect(isClean(kept)).toBe(true);
    expect(cut(kept, characters)).toBe(kept);
  }));
});

test('an identity is never empty, fits, and is the same only of the same text', () => {
  fc.assert(fc.property(pair, ([one, other]) => {
    expect(identity(one) === identity(other)).toBe(one === other);
    expect(identity(one).length).toBeLessThanOrEqual(300);
    expect(identity(one)).not.toBe('');
    expect(isClean(identity(one))).toBe(true);
  }));
});
