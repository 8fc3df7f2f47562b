// How is a person told what happened on their desk? A notification in one window, and one of the machine when no window is in front.
import { commands, Disposable, env, UIKind, Uri, window, workspace } from 'vscode';
import type { Notice } from '../../../../client/desk';
import type { Me } from '../../../../src/contracts/access';
import type { Given } from '../feature';
import { createClaims } from './claims';
import { notifyOutside } from './outside';
import { tellOnce } from './teller';
import { readNotify, isWanted } from './wanted';
import { lineOf, toastsOf, type Toast } from './words';

const CLEAR_AFTER_MS = 60_000; // not while the editor starts

export function notices({ session, context, log }: Given): Disposable {
  const claims = createClaims({ folder: Uri.joinPath(context.globalStorageUri, 'told').fsPath, onFault: (error) => { log.warn(`What was told cannot be noted: ${String(error)}`); } });
  const over = new AbortController();
  const clearing = setTimeout(() => { void claims.clearOld(Date.now()); }, CLEAR_AFTER_MS);

  function hear(news: readonly Notice[]): void {
    const { connection } = session;
    if (connection.kind !== 'connected') return;
    const { address, me } = connection;
    const wanted = (notice: Notice): boolean => isWanted(notice, readNotify(workspace.getConfiguration('dayshift').get('notify')), me.id);
    tellOnce(`${address} ${me.id}`, news, { claims, isLookedAt: () => window.state.focused, isWanted: wanted, show: (ours) => { show(ours, me); }, pause }, over.signal)
      .catch((error: unknown) => { log.error(`A notice could not be told: ${String(error)}`); });
  }

  function show(ours: readonly Notice[], me: Me): void {
    log.info(`Told: ${ours.map(({ id }) => id).join(', ')}`);
    for (const { toast, incident } of toastsOf(ours, me)) {
      const tell = toast.level === 'warning' ? window.showWarningMessage : window.showInformationMessage;
      void tell(lineOf(toast), ...toast.actions.map(({ title }) => title)).then((chosen) => act(toast, chosen, incident)); // it stays until the window was looked at
      if (!window.state.focused && isLocal() && workspace.getConfiguration('dayshift').get('notifyOutside', true)) void tellOutside(toast, incident);
    }
  }

  async function act({ actions }: Toast, chosen: string | undefined, id: string): Promise<void> {
    const action = actions.find(({ title }) => title === chosen);
    if (action) await commands.executeCommand(action.command, ...(action.withId ? [id] : []));
  }

  async function tellOutside({ title, text }: Toast, id: string): Promise<void> {
    const link = Uri.from({ scheme: env.uriScheme, authority: context.extension.id, path: '/open', query: new URLSearchParams({ incident: id }).toString() });
    try {
      if (await notifyOutside({ title, text, link: link.toString(true) })) await env.openExternal(link); // brings the window to the front
    } catch (error) {
      log.warn(`There was no notification outside of the editor: ${String(error)}`);
    }
  }

  return Disposable.from(
    session.onNotices(hear),
    window.registerUriHandler({ handleUri: ({ path, query }) => { const id = new URLSearchParams(query).get('incident'); if (path === '/open' && id) void commands.executeCommand('dayshift.open', id); } }),
    { dispose: () => { over.abort(); clearTimeout(clearing); } },
  );
}

/** Whether this code runs on the machine that the person sits at. */
function isLocal(): boolean {
  return env.uiKind === UIKind.Desktop && env.remoteName === undefined;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => { clearTimeout(timer); signal.removeEventListener('abort', finish); resolve(); };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
  });
}
