// Which places in the code does a line of a log name? `src/login.ts:41:7` and what looks like it, with where in the line it stands.

export interface Named { start: number; length: number; path: string; line: number; column?: number }

const PLACE = /(?:file:\/\/)?((?:[A-Za-z]:[\\/]|\.{0,2}[\\/])?(?:[\w@.+~-]+[\\/])*[\w@+~-][\w@.+~-]*\.[A-Za-z]\w{0,9})(?::(\d{1,7})(?::(\d{1,5}))?|\((\d{1,7}),(\d{1,5})\))/g;
const MOST_IN_A_LINE = 5;
const LONGEST_LINE = 2000;

export function placesIn(text: string): Named[] {
  if (text.length > LONGEST_LINE) return [];
  return [...text.matchAll(PLACE)].slice(0, MOST_IN_A_LINE).flatMap((match) => {
    const [whole, path = '', line = match[4], column = match[5]] = match;
    if (/\w:\/{1,2}$/.test(text.slice(0, match.index)) || Number(line) < 1) return []; // the host of an address, e.g. http://shop.example:80
    return [{ start: match.index, length: whole.length, path: path.replace(/\\/g, '/'), line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) }];
  });
}

/** Where in the clone that may be: as it stands, then without what stands before, since a check runs in a checkout of its own. */
export function candidatesIn(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && !/^[A-Za-z]:$/.test(part));
  if (parts.includes('..')) return [];
  return parts.map((_, i) => parts.slice(i).join('/'));
}
