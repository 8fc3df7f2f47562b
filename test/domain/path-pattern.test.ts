// Does a pattern mean what people expect of it, and is none of them slow?
import fc from 'fast-check';
import { fitsPath } from '../../src/domain/path-pattern';

test.each([
  ['src/a.ts', 'src/a.ts', true], ['src/*.ts', 'src/a.ts', true], ['src/*', 'src/a/b.ts', false], ['src/**', 'src/a/b.ts', true],
  ['src/**/b.ts', 'src/b.ts', true], ['src/**/b.ts', 'src/x/y/b.ts', true], ['**/*.spec.ts', 'a/b.spec.ts', true], ['**', 'any/thing', true],
  ['*.ts', 'src/a.ts', false], ['src/a*b*c.ts', 'src/a1b2c.ts', true], ['src/a*b*c.ts', 'src/a1c.ts', false], ['a*a', 'a', false], ['src/*a*', 'src/xay', true],
  ['src/[id].ts', 'src/[id].ts', true], ['src/[id].ts', 'src/i.ts', false], ['src/a.ts', 'src/axts', false], ['pkg:npm/lodash*', 'pkg:npm/lodash.merge', true],
  ['src/a?.ts', 'src/ab.ts', false], ['', 'src/a.ts', false], ['src/', 'src', false],
])('%p and %p: %p', (pattern, path, fits) => {
  expect(fitsPath(pattern, path)).toBe(fits);
});

test('every path fits itself, `**`, and its own folders', () => {
  fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z.[\]-]{1,6}$/), { minLength: 1, maxLength: 6 }), fc.nat(5), (names, cut) => {
    const path = names.join('/');
    expect(fitsPath(path, path)).toBe(true);
    expect(fitsPath('**', path)).toBe(true);
    expect(fitsPath([...names.slice(0, Math.min(cut, names.length - 1)), '**'].join('/'), path)).toBe(true);
    expect(fitsPath(names.map(() => '*').join('/'), path)).toBe(true);
    expect(fitsPath([...names.map(() => '*'), '*'].join('/'), path)).toBe(false);
  }));
});

test('a pattern of many stars against a name that nearly fits comes to an end', () => {
  expect(fitsPath(`${'a*'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false);
  expect(fitsPath(`${'**/'.repeat(60)}b`, Array.from({ length: 400 }, () => 'a').join('/'))).toBe(false);
});
