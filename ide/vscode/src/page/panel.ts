// How does one incident's page live in its panel? It follows the incident while somebody can see it, and does what the page may ask for.
import { randomBytes } from 'node:crypto';
import { commands, Disposable, env, Uri, window } from 'vscode';
import type { WebviewPanel } from 'vscode';
import type { IncidentView } from '../../../../src/contracts/incident';
import type { Given } from '../feature';
import { findClone } from '../fix/find-clone';
import { openAt } from '../fix/open-files';
import { told, wordsOf } from '../words/told';
import { pageHtml } from './html';
import { incidentPage } from './incident-page';
import { isOnPage, readFromPage } from './messages';
import type { FromPage, ToPage } from './messages';
import { openDiff } from './open-diff';
import type { IncidentPage } from './page-model';

export type Section = 'decision' | 'attempts';
export interface OpenPage { show(section: Section | undefined): void }

/** The page was closed when the panel is disposed; `onClosed` is called then. */
export function openPage({ session, context, log }: Given, panel: WebviewPanel, id: string, onClosed: () => void): OpenPage {
  const { webview } = panel;
  const now: { view?: IncidentView; page?: IncidentPage; isReady: boolean; following?: Disposable; section?: Section } = { isReady: false };
  const me = () => ('me' in session.connection ? session.connection.me : undefined);

  function post(message: ToPage): void {
    if (now.isReady) void webview.postMessage(message);
  }
  function draw(): void {
    if (!now.view) return;
    now.page = incidentPage(now.view, me(), Date.now());
    panel.title = `${now.view.service}: ${now.view.title}`.slice(0, 60);
    post({ kind: 'page', page: now.page });
  }
  function hear(view: IncidentView): void {
    now.view = view;
    draw();
    if (now.isReady && now.section) { post({ kind: 'show', section: now.section }); delete now.section; }
  }
  function tellConnection(): void {
    const { connection } = session;
    post({ kind: 'away', why: connection.kind === 'signed-out' ? 'You are signed out. What stands here is as it was last heard.' : connection.kind === 'away' ? `dayshift does not answer: ${connection.why}. It is asked again until it does.` : '' });
  }
  async function askOnce(): Promise<void> {
    try {
      hear(await session.api().incident(id));
    } catch (error) {
      post({ kind: 'away', why: wordsOf(error) });
    }
  }
  /** Costs nothing while nobody looks. */
  function watch(): void {
    if (!panel.visible || !now.isReady) return unwatch();
    if (now.following) return;
    now.following = session.follow(id, ({ view }) => { hear(view); });
    if (!now.view) void askOnce(); // says why, when it cannot be followed
  }
  function unwatch(): void {
    now.following?.dispose();
    delete now.following;
  }
  function changed(): void {
    tellConnection();
    draw();
    if (session.connection.kind === 'connected' && !now.view) void askOnce();
  }

  async function answer(asked: FromPage): Promise<void> {
    switch (asked.kind) {
      case 'ready': now.isReady = true; tellConnection(); draw(); if (now.section && now.view) { post({ kind: 'show', section: now.section }); delete now.section; } return watch();
      case 'deed': return void await commands.executeCommand(`dayshift.${asked.deed}`, id);
      case 'diff': return now.view && openDiff(now.view, asked.path);
      case 'file': return openFile(asked);
      case 'link': return void await env.openExternal(Uri.parse(asked.url, true));
      case 'incident': return void await commands.executeCommand('dayshift.open', asked.id);
      case 'copy': await env.clipboard.writeText(asked.text); return post({ kind: 'said', text: 'Copied.', tone: 'good' });
      case 'log': return void await commands.executeCommand('dayshift.followLog', { incident: id, log: asked.log, title: titleOf(asked.log) });
      case 'check': return void await commands.executeCommand('dayshift.runCheckHere', { incident: id, cell: asked.cell });
    }
  }
  async function openFile({ path, line }: { path: string; line?: number }): Promise<void> {
    const clone = now.view && await findClone(now.view);
    if (clone) await openAt(clone.place.folder, { path, ...(line === undefined ? {} : { line }) });
  }
  function titleOf(wanted: string): string {
    const attempt = now.view?.attempts.find(({ buildLog }) => buildLog === wanted);
    const cell = now.view?.attempts.flatMap(({ stages }) => stages.flatMap(({ cells }) => cells)).find((one) => one.log === wanted);
    return attempt ? `build, attempt ${attempt.number}` : cell?.id ?? 'log';
  }

  const answerAsked = told(log, 'The page', answer);
  webview.options = { enableScripts: true, enableCommandUris: false, enableForms: false, localResourceRoots: [Uri.joinPath(context.extensionUri, 'media')] };
  panel.iconPath = Uri.joinPath(context.extensionUri, 'media', 'mark.svg');
  const parts = Disposable.from(
    webview.onDidReceiveMessage((data: unknown) => {
      const asked = readFromPage(data);
      if (asked?.kind === 'ready') return void answerAsked(asked);
      if (!asked || !now.page || !isOnPage(now.page, asked)) return log.warn('the page asked for something that is not on it');
      return void answerAsked(asked);
    }),
    panel.onDidChangeViewState(() => { if (!panel.visible) now.isReady = false; watch(); }), // out of sight its document is gone, and begins anew
    session.onDidChange(changed),
    new Disposable(unwatch),
  );
  panel.onDidDispose(() => { parts.dispose(); onClosed(); });
  const media = (name: string) => webview.asWebviewUri(Uri.joinPath(context.extensionUri, 'media', name)).toString();
  webview.html = pageHtml({ nonce: randomBytes(18).toString('base64url'), script: media('page.js'), style: media('page.css'), source: webview.cspSource });
  return {
    show(section) {
      panel.reveal();
      if (section === undefined) return;
      if (now.isReady && now.view) post({ kind: 'show', section });
      else now.section = section;
    },
  };
}

/** For those whose window shows nothing of it. */
export async function openOnDashboard({ session }: Given, id: string): Promise<void> {
  const { connection, desk } = session;
  const link = desk?.find((one) => one.id === id)?.link ?? ('address' in connection ? `${connection.address.replace(/\/+$/, '')}/#/incidents/${encodeURIComponent(id)}` : undefined);
  if (link === undefined) return void window.showInformationMessage('Sign in to dayshift first.');
  await env.openExternal(Uri.parse(link, true));
}
