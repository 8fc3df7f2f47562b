// How does a text become one word of a POSIX shell's command? Quoted, unless the shell takes it as it stands.
const LEFT_ALONE = /^[A-Za-z0-9_@%+:,./=-]+$/;

export function shellWord(text: string): string {
  return LEFT_ALONE.test(text) ? text : `'${text.replace(/'/g, '\'\\\'\'')}'`;
}
