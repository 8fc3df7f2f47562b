// How does a text come into a Slack message? Its three control signs escaped, its length kept, so that it can mention and link nobody.

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Cut to so many characters after escaping; an escape sequence or a character is never cut in two. */
export function escapeText(text: string, most: number): string {
  return fit(text, most, (sign) => ESCAPED[sign] ?? sign);
}

/** For Slack's `plain_text`, in which nothing is a control sign. */
export function plainText(text: string, most: number): string {
  return fit(text.replace(/\s+/g, ' '), most, (sign) => sign);
}

function fit(text: string, most: number, write: (sign: string) => string): string {
  const signs = [...text.trim()].filter((sign) => !/[\x00-\x08\x0b-\x1f\x7f]/.test(sign)).map(write);
  if (signs.reduce((length, sign) => length + sign.length, 0) <= most) return signs.join('');
  let kept = '';
  for (const sign of signs) {
    if (kept.length + sign.length >= most) break;
    kept += sign;
  }
  return `${kept}…`;
}
