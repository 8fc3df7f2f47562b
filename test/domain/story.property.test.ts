// Whatever alerts, commits and people wrote: the story has the same parts, and nothing of it is more than text. Whatever a course is: its drawing can be read.
import fc from 'fast-check';
import type { Figure } from '../../src/contracts/result';
import { storyOf } from '../../src/domain/story';
import { impactChart } from '../../src/domain/story-chart';
import { piecesOf, structureOf } from '../support/markdown';
import { aHardDay } from './a-hard-day';
import { hostile } from './hostile-text';

test('the structure of the story is that of a story of harmless words', () => {
  fc.assert(fc.property(fc.array(hostile.filter((text) => /[^\p{C}\p{Z}]/u.test(text)), { minLength: 1, maxLength: 12 }), (texts) => {
    let next = 0;
    const say = (words: (at: number) => string) => () => words(next++);
    const harmless = structureOf(storyOf(aHardDay(say((at) => `word${texts.indexOf(texts[at % texts.length] ?? '')}`)))); // what is said twice is the same word twice
    next = 0;
    const story = storyOf(aHardDay(say((at) => texts[at % texts.length] ?? '')));
    expect(structureOf(story)).toEqual(harmless);
    expect(piecesOf(story).map(({ type }) => type)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(html|link|image)/)]));
  }), { numRuns: 60 });
});

const value = fc.oneof(fc.double({ noNaN: true, min: 0, max: 1 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e9 }), fc.constant(0));
const figure = fc.record({
  name: hostile, unit: fc.constantFrom('share', 'customers', 'per-second'), query: hostile, value: fc.constant(null), at: fc.constant('2026-11-23T09:00:00.000Z'),
  series: fc.record({ from: fc.constant('2026-11-23T09:00:00.000Z'), stepSeconds: fc.integer({ min: 1, max: 7200 }), values: fc.array(fc.option(value), { maxLength: 120 }) }),
});
const NUMBER = String.raw`-?\d+(?:\.\d+)?`;

test('a drawing has one number for each label, holds the peak, and is written in what Mermaid reads', () => {
  fc.assert(fc.property(figure, (one: Figure) => {
    const lines = impactChart([one]);
    if (lines.length === 0) return;
    expect(lines.slice(0, 2)).toEqual(['```mermaid', 'xychart-beta']);
    expect(lines[2]).toMatch(/^ {4}title "[\p{L}\p{N} .,()/-]+"$/u);
    expect(lines[3]).toMatch(/^ {4}x-axis "UTC" \["[\d: -]+"(?:, "[\d: -]+")*\]$/);
    expect(lines[4]).toMatch(new RegExp(`^ {4}y-axis "[a-z-]+" ${NUMBER} --> ${NUMBER}$`));
    expect(lines[5]).toMatch(new RegExp(`^ {4}line \\[${NUMBER}(?:, ${NUMBER})*\\]$`));
    expect(lines[6]).toBe('```');
    const numbers = (lines[5]?.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    expect(numbers).toHaveLength((lines[3]?.match(/"[\d: -]+"/g) ?? []).length);
    expect(numbers.length).toBeLessThanOrEqual(24);
    const known = (one.series?.values ?? []).filter((each): each is number => each !== null);
    const peak = Math.max(...known) * (one.unit === 'share' ? 100 : 1);
    expect(Math.max(...numbers)).toBeCloseTo(peak, peak > 1000 ? -Math.ceil(Math.log10(peak)) + 3 : 1);
    const [low = 0, high = 0] = (lines[4]?.match(new RegExp(NUMBER, 'g')) ?? []).map(Number);
    expect(numbers.every((each) => each >= low - 0.01 * Math.abs(low) && each <= high)).toBe(true);
  }), { numRuns: 500 });
});
