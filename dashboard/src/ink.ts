// What colours does a log's text ask for? The few that tools use become class names; every other code is dropped.
export interface Inked { text: string; ink: string }

const CODES = /\u001b(?:\[([0-?]*)[ -/]*([@-~])|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|[@-Z\\-_])?/g;
const OTHERS = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g;
const INKS: Record<string, string> = { 1: 'strong', 2: 'soft', 31: 'bad', 32: 'ok', 33: 'wait', 34: 'run', 35: 'run', 36: 'run', 90: 'soft', 91: 'bad', 92: 'ok', 93: 'wait', 94: 'run', 95: 'run', 96: 'run' };

export function inkOf(text: string): Inked[] {
  const pieces: Inked[] = [];
  let ink = '';
  let from = 0;
  const plain = text.replace(/\r\n?/g, '\n');
  const add = (to: number) => { if (to > from) pieces.push({ text: plain.slice(from, to).replace(OTHERS, ''), ink }); };
  for (const match of plain.matchAll(CODES)) {
    add(match.index);
    from = match.index + match[0].length;
    if (match[2] === 'm') ink = nextInk(ink, match[1] ?? '');
  }
  add(plain.length);
  return pieces;
}

function nextInk(ink: string, codes: string): string {
  let next = ink;
  for (const code of codes.split(';')) {
    if (code === '' || code === '0' || code === '22' || code === '39') next = '';
    else next = INKS[code] ?? next;
  }
  return next;
}
