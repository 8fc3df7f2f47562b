// How is a block of lines redrawn in place? Cursor up, erase, write; the cursor is hidden meanwhile and always given back.
import { widthOf } from './text';

/** What is asked of an output: process.stdout has it, and so has a test's stream. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
  rows?: number;
  on?(event: 'resize', listener: () => void): unknown;
  off?(event: 'resize', listener: () => void): unknown;
}

export interface Screen {
  draw(lines: string[]): void;
  /** Shows the cursor; the last block stays. May be called twice. */
  close(): void;
}

const HIDE = '\u001b[?25l';
const SHOW = '\u001b[?25h';

export function openScreen(out: Output): Screen {
  let drawn: string[] = [];
  let open = true;
  const giveBack = () => { out.write(SHOW); };
  process.once('exit', giveBack);
  out.write(HIDE);

  function draw(lines: string[]): void {
    const up = rowsOf(drawn, out.columns ?? 80);
    const home = `${up ? `\u001b[${up}A` : ''}\r`;
    // Line by line: erasing the whole block first flickers, and some terminals keep what was erased in their scrollback.
    out.write(`${home}${lines.map((line) => `${line}\u001b[K\n`).join('')}\u001b[J`);
    drawn = lines;
  }

  function close(): void {
    if (!open) return;
    open = false;
    process.off('exit', giveBack);
    giveBack();
  }

  return { draw, close };
}

/** Screen rows that the lines take: a terminal that became narrower has wrapped them. */
function rowsOf(lines: string[], columns: number): number {
  const plain = lines.map((line) => line.replace(/\u001b\[\d+m/g, ''));
  return plain.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, columns))), 0);
}
