// Which known word is nearest to what was written?

/** The nearest of the known words, when it is near: at most a third of the word differs, or one contains the other. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const word = plain(written);
  const ranked = known.map((candidate) => ({ candidate, away: distance(word, plain(candidate)) })).sort((a, b) => a.away - b.away);
  const best = ranked[0];
  if (best && best.away <= Math.max(1, Math.floor(best.candidate.length / 3))) return best.candidate;
  return known.find((candidate) => word.length > 2 && (plain(candidate).includes(word) || word.includes(plain(candidate))));
}

/** Case and joining signs are no difference that a reader sees. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}

/** How many letters must be put in, left out, changed or swapped with their neighbour. */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= one.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const ways = [cell(row - 1, column) + 1, cell(row, column - 1) + 1, cell(row - 1, column - 1) + (same ? 0 : 1), swapped ? cell(row - 2, column - 2) + 1 : Infinity];
      rows[row]?.push(Math.min(...ways));
    }
  }
  return cell(one.length, other.length);
}
