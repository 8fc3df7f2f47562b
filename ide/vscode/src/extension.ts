// What does the extension consist of? Its parts, each added to the editor in turn; one that fails is written down and keeps no other from working.
import { Disposable, window, type ExtensionContext } from 'vscode';
import type { Feature, Given } from './feature';
import type { Session } from './session';

/** Each in its own folder; order is that of their menus and views. */
const FEATURES: Feature[] = [];

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('dayshift', { log: true });
  context.subscriptions.push(log);
  const given: Given = { context, log, session: createSession() };
  for (const feature of FEATURES) {
    try {
      context.subscriptions.push(feature(given));
    } catch (error) {
      log.error(`${feature.name} could not be added: ${String(error)}`);
    }
  }
}

function createSession(): Session {
  return { connection: { kind: 'signed-out' }, desk: undefined, onDidChange: () => new Disposable(() => undefined), api() { throw new Error('Sign in to dayshift first.'); }, follow: () => new Disposable(() => undefined) };
}
