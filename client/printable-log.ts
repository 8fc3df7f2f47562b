// What of a tool's output may reach a terminal? Text, line ends and, where colour is wanted, colour codes; nothing that moves or sets anything.
const ESCAPE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|[@-Z\\-_])?/g;
const CONTROL = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g;

const INVISIBLE = /\p{Cf}/gu; // also what turns the order of letters round, and whole sentences in letters that nobody sees

export function printableLog(text: string, colour: boolean): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ESCAPE, (code) => (colour && /^\u001b\[[\d;]*m$/.test(code) ? code : '')) // before the controls: one of them ends a code
    .replace(CONTROL, '');
}

/** What came from outside, as one line that can do nothing to a terminal but be read. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim();
}

/** Without colour, and without what is not seen. */
export function visible(text: string): string {
  return printableLog(text, false).replace(INVISIBLE, '');
}
