// What is seen at a glance, whatever file is open? One item: whose turn, how far; a click lists what is on the desk.
import { commands, Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { Given } from '../feature';
import { whoseTurn } from '../incidents/incident-row';
import { ageOf } from '../incidents/moment';
import { impactLine } from '../notices/words';
import type { Followed } from '../session';
import { pipelineOf, statusOf } from './words';

const SHOW = 'dayshift.showDesk';
const COLORS = { plain: undefined, waits: 'statusBarItem.warningBackground', trouble: undefined } as const;

interface Shown { incident: string; stream: Disposable; followed?: Followed }

export function statusBar({ session }: Given): Disposable {
  const item = window.createStatusBarItem('dayshift.status', StatusBarAlignment.Left, 50);
  item.name = 'dayshift';
  let shown = undefined as Shown | undefined;

  function render(): void {
    const status = statusOf(session.connection, session.desk, shown?.followed, Date.now());
    if (!status) return item.hide();
    item.text = status.text;
    item.tooltip = new MarkdownString(status.tooltip, true);
    item.accessibilityInformation = { label: status.spoken };
    item.backgroundColor = COLORS[status.tone] === undefined ? undefined : new ThemeColor(COLORS[status.tone] as string);
    item.command = session.connection.kind === 'signed-out' ? 'dayshift.signIn' : SHOW;
    item.show();
  }

  /** A pipeline is followed only while one of theirs runs. */
  function followPipeline(): void {
    const incident = pipelineOf(session.desk)?.id;
    if (incident !== shown?.incident) {
      shown?.stream.dispose();
      shown = undefined;
      if (incident !== undefined) {
        const own: Shown = { incident, stream: session.follow(incident, (followed) => { own.followed = followed; render(); }) };
        shown = own;
      }
    }
    render();
  }

  async function showDesk(): Promise<void> {
    const { connection, desk = [] } = session;
    const me = { id: 'me' in connection ? connection.me?.id ?? '' : '' };
    if (connection.kind === 'away') void window.showWarningMessage(`dayshift does not answer: ${connection.why}`, 'Try now').then((chosen) => (chosen ? commands.executeCommand('dayshift.reconnect') : undefined));
    if (desk.length === 0) return void commands.executeCommand('dayshift.incidents.focus');
    const items = desk.map((incident) => ({
      id: incident.id, label: `${incident.part === 'turn' ? '$(bell-dot)' : '$(flame)'} ${incident.title}`,
      description: `${incident.phase} · ${whoseTurn(incident, me)} · ${ageOf(incident.openedAt, Date.now())}`, detail: impactLine(incident),
    }));
    const chosen = await window.showQuickPick(items, { title: 'Your incidents', placeHolder: 'Open an incident', matchOnDescription: true, matchOnDetail: true });
    if (chosen) await commands.executeCommand('dayshift.open', chosen.id);
  }

  followPipeline();
  return Disposable.from(item, session.onDidChange(followPipeline), commands.registerCommand(SHOW, showDesk), { dispose: () => { shown?.stream.dispose(); } });
}
