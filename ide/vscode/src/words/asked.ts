// How is a person asked for a sentence? With what it is for, and only as long as dayshift takes it.
import { window } from 'vscode';

export interface Sentence { title: string; prompt: string; placeHolder?: string; isNeeded: boolean; longest?: number }

const LONGEST = 500;

/** Undefined: called off. Empty only where it is not needed. */
export async function askSentence({ title, prompt, placeHolder, isNeeded, longest = LONGEST }: Sentence): Promise<string | undefined> {
  const given = await window.showInputBox({
    title, prompt, ignoreFocusOut: true, ...(placeHolder === undefined ? {} : { placeHolder }),
    validateInput: (text) => faultOf(text, isNeeded, longest),
  });
  return given?.trim();
}

export function faultOf(text: string, isNeeded: boolean, longest: number): string | undefined {
  if (isNeeded && text.trim() === '') return 'Say it in one sentence.';
  return text.trim().length > longest ? `At most ${longest} characters; it has ${text.trim().length}.` : undefined;
}
