// Are the letters that a person types always eight of the alphabet, read back however they are typed, and evenly spread?
import fc from 'fast-check';
import { LETTERS, newDeviceCode, readUserCode, userCodeOf } from '../../api/access/device-codes';

const aCode = fc.string({ minLength: 1, maxLength: 60 });

test('eight letters without a vowel, the same for the same code', () => {
  fc.assert(fc.property(aCode, (deviceCode) => {
    expect(userCodeOf(deviceCode)).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(userCodeOf(deviceCode)).toBe(userCodeOf(deviceCode));
  }));
});

test('what was shown is read back, in any case and with spaces and dashes anywhere', () => {
  fc.assert(fc.property(aCode, fc.array(fc.constantFrom('', ' ', '-', '–', '.'), { minLength: 9, maxLength: 9 }), fc.boolean(), (deviceCode, between, isLower) => {
    const shown = userCodeOf(deviceCode);
    const typed = [...shown.replace('-', '')].map((letter, at) => `${between[at] ?? ''}${isLower ? letter.toLowerCase() : letter}`).join('') + (between[8] ?? '');
    expect(readUserCode(typed)).toBe(shown);
  }));
});

test('anything else is no code, and nothing throws', () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (typed) => {
    const read = readUserCode(typed);
    expect(read === undefined || (readUserCode(read) === read && [...read.replace('-', '')].every((letter) => LETTERS.includes(letter)))).toBe(true);
  }));
});

test('every letter comes about as often as any other, at each place', () => {
  const CODES = 4000;
  const counts = new Map<string, number>();
  for (let nth = 0; nth < CODES; nth += 1) [...userCodeOf(newDeviceCode()).replace('-', '')].forEach((letter, at) => { counts.set(`${at}${letter}`, (counts.get(`${at}${letter}`) ?? 0) + 1); });
  expect(counts.size).toBe(8 * LETTERS.length);
  for (const count of counts.values()) expect(Math.abs(count - CODES / LETTERS.length)).toBeLessThan(110); // eight standard deviations: chance does not come that far
});
