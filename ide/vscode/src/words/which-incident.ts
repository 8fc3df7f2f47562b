// Which incident is meant? By its id, by the row of the tree that was clicked, or asked of the person.
import { window } from 'vscode';
import type { DeskIncident } from '../../../../src/contracts/desk';
import { namedIncident } from '../incidents/node';
import type { Session } from '../session';

/** Undefined when the person chose none. Throws, in words, when there is nothing to choose from, or what was named is no incident's id. */
export async function whichIncident(session: Session, asked: unknown, title: string, fits: (incident: DeskIncident) => boolean = () => true): Promise<string | undefined> {
  const named = namedIncident(asked);
  if (named !== undefined) return named;
  session.api(); // says so when nobody is signed in
  const all = session.desk ?? [];
  const fitting = all.filter(fits);
  const choices = fitting.length > 0 ? fitting : all;
  if (choices.length === 0) throw new Error(session.desk ? 'There is no open incident on your desk.' : 'What is on your desk is not known yet. Try again in a moment.');
  if (choices.length === 1 && choices[0]) return choices[0].id;
  const rows = choices.map(({ id, title: label, service, severity, phase, turn }) => ({ id, label, description: `${service} · ${severity}`, detail: turn ? `${phase}: ${turn.to}` : phase }));
  return (await window.showQuickPick(rows, { title, placeHolder: 'Which incident?', matchOnDescription: true, matchOnDetail: true }))?.id;
}
