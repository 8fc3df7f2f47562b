// Does what a vendor wrote fit into an alert, and stays what differs different?
import { addressOf, cut, identity, isoTime, labelsOf, linksOf, nameOf, severityOf } from '../../integrations/alert-text';

describe('a text', () => {
  it('is cut between characters, and cleaned', () => {
    expect(cut(`${'x'.repeat(8)}🙈`, 10)).toBe('xxxxxxxx🙈');
    expect(cut(`${'x'.repeat(8)}🙈y`, 10)).toBe('xxxxxxxx…');
    expect(cut('a\u0000b\r\nc', 10)).toBe('a b c');
  });

  it('as a name is never empty', () => {
    expect(nameOf(' \u0000 ', 'other')).toBe('other');
    expect(nameOf('', ' ')).toBe('alert');
  });
});

describe('an identity', () => {
  it('stays as it is when it fits', () => {
    expect(identity('LoginRefused region=eu')).toBe('LoginRefused region=eu');
  });

  it('tells long texts with the same beginning apart', () => {
    expect(identity(`${'x'.repeat(400)}a`)).not.toBe(identity(`${'x'.repeat(400)}b`));
  });
});

describe('labels', () => {
  it('are cut, and have no name that objects inherit from', () => {
    const labels = labelsOf(Object.fromEntries([['__proto__', 'x'], ['constructor', 'y'], ['', 'z'], ['long', 'v'.repeat(900)]]));
    expect(Object.keys(labels)).toEqual(['constructor', 'long']);
    expect(labels['long']).toHaveLength(500);
  });

  it('are two hundred at most', () => {
    expect(Object.keys(labelsOf(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`l${n}`, '']))))).toHaveLength(200);
  });
});

it.each([['https://x.example/a?b=c', true], ['http://127.0.0.1:9090/graph', true], ['javascript:alert(1)', false], ['//x.example', false], ['https://', false], ['https://x.example/\u0000', false], [`https://x.example/${'a'.repeat(2000)}`, false], [null, false], ['', false]])('the address %j is shown: %s', (address, shown) => {
  expect(addressOf(address)).toBe(shown ? address : undefined);
});

it('links are shown once, and five at most', () => {
  expect(linksOf([['A', 'https://x.example'], ['B', 'https://x.example'], ['C', undefined]])).toEqual({ links: [{ title: 'A', url: 'https://x.example' }] });
  expect(linksOf(Array.from({ length: 9 }, (_, n) => [`L${n}`, `https://x.example/${n}`] as const)).links).toHaveLength(5);
  expect(linksOf([['A', 'no']])).toEqual({});
});

it.each([
  ['2026-11-23T09:25:19.803634309Z', '2026-11-23T09:25:19.803634309Z'], ['2026-11-23T10:25:19+01:00', '2026-11-23T10:25:19+01:00'], [0, '1970-01-01T00:00:00.000Z'], [1795425950.5, '2026-11-23T09:25:50.500Z'], ['1795425950123', '2026-11-23T09:25:50.123Z'],
  ['9999-12-31T23:59:59Z', undefined], ['2026-13-01T00:00:00Z', undefined], ['2026-11-23', undefined], [-1, undefined], [1e300, undefined], [Number.NaN, undefined], ['', undefined],
])('the time %j is %j', (written, time) => {
  expect(isoTime(written)).toBe(time);
});

it.each([['Critical', 'critical'], [' page ', 'high'], ['warn', 'medium'], ['__proto__', 'low'], ['toString', 'low'], [undefined, 'low']])('the word %j is %s', (word, severity) => {
  expect(severityOf(word)).toBe(severity);
});
