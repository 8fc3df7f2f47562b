// How deep and how large is a JSON text? Known before it is parsed, without building anything of it.

export interface JsonMeasure {
  deepest: number;
  values: number; // at least: every comma and every bracket begins one
  isOpen: boolean; // a bracket or a text is not closed
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The place of the quote that ends a text, or the length of the whole. */
function endOfText(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH && at - 1 - slashes >= start) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

export function measureJson(text: string): JsonMeasure {
  let depth = 0;
  let deepest = 0;
  let values = 0;
  let isOpen = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfText(text, at + 1);
      isOpen = at >= text.length;
    } else if (code === 0x5b || code === 0x7b) { // [ {
      depth += 1;
      values += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x5d || code === 0x7d) depth -= 1; // ] }
    else if (code === 0x2c) values += 1; // ,
  }
  return { deepest, values, isOpen: isOpen || depth > 0 };
}
