// By which words is an incident found? Cut the same way wherever it is searched: at spaces and signs, and where a small letter meets a capital.

/** Signs of ASCII at which words end; every sign but letters and digits. */
export const SEPARATORS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const CUTS = new RegExp(`[\\s${SEPARATORS.replace(/[\\\]^-]/g, '\\$&')}]+`);

/** The words that are asked for, in small letters; none when the text has only signs. */
export function searchWords(text: string): string[] {
  return text.toLowerCase().split(CUTS).filter((word) => word !== '');
}

/** Whether each word that is asked for begins a word of the text. `LoginRefused` is found by `login`, by `refused` and by itself. */
export function isFoundIn(text: string, asked: string): boolean {
  const there = [...searchWords(text), ...searchWords(text.replace(/([a-z0-9])([A-Z])/g, '$1 $2'))];
  const words = searchWords(asked);
  return words.length > 0 && words.every((word) => there.some((one) => one.startsWith(word)));
}
