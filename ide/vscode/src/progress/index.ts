// How does a developer see the pipeline run? A notification with its progress for what they initiated, and a bar above the view for all that is theirs.
import { commands, Disposable, ProgressLocation, window, type CancellationToken } from 'vscode';
import type { Given } from '../feature';
import { told } from '../words/told';
import { whichIncident } from '../words/which-incident';
import { followAttempt } from './follow-attempt';
import { keyOfAttempt, runningOn, toShow } from './which-to-show';

const REMEMBERED = 'dayshift.progressShown'; // attempts, so that a window that is loaded again does not show one again
const MOST_REMEMBERED = 50;

export function addProgress({ session, context, log }: Given): Disposable {
  const shown = new Set(context.globalState.get<string[]>(REMEMBERED) ?? []);
  const awaited = new Set<string>(); // incidents
  let doneInView: (() => void) | undefined;

  async function follow(asked: unknown): Promise<void> {
    const incident = await whichIncident(session, asked, 'Whose build?');
    if (incident === undefined || awaited.has(incident)) return;
    const service = session.desk?.find(({ id }) => id === incident)?.service ?? incident;
    const how = await show(incident, service);
    if (how === 'none') void window.showInformationMessage(`No build of ${service} began. Push a commit to the incident's branch, or choose “Initiate build”.`);
  }
  const showByItself = told(log, 'Progress', async (incident: string, title: string) => { await show(incident, title); });

  async function show(incident: string, title: string): Promise<'ended' | 'none' | 'left'> {
    awaited.add(incident);
    try {
      return await window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
        progress.report({ message: 'waits for the build to begin' });
        return followAttempt(session, incident, { tell: (news) => { progress.report(news); }, began: (attempt) => { remember(keyOfAttempt({ incident, attempt })); }, signal: signalOf(token) });
      });
    } finally {
      awaited.delete(incident);
    }
  }

  function remember(key: string): void {
    shown.add(key);
    void context.globalState.update(REMEMBERED, [...shown].slice(-MOST_REMEMBERED));
  }

  function look(): void {
    const runs = session.connection.kind === 'connected' && runningOn(session.desk).length > 0;
    if (runs && !doneInView) void window.withProgress({ location: { viewId: 'dayshift.incidents' } }, () => new Promise<void>((resolve) => { doneInView = resolve; }));
    if (!runs) {
      doneInView?.();
      doneInView = undefined;
    }
    if (!window.state.focused) return; // another window may be in front: it shows it, or this one when it comes to the front
    for (const { incident, attempt, title } of toShow(session.desk, session.connection, new Set([...awaited, ...shown]))) {
      remember(keyOfAttempt({ incident, attempt }));
      void showByItself(incident, title);
    }
  }

  look();
  return Disposable.from(
    commands.registerCommand('dayshift.followBuild', told(log, 'Follow build', follow)),
    session.onDidChange(look),
    window.onDidChangeWindowState(look),
    new Disposable(() => { doneInView?.(); }),
  );
}

function signalOf(token: CancellationToken): AbortSignal {
  const gone = new AbortController();
  token.onCancellationRequested(() => { gone.abort(); });
  if (token.isCancellationRequested) gone.abort();
  return gone.signal;
}
