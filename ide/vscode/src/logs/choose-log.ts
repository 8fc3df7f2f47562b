// Which log is meant? Said by who asks, e.g. a row of the tree, or chosen from what the incident has.
import { ThemeIcon, window } from 'vscode';
import type { Session } from '../session';
import { logRowsOf } from './log-rows';
import type { LogRow } from './log-rows';

export interface Wanted { incident: string; log: string; title: string }

const ICONS: Record<string, string> = { running: 'sync~spin', passed: 'pass', failed: 'error', errored: 'warning', inconclusive: 'question', cancelled: 'circle-slash' };

/** `asked`: `{ incident, log, title }`, an incident's id, or nothing. Undefined when nobody chose. */
export async function chooseLog(session: Session, asked: unknown): Promise<Wanted | undefined> {
  const said = textsOf(asked);
  const incident = said.incident ?? await chooseIncident(session, 'Whose log?');
  if (incident === undefined) return undefined;
  if (said.log !== undefined) return { incident, log: said.log, title: said.title ?? 'log' };
  const rows = logRowsOf(await session.api().incident(incident));
  if (rows.length === 0) {
    void window.showInformationMessage('This incident has no log yet: nothing was built.');
    return undefined;
  }
  const picked = await window.showQuickPick(rows.map(itemOf), { title: 'Follow log', placeHolder: 'A build, a cell, a deployment', matchOnDescription: true, matchOnDetail: true });
  return picked && { incident, log: picked.row.log, title: titleOf(picked.row) };
}

/** The only one on the desk is meant without a word. */
export async function chooseIncident(session: Session, title: string): Promise<string | undefined> {
  const desk = session.desk ?? [];
  if (desk.length === 1) return desk[0]?.id;
  if (desk.length === 0) {
    void window.showInformationMessage(session.connection.kind === 'signed-out' ? 'Sign in to dayshift first.' : 'No incident is on your desk.');
    return undefined;
  }
  const items = desk.map(({ id, title: label, service, phase }) => ({ id, label, description: `${service} · ${phase}`, detail: id }));
  return (await window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true }))?.id;
}

export function titleOf({ title, attempt }: LogRow): string {
  return `${title} (attempt ${attempt})`;
}

function itemOf(row: LogRow) {
  return { row, label: titleOf(row), description: row.state === 'running' ? 'running' : row.verdict ?? '', ...(row.end ? { detail: row.end } : {}), iconPath: new ThemeIcon(ICONS[row.verdict ?? row.state] ?? 'output') };
}

/** A command's argument may be anything, e.g. a row of a tree that has more to it. */
export function textsOf(asked: unknown): { incident?: string; log?: string; title?: string } {
  if (typeof asked === 'string') return { incident: asked };
  if (typeof asked !== 'object' || asked === null) return {};
  const of = (name: 'incident' | 'log' | 'title') => (name in asked && typeof (asked as Record<string, unknown>)[name] === 'string' ? { [name]: (asked as Record<string, string>)[name] } : {});
  return { ...of('incident'), ...of('log'), ...of('title') };
}
