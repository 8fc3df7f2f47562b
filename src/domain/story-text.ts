// How does text from outside stay text in Markdown, and how are times and lengths of time read in a story?

/** What Markdown, its tables and its formulas give a meaning to. */
const SIGNS = /[\\`*_{}[\]<>#|~&$!]/g;
/** What would begin a list, a rule or a heading, were it the first of its line. */
const FIRST = /^(?:[-+](?=\s|$)|[-=](?=[-=]*$)|\d{1,9}(?=[.)](?:\s|$)))/;
/** Addresses and people's handles: shown where others read, they would become links and call people. */
const LINKING = /@|:\/\/|^www\./i;
/** Ends of lines, signs that steer a terminal, and those that turn the direction of writing. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Text that stays text inside Markdown, on one line, whatever an alert, a commit or a person put into it. */
export function plain(text: string): string {
  const words = text.replace(CONTROLS, ' ').trim().split(/\s+/).map((word) => (LINKING.test(word) ? code(word) : word.replace(SIGNS, '\\$&')));
  return words.join(' ').replace(FIRST, (first) => (/\d/.test(first) ? `${first}\\` : `\\${first}`));
}

/** Text in the type of code, which nothing in it can end. */
export function code(text: string): string {
  return `\`${text.replace(CONTROLS, ' ').replace(/[`|]/g, ' ').trim() || ' '}\``;
}

/** The time of day, UTC, to the second. */
export function clock(at: string): string {
  return at.slice(11, 19);
}

/** Seconds as people read them: `42 s`, `3 min 05 s`, `1 h 20 min`; not reached is said. */
export function readSeconds(seconds: number | null): string {
  if (seconds === null) return 'not reached';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** `1 attempt`, `3 attempts`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A part of the story under its heading; one with nothing to say is left out. */
export function section(heading: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [`## ${heading}`, '', ...lines, ''] : [];
}
