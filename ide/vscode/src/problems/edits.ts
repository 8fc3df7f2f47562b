// Where does a line go while somebody types? Edits since the last save, one after the other; lines and signs count from 0.
export interface Spot { line: number; character: number }
export interface Edit { start: Spot; end: Spot; text: string }

/** The line after an edit. One whose beginning was replaced stands where the edit began, as far as lines were put in its place. */
export function lineAfter(line: number, { start, end, text }: Edit): number {
  const added = text.split('\n').length - 1;
  if (isBefore(end, line)) return line + added - (end.line - start.line);
  if (!isBefore(start, line)) return line;
  return start.line + Math.min(added, line - start.line);
}

/** Whether a spot is at or before the beginning of a line. */
function isBefore(spot: Spot, line: number): boolean {
  return spot.line < line || (spot.line === line && spot.character === 0);
}

/** The one edit that turns a text into another, by whole lines: for a document that was changed before anybody looked. */
export function editBetween(before: readonly string[], after: readonly string[]): Edit | undefined {
  const same = (index: number): boolean => before[index] === after[index];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && same(head)) head += 1;
  if (head === before.length && head === after.length) return undefined;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { start: { line: head, character: 0 }, end: { line: before.length - tail, character: 0 }, text: after.slice(head, after.length - tail).map((line) => `${line}\n`).join('') };
}
