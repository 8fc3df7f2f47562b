// What does the extension consist of? Its parts, each added to the editor in turn; one that fails is written down and keeps no other from working.
import { window, type ExtensionContext } from 'vscode';
import { keepConnected } from './connection';
import { createSession } from './connection/create-session';
import { createWaker } from './connection/waker';
import { addDecisions } from './decide';
import type { Feature, Given } from './feature';
import { addFix } from './fix';
import { addFiles } from './files';
import { incidents } from './incidents';
import { addLogs } from './logs';
import { notices } from './notices';
import { addPage } from './page';
import { addProblems } from './problems';
import { addProgress } from './progress';
import { addRunHere } from './run-here';
import { statusBar } from './status-bar';
import { addWords } from './words';

/** Each in its own folder; order is that of their menus and views. */
const FEATURES: Feature[] = [statusBar, incidents, notices, addProblems, addProgress, addLogs, addRunHere, addFiles, addPage, addFix, addWords, addDecisions];

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('dayshift', { log: true });
  const waker = createWaker();
  const session = createSession({ secrets: context.secrets, memory: context.globalState, waker, log: (text) => { log.info(text); } });
  const given: Given = { context, log, session };
  context.subscriptions.push(log);
  for (const feature of [...FEATURES, function connection() { return keepConnected(given, session, waker); }]) { // the last one begins, when all hear
    try {
      context.subscriptions.push(feature(given));
    } catch (error) {
      log.error(`${feature.name} could not be added: ${String(error)}`);
    }
  }
}
