// How does a developer see what a tool is writing? `Follow log`: each log in a terminal of its own that only shows, live until the verdict.
import { commands, Disposable, window, workspace, type Terminal } from 'vscode';
import type { Given } from '../feature';
import { createAttemptTeller } from './attempt-teller';
import { chooseLog } from './choose-log';
import type { Wanted } from './choose-log';
import { addLogLinks } from './log-links';
import { openLogTerminal } from './log-terminal';
import { told, wordsOf } from '../words/told';
import { watchRow } from './row-watch';
import { plain, writeLog } from './write-log';

export function addLogs({ session, log: output }: Given): Disposable {
  const open = new Map<string, Terminal>(); // by the log's id

  async function follow(asked: unknown): Promise<void> {
    const wanted = await chooseLog(session, asked);
    if (wanted) show(wanted);
  }

  function show(wanted: Wanted): void {
    const { log, title } = wanted;
    const terminal = open.get(log) ?? openLogTerminal(title, (write, signal) => fill(wanted, write, signal));
    open.set(log, terminal);
    terminal.show(true);
  }

  async function fill({ incident, log }: Wanted, write: (text: string) => void, signal: AbortSignal): Promise<void> {
    const teller = createAttemptTeller(log);
    const watch = watchRow(session, incident, log, (view) => { teller.hear(view); });
    try {
      await writeLog(session.api(), { log, dashboard: pageOf(incident) }, { over: watch.over, end: () => watch.row?.end, verdict: () => watch.row?.verdict }, write, signal);
      const isBuild = watch.view?.attempts.some(({ buildLog }) => buildLog === log);
      if (isBuild) await teller.tell(write, signal);
    } catch (error) {
      write(`${plain(wordsOf(error))}\r\n`);
    } finally {
      watch.dispose();
    }
  }

  function pageOf(incident: string): string | undefined {
    const { connection, desk } = session;
    const known = desk?.find(({ id }) => id === incident)?.link;
    return known ?? (connection.kind === 'connected' ? `${connection.address.replace(/\/+$/, '')}/#/incidents/${encodeURIComponent(incident)}` : undefined);
  }

  return Disposable.from(
    commands.registerCommand('dayshift.followLog', told(output, 'Follow log', follow)),
    window.onDidCloseTerminal((closed) => { for (const [log, terminal] of open) if (terminal === closed) open.delete(log); }),
    addLogLinks((terminal) => ([...open.values()].includes(terminal) ? workspace.workspaceFolders?.map(({ uri }) => uri) ?? [] : undefined)),
    new Disposable(() => { for (const terminal of open.values()) terminal.dispose(); }),
  );
}
