// Is the list of OWASP ASVS 5.0 whole and true? Every number of levels 1 and 2 once, and what a line names is there.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
const PAGE = readFileSync(path.join(root, 'docs/security/asvs.md'), 'utf8');
const STATES = ['met', 'not applicable', 'gap'];
const SHORTEST_REASON = 10;

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are numbered from 1. */
const SECTIONS: Record<string, number> = {
  '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1, '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2,
  '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4, '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4,
  '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1, '9.1': 3, '9.2': 4,
  '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1,
  '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7,
  '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2,
};

interface Line { numbers: string[]; state: string; reason: string; places: string[] }

const lines: Line[] = PAGE.split('\n').filter((line) => /^\| \d/.test(line)).map((line) => {
  const [, numbers = '', , state = '', reason = ''] = line.split('|').map((cell) => cell.trim());
  return { numbers: numbers.split(', '), state, reason, places: [...reason.matchAll(/`([^`\s]+\/[^`\s]+\.\w+|[\w.-]+\.(?:json|mjs))`/g)].map(([, place = '']) => place).filter((place) => !place.startsWith('/')) };
});

test('every number of levels 1 and 2 stands in it once, in order', () => {
  const asked = Object.entries(SECTIONS).flatMap(([section, count]) => Array.from({ length: count }, (_, at) => `${section}.${at + 1}`));
  const told = lines.flatMap(({ numbers }) => numbers);
  expect(asked).toHaveLength(253);
  expect(told.filter((number, at) => told.indexOf(number) !== at)).toEqual([]);
  expect(asked.filter((number) => !told.includes(number))).toEqual([]);
  expect(told.filter((number) => !asked.includes(number))).toEqual([]);
});

test('a number stands in its chapter', () => {
  const chapters = PAGE.split(/^## /m).slice(1);
  const astray = chapters.flatMap((chapter) => [...chapter.matchAll(/^\| ([\d., ]+) \|/gm)].flatMap(([, numbers = '']) => numbers.split(', ')).filter((number) => number.split('.')[0] !== chapter.split(' ')[0]));
  expect(astray).toEqual([]);
});

test.each(lines.map((line) => [line.numbers.join(', '), line] as const))('%s: a state, and a place or a reason', (_, { state, reason, places }) => {
  expect(STATES).toContain(state);
  expect(places.filter((place) => !existsSync(path.join(root, place)))).toEqual([]);
  const says = state === 'met' ? places.length : reason.length - SHORTEST_REASON;
  expect(says).toBeGreaterThan(0);
});

test('the sums are those of the lines', () => {
  const sums = Object.fromEntries([...PAGE.matchAll(/^\| (met|not applicable|gap) \| (\d+) \|$/gm)].map(([, state, count]) => [state, Number(count)]));
  expect(sums).toEqual(Object.fromEntries(STATES.map((state) => [state, lines.filter((line) => line.state === state).flatMap(({ numbers }) => numbers).length])));
});
