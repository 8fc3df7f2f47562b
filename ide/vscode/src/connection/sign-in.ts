// How does a person sign in and out? By a code that they confirm in the browser, or by a token; both are kept by the editor's own secret store.
import { hostname } from 'node:os';
import { env, ProgressLocation, Uri, window, workspace, ConfigurationTarget, commands, type Disposable } from 'vscode';
import { DeviceNotGranted, signInByDevice } from '../../../../client/device';
import { Scope } from '../../../../src/domain/vocabulary';
import { isReadable, readAddress } from './address';
import type { LiveSession } from './create-session';
import { wordsOf } from './line';

export function addressNow(): string | undefined {
  return readAddress(workspace.getConfiguration('dayshift').get<string>('address', ''));
}

export function addSignIn(session: LiveSession, log: (text: string) => void): Disposable[] {
  async function keep(token: string, at: string): Promise<void> {
    const me = await session.signIn(token, at);
    void window.showInformationMessage(`Signed in to dayshift as ${me.name}.`);
  }

  async function byCode(): Promise<void> {
    const at = await meantAddress();
    if (at === undefined) return;
    const end = await window.withProgress({ location: ProgressLocation.Notification, title: 'Sign in to dayshift', cancellable: true }, async (progress, cancel) => {
      const over = new AbortController();
      cancel.onCancellationRequested(() => { over.abort(); });
      return signInByDevice(session.stranger(at), {
        name: `${env.appName} on ${hostname()}`.slice(0, 100), scopes: [Scope.Read, Scope.Act], signal: over.signal,
        async show({ userCode, link }) {
          progress.report({ message: `confirm the code ${userCode} in the browser` });
          const opened = await env.openExternal(Uri.parse(link, true));
          if (!opened) void window.showInformationMessage(`Open ${link} and confirm the code ${userCode}.`);
        },
      }).catch((error: unknown) => {
        if (over.signal.aborted) return undefined;
        throw error;
      });
    });
    if (end) await keep(end.secret, at);
  }

  async function byToken(): Promise<void> {
    const at = await meantAddress();
    if (at === undefined) return;
    const token = await window.showInputBox({
      title: 'Sign in to dayshift with a token', prompt: `A token of your own for ${at}. It is kept by the editor's secret store.`, password: true, ignoreFocusOut: true,
      validateInput: (text) => (/\s/.test(text.trim()) ? 'A token has no spaces.' : undefined),
    });
    if (token?.trim()) await keep(token.trim(), at);
  }

  /** Where the token is of, however the setting changes meanwhile. What is sent in the open is sent only when that is said. */
  async function meantAddress(): Promise<string | undefined> {
    if (addressNow() === undefined) await setAddress();
    const address = addressNow();
    if (address === undefined || !isReadable(address)) return address;
    const go = 'Sign in all the same';
    const chosen = await window.showWarningMessage(`${address} is not encrypted: whoever is on the way can read your token. Use https.`, { modal: true }, go);
    return chosen === go ? address : undefined;
  }

  async function setAddress(): Promise<void> {
    const settings = workspace.getConfiguration('dayshift');
    const written = await window.showInputBox({
      title: 'The address of dayshift', prompt: 'As it is seen from where the workspace is.', value: settings.get<string>('address', ''), ignoreFocusOut: true,
      validateInput: (text) => (readAddress(text) === undefined ? 'Write a web address, e.g. https://dayshift.example' : undefined),
    });
    if (written === undefined) return;
    const where = settings.inspect('address')?.workspaceValue === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
    await settings.update('address', readAddress(written), where);
  }

  /** What goes wrong is said with what to do, never a stack. */
  function told(what: string, run: () => void | Promise<void>): () => Promise<void> {
    return async () => {
      try {
        await run();
      } catch (error) {
        const words = error instanceof DeviceNotGranted ? `${error.message} ${error.advice}` : wordsOf(error);
        log(`${what}: ${words}`);
        const other = what === 'Sign-in' ? ['Use a token instead', 'Set the address'] : [];
        const chosen = await window.showErrorMessage(words, ...other);
        if (chosen === other[0] && chosen !== undefined) await commands.executeCommand('dayshift.signInWithToken');
        if (chosen === other[1] && chosen !== undefined) await commands.executeCommand('dayshift.setAddress');
      }
    };
  }

  return [
    commands.registerCommand('dayshift.signIn', told('Sign-in', byCode)),
    commands.registerCommand('dayshift.signInWithToken', told('Sign-in with a token', byToken)),
    commands.registerCommand('dayshift.signOut', told('Sign-out', () => session.signOut())),
    commands.registerCommand('dayshift.setAddress', told('The address', setAddress)),
    commands.registerCommand('dayshift.reconnect', () => { session.reconnect(); }),
  ];
}
