// What keeps the editor connected? The session follows the setting, the secret store and the window; what the menus ask is set from it.
import { commands, Disposable, window, workspace } from 'vscode';
import type { Given } from '../feature';
import { secretOf, type LiveSession } from './create-session';
import { addressNow, addSignIn } from './sign-in';
import type { Waker } from './waker';

export function keepConnected({ context, log }: Given, session: LiveSession, waker: Waker): Disposable {
  const write = (text: string): void => { log.info(text); };

  function open(): void {
    const address = addressNow();
    if (address === undefined) return void window.showErrorMessage('The setting dayshift.address is no web address.', 'Set the address').then((chosen) => (chosen ? commands.executeCommand('dayshift.setAddress') : undefined));
    session.open(address).catch((error: unknown) => { log.error(`The secret store could not be read: ${String(error)}`); });
  }

  function tellMenus(): void {
    void commands.executeCommand('setContext', 'dayshift.connection', session.connection.kind);
    void commands.executeCommand('setContext', 'dayshift.incidents', session.desk?.length ?? -1); // -1: not known
  }

  tellMenus();
  open();
  return Disposable.from(
    session,
    session.onDidChange(tellMenus),
    ...addSignIn(session, write),
    commands.registerCommand('dayshift.showOutput', () => { log.show(); }),
    workspace.onDidChangeConfiguration((change) => { if (change.affectsConfiguration('dayshift.address')) open(); }),
    context.secrets.onDidChange(({ key }) => { const address = addressNow(); if (address !== undefined && key === secretOf(address)) open(); }), // signed in or out in another window
    window.onDidChangeWindowState(({ focused }) => { if (focused) waker.wake(); }),
  );
}
