// How is a number on the command line read? Whole, within bounds, by one parser; anything else is written wrongly.
import { CliFault } from './commands/world';
import { clean } from './tree/text';

export interface NumberOption { name: string; of: string; least?: number; most?: number } // e.g. --weeks, `weeks`

/** For Commander's `argParser`. */
export function wholeNumber({ name, of, least = 1, most = Number.MAX_SAFE_INTEGER }: NumberOption): (written: string) => number {
  return (written) => {
    const number = /^\d{1,15}$/.test(written) ? Number(written) : NaN;
    if (number >= least && number <= most) return number;
    const bounds = most === Number.MAX_SAFE_INTEGER ? `, ${least} or more` : `, from ${least} to ${most}`;
    throw new CliFault(`${name} ${clean(written)} is no number of ${of}.`, `Write a whole number${bounds}.`, 2);
  };
}
