// How does a developer let a finding through for a while? With a reason and an end date, as an entry of the pipeline file that they look at and save themselves.
import { Range, Uri, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import type { Suppression } from '../../../../src/contracts/exceptions';
import { PIPELINE_FILE } from '../../../../client/problem-places';
import type { Given } from '../feature';
import { editBetween } from './edits';
import { dayAfter, faultOfDay, MOST_DAYS, USUAL_DAYS } from './end-date';
import type { Shown } from './shown-problems';

const SHORTEST_REASON = 5;

/** Nothing is written when somebody turns back half way. Throws an Error in words for people. */
export async function suppressFinding(session: Given['session'], { problem, root }: Pick<Shown, 'problem' | 'root'>): Promise<void> {
  const { connection } = session;
  if (!('me' in connection) || connection.me?.kind !== 'person') throw new Error('A suppression has an owner: sign in to dayshift as a person first.');
  const title = `Suppress ${problem.rule}`;
  const reason = await window.showInputBox({ title, prompt: 'Why may it stay for now? Those who sign off read this.', ignoreFocusOut: true, validateInput: (text) => (text.trim().length < SHORTEST_REASON ? 'Write a reason.' : undefined) });
  if (reason === undefined) return;
  const now = Date.now();
  const until = await window.showInputBox({ title, prompt: `Until when? After this day it blocks again; ${MOST_DAYS} days at most.`, value: dayAfter(now, USUAL_DAYS), ignoreFocusOut: true, validateInput: (text) => faultOfDay(text, now) });
  if (until === undefined) return;
  const place = await window.showQuickPick(placesOf(problem), { title, placeHolder: 'Where?', ignoreFocusOut: true });
  if (!place) return;
  const entry: Suppression = { ...(problem.check ? { check: problem.check } : {}), rule: problem.rule, ...(place.file === undefined ? {} : { file: place.file }), owner: connection.me.id, reason: reason.trim(), until: until.trim() };
  await write(await workspace.openTextDocument(Uri.joinPath(root, PIPELINE_FILE)), entry);
}

function placesOf({ file, isPlaced }: Shown['problem']): { label: string; description?: string; file?: string }[] {
  const everywhere = { label: 'Everywhere', description: 'each finding of this rule by this check' };
  return isPlaced ? [{ label: `In ${file}`, description: 'this file only', file }, everywhere] : [everywhere];
}

/** Only the lines that are new are changed, so that the rest of the document, its marks and the way back stay. */
async function write(document: TextDocument, entry: Suppression): Promise<void> {
  const { withSuppression } = await import('./suppress-edit.js');
  const before = document.getText();
  const after = withSuppression(before, entry);
  const edit = editBetween(before.split(/\r?\n/), after.split(/\r?\n/));
  if (!edit) return;
  const isAtEnd = edit.end.line >= document.lineCount;
  const range = document.validateRange(new Range(edit.start.line, 0, edit.end.line, 0));
  const text = isAtEnd ? `${edit.start.line >= document.lineCount ? '\n' : ''}${edit.text.replace(/\n$/, '')}` : edit.text;
  const changes = new WorkspaceEdit();
  changes.replace(document.uri, range, text);
  if (!(await workspace.applyEdit(changes))) throw new Error(`${PIPELINE_FILE} cannot be changed: is it read-only?`);
  await window.showTextDocument(document, { selection: new Range(edit.start.line, 0, edit.start.line, 0) });
  void window.showInformationMessage('Look at it, save and commit it. It counts once it is on the protected branch; a fix that carries it is flagged at the sign-off.');
}
