// What is a part of the extension? A function that adds itself to the editor, given what all know; disposing undoes it.
import type { Disposable, ExtensionContext, LogOutputChannel } from 'vscode';
import type { Session } from './session';

export interface Given {
  session: Session;
  context: ExtensionContext;
  log: LogOutputChannel; // what the extension did and what failed; never a secret
}

export type Feature = (given: Given) => Disposable;
