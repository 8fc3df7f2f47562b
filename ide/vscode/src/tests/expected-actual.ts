// What did a test expect, and what did it get? As the common tools write it; where a message has no such pair it is a message.
export interface Difference { expected: string; actual: string }

/** Each pair as a tool begins its two lines; what follows a line, further in, belongs to it. */
const PAIRS: readonly (readonly [expected: RegExp, actual: RegExp])[] = [
  [/^\s*Expected(?: (?:string|pattern|substring|value|length|path|number of calls|object|array|text|URL|title))?:\s*(.*)$/i, /^\s*Received(?: (?:string|value|length|path|number of calls|object|array|text|URL|title))?:\s*(.*)$/i], // Jest, Playwright, Vitest
  [/^\s*expected\s*:\s*(.*)$/i, /^\s*(?:actual|but was|got|found)\s*:\s*(.*)$/i], // JUnit, Go, RSpec, Node
  [/^\s*wanted:?\s+(.*)$/i, /^\s*got:?\s+(.*)$/i],
];
const SENTENCES: readonly RegExp[] = [
  /expected:? ?<([^<>]*)> but was:? ?<([^<>]*)>/i, // JUnit
  /expected ('[^']*'|"[^"]*"|\S+) to (?:strictly |deeply )?(?:be|equal|eql)(?: to)? ('[^']*'|"[^"]*"|\S+)/i, // Chai: what it got stands first
  /assert (\S+) == (\S+)/, // pytest: what it got stands first
];
const ACTUAL_FIRST: readonly number[] = [1, 2];

export function differenceIn(message: string): Difference | undefined {
  const lines = message.split('\n');
  for (const [expected, actual] of PAIRS) {
    const wanted = lines.findIndex((line) => expected.test(line));
    const got = lines.findIndex((line) => actual.test(line));
    if (wanted >= 0 && got >= 0) return { expected: valueAt(lines, wanted, expected), actual: valueAt(lines, got, actual) };
  }
  for (const [index, sentence] of SENTENCES.entries()) {
    const [, one, other] = sentence.exec(message) ?? [];
    if (one !== undefined && other !== undefined) return ACTUAL_FIRST.includes(index) ? { expected: other, actual: one } : { expected: one, actual: other };
  }
  return undefined;
}

/** What stands behind the colon, or below it further in. */
function valueAt(lines: readonly string[], at: number, pattern: RegExp): string {
  const value = pattern.exec(lines[at] ?? '')?.[1]?.trim() ?? '';
  if (value !== '') return value;
  const indent = /^\s*/.exec(lines[at] ?? '')?.[0].length ?? 0;
  const below: string[] = [];
  for (const line of lines.slice(at + 1)) {
    if (line.trim() === '' || (/^\s*/.exec(line)?.[0].length ?? 0) <= indent) break;
    below.push(line.trim());
  }
  return below.join('\n');
}
