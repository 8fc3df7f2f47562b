// Which log is meant? Said by who asks, e.g. a row of the tree, or chosen from what the incident has.
import { ThemeIcon, window } from 'vscode';
import type { Session } from '../session';
import { whichIncident } from '../words/which-incident';
import { logRowsOf } from './log-rows';
import type { LogRow } from './log-rows';

export interface Wanted { incident: string; log: string; title: string }

const ICONS: Record<string, string> = { running: 'sync~spin', passed: 'pass', failed: 'error', errored: 'warning', inconclusive: 'question', cancelled: 'circle-slash' };

/** `asked`: `{ incident, log, title }`, an incident's id, or nothing. Undefined when nobody chose. */
export async function chooseLog(session: Session, asked: unknown): Promise<Wanted | undefined> {
  const incident = await whichIncident(session, asked, 'Whose log?');
  if (incident === undefined) return undefined;
  const log = textIn(asked, 'log');
  if (log !== undefined) return { incident, log, title: textIn(asked, 'title') ?? 'log' };
  const rows = logRowsOf(await session.api().incident(incident));
  if (rows.length === 0) {
    void window.showInformationMessage('This incident has no log yet: nothing was built.');
    return undefined;
  }
  const picked = await window.showQuickPick(rows.map(itemOf), { title: 'Follow log', placeHolder: 'A build, a cell, a deployment', matchOnDescription: true, matchOnDetail: true });
  return picked && { incident, log: picked.row.log, title: titleOf(picked.row) };
}

function titleOf({ title, attempt }: LogRow): string {
  return `${title} (attempt ${attempt})`;
}

function itemOf(row: LogRow) {
  return { row, label: titleOf(row), description: row.state === 'running' ? 'running' : row.verdict ?? '', ...(row.end ? { detail: row.end } : {}), iconPath: new ThemeIcon(ICONS[row.verdict ?? row.state] ?? 'output') };
}

/** A command's argument may be anything, e.g. a row of a tree that has more to it. */
function textIn(asked: unknown, name: 'log' | 'title'): string | undefined {
  if (typeof asked !== 'object' || asked === null) return undefined;
  const value = (asked as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
