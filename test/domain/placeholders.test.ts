// What stands for what in a query? Whole words with a value are filled in, and everything else stays as it was written.
import { asksFor, fillIn, releaseLabel } from '../../src/domain/placeholders';
import { DIGEST } from '../support/builders';

const about = { service: 'storefront', environment: 'production', digest: DIGEST, windowSeconds: 300 };

it.each([
  ['rate(errors{digest="$release"}[$window])', 'rate(errors{digest="aaaaaaaaaaaa"}[300s])'],
  ['up{service="$service",env="$environment"}', 'up{service="storefront",env="production"}'],
  ['path=~"/login$"', 'path=~"/login$"'],
  ['$windows + $release_2', '$windows + $release_2'],
  ['$window$window', '300s300s'],
])('%s becomes %s', (query, filled) => {
  expect(fillIn(query, about)).toBe(filled);
});

it('leaves a placeholder without a value, which no monitoring takes for a number', () => {
  expect(fillIn('x{digest="$release"}[$window]', { service: 'storefront', environment: 'production' })).toBe('x{digest="$release"}[$window]');
});

it.each([[0.2, '1s'], [1.4, '1s'], [89.6, '90s'], [3600, '3600s']])('writes a window of %s seconds as %s', (windowSeconds, written) => {
  expect(fillIn('$window', { ...about, windowSeconds })).toBe(written);
});

it('lets no name end the quotes that it stands in', () => {
  expect(fillIn('{env="$environment"}', { ...about, environment: 'a"} or vector(1) #\\' })).toBe('{env="a} or vector(1) #"}');
});

it('names a release by twelve hex digits, with or without the kind of digest', () => {
  expect(releaseLabel(DIGEST)).toBe('a'.repeat(12));
  expect(releaseLabel('b'.repeat(64))).toBe('b'.repeat(12));
});

it('knows what a query asks for', () => {
  expect(asksFor('rate(x[$window])', 'window')).toBe(true);
  expect(asksFor('rate(x[$windows])', 'window')).toBe(false);
  expect(asksFor('x{digest="$release"}', 'release')).toBe(true);
});
