// Where is an incident looked at in the editor? In a panel of its own, one for each, which comes back after a reload.
import { commands, Disposable, ViewColumn, window, workspace } from 'vscode';
import type { WebviewPanel } from 'vscode';
import type { Given } from '../feature';
import { told } from '../words/told';
import { incidentIn } from '../incidents/node';
import { whichIncident } from '../words/which-incident';
import { filesAtCommits, SCHEME } from './open-diff';
import { openOnDashboard, openPage } from './panel';
import type { OpenPage, Section } from './panel';

const VIEW_TYPE = 'dayshift.incident';

export function addPage(given: Given): Disposable {
  const { session, log } = given;
  const open = new Map<string, OpenPage>();

  function adopt(panel: WebviewPanel, id: string): OpenPage {
    const page = openPage(given, panel, id, () => { if (open.get(id) === page) open.delete(id); });
    open.set(id, page);
    return page;
  }

  async function show(asked: unknown, section?: unknown): Promise<void> {
    const id = await whichIncident(session, asked, 'Open incident');
    if (id === undefined) return;
    const page = open.get(id) ?? adopt(window.createWebviewPanel(VIEW_TYPE, id, { viewColumn: ViewColumn.Active, preserveFocus: false }, { enableFindWidget: true }), id);
    page.show(sectionOf(section));
  }

  async function showOnDashboard(asked: unknown): Promise<void> {
    const id = await whichIncident(session, asked, 'Open on the dashboard');
    if (id !== undefined) await openOnDashboard(given, id);
  }

  return Disposable.from(
    commands.registerCommand('dayshift.open', told(log, 'Open incident', show)),
    commands.registerCommand('dayshift.openOnDashboard', told(log, 'Open on the dashboard', showOnDashboard)),
    workspace.registerTextDocumentContentProvider(SCHEME, filesAtCommits),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel, state: unknown) {
        const id = incidentIn(state);
        if (id !== undefined && !open.has(id)) return void adopt(panel, id);
        panel.dispose();
      },
    }),
  );
}

function sectionOf(asked: unknown): Section | undefined {
  return asked === 'decision' || asked === 'attempts' ? asked : undefined;
}
