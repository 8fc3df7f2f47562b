// Is a log the same however it comes, and only ever text in colours of ours? Any bytes, any pieces, any width.
import fc from 'fast-check';
import { inkOf, plainOf } from '../../dashboard/src/ink';
import { createFinder, createLogLines, lineAt, paint, rowStarts } from '../../dashboard/src/log-lines';
import { paletteTone, rgbTone } from '../../dashboard/src/tone';

const CLASSES = /^((on-)?(ok|bad|wait|run|soft)|on-ink|strong|slant|under|struck)$/;
const TONES = ['', 'ok', 'bad', 'wait', 'run', 'soft'];
const code = fc.oneof(
  fc.constantFrom('\u001b[0m', '\u001b[31m', '\u001b[1;32m', '\u001b[38;5;200m', '\u001b[48;2;1;200;3m', '\u001b[38:2::250:1:1m', '\u001b[4:0m', '\u001b[7m', '\u001b[2J', '\u001b[', '\u001b]0;x\u0007', '\u001b', '\r', '\t', '\u202e', '\u009b'),
  fc.array(fc.integer({ min: 0, max: 260 }), { maxLength: 6 }).map((numbers) => `\u001b[${numbers.join(';')}m`),
);
const written = fc.array(fc.oneof({ weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }, code, fc.constantFrom('error', '<script>', '日本', '👩🏽‍🚀')), { maxLength: 14 }).map((parts) => parts.join(''));
const line = written.map((text) => text.replace(/[\n\r]/g, ''));
const log = fc.array(written, { maxLength: 12 }).map((lines) => lines.join('\n'));

function linesOf(...pieces: string[]) {
  const kept = createLogLines();
  for (const piece of pieces) kept.append(piece);
  return kept;
}

test('whatever is written, nothing of it steers, and its classes are known ones', () => {
  fc.assert(fc.property(line, (raw) => {
    for (const { text, ink } of inkOf(raw).pieces) {
      expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
      for (const name of ink.split(' ').filter(Boolean)) expect(name).toMatch(CLASSES);
    }
    expect(plainOf(raw)).toBe(inkOf(raw).pieces.map(({ text }) => text).join(''));
  }), { numRuns: 500 });
});

test('every colour of a terminal is one of ours', () => {
  fc.assert(fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (red, green, blue) => { expect(TONES).toContain(rgbTone(red, green, blue)); }));
  for (let number = -1; number <= 256; number += 1) expect(TONES).toContain(paletteTone(number));
});

test.each([
  ['\u001b[31mred', 'bad'], ['\u001b[92mgreen', 'ok'], ['\u001b[38;5;208morange', 'wait'], ['\u001b[38;5;244mgrey', 'soft'], ['\u001b[38;2;0;120;255mblue', 'run'], ['\u001b[38:2::200:0:0mred', 'bad'], ['\u001b[38:5:46mgreen', 'ok'],
  ['\u001b[41;97m FAIL ', 'on-bad'], ['\u001b[7mturned', 'on-ink'], ['\u001b[1;4mbold', 'strong under'], ['\u001b[31m\u001b[39mas before', ''], ['\u001b[2mdim', 'soft'], ['\u001b[mplain', ''],
])('%j is %j', (raw, ink) => {
  expect(inkOf(raw).pieces.map((piece) => piece.ink)).toEqual([ink]);
});

test('a log that comes in pieces is the log that comes at once', () => {
  fc.assert(fc.property(log, fc.array(fc.nat(400), { maxLength: 6 }), (text, cuts) => {
    const places = [0, ...cuts.map((at) => at % (text.length + 1)).sort((a, b) => a - b), text.length];
    const pieces = places.slice(1).map((to, index) => text.slice(places[index], to));
    expect(linesOf(...pieces).lines).toEqual(linesOf(text).lines);
  }), { numRuns: 500 });
});

test('the rows of a line are the line, at any width, and what is sought is marked in them', () => {
  fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.integer({ min: 2, max: 90 }), fc.constantFrom('', 'error', 'r'), (lines, columns, sought) => {
    const kept = linesOf(`${lines.join('\n')}\n`);
    const starts = rowStarts(kept.lines, columns);
    const drawn = kept.lines.map(() => '');
    let marked = '';
    for (let row = 0; row < (starts.at(-1) ?? 0); row += 1) {
      const index = lineAt(starts, row);
      const one = kept.lines[index];
      if (!one) throw new Error(`row ${row} belongs to no line`);
      for (const { text, isFound } of paint(one, row - (starts[index] ?? 0), columns, sought)) {
        drawn[index] += text;
        if (isFound) marked += text;
      }
    }
    expect(drawn).toEqual(lines.map(plainOf));
    const expected = lines.map((one) => plainOf(one)).filter((one) => one.toLowerCase().length === one.length).reduce((sum, one) => sum + (sought ? one.toLowerCase().split(sought).length - 1 : 0), 0);
    expect(marked.length).toBe(expected * sought.length);
  }), { numRuns: 500 });
});

test('what is sought is found in the same lines while the log grows as afterwards', () => {
  fc.assert(fc.property(fc.array(written, { minLength: 1, maxLength: 10 }), (pieces) => {
    const kept = createLogLines();
    const growing = createFinder('e');
    for (const piece of pieces) {
      kept.append(piece);
      growing.look(kept);
    }
    const afterwards = createFinder('e');
    afterwards.look(kept);
    expect(growing.hits).toEqual(afterwards.hits);
  }));
});

test('of an endless log the newest lines are kept, and those that went are counted', () => {
  const kept = createLogLines(100);
  const finder = createFinder('line');
  for (let number = 1; number <= 5000; number += 1) {
    kept.append(`line ${number}\n`);
    if (number % 7 === 0) finder.look(kept);
  }
  finder.look(kept);
  expect(kept.lines.at(-1)?.raw).toBe('line 5000');
  expect(kept.lines.length + kept.dropped).toBe(5000);
  expect(kept.lines.length).toBeLessThanOrEqual(1100);
  expect(finder.hits).toHaveLength(kept.lines.length);
  expect(finder.hits[0]).toBe(kept.dropped);
});

test('a progress bar that writes over itself is its last state, in its colours', () => {
  const kept = linesOf('\u001b[32m10 %\r50 %\r100 %\u001b[0m\r\ndone\r\n');
  expect(kept.lines.map(({ raw, ink }) => inkOf(raw, ink).pieces)).toEqual([[{ text: '100 %', ink: 'ok' }], [{ text: 'done', ink: '' }]]);
});
