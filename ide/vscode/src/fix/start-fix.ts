// What happens on `Start fix`? The right clone comes onto the incident's branch, the suspected files are opened, and the incident is acknowledged.
import { commands, Uri, window, workspace } from 'vscode';
import type { Session } from '../session';
import type { IncidentView } from '../../../../src/contracts/incident';
import { whyNot } from '../page/offers';
import { wordsOf } from '../words/told';
import { whichIncident } from '../words/which-incident';
import type { Given } from '../feature';
import { askedOf, readFacts } from '../../../../clone/branch-facts';
import type { Asked } from '../../../../clone/branch-facts';
import { findClone } from './find-clone';
import type { InClone } from './find-clone';
import { GitFault } from '../../../../clone/git';
import { inProgress } from './in-progress';
import { openSuspected } from './open-files';
import { planBranch } from '../../../../clone/plan-branch';
import type { BranchPlan } from '../../../../clone/plan-branch';
import { learnRemote } from './reach-remote';
import { addWorktree, freeFolder, takeBranch } from '../../../../clone/take-branch';

interface Begun { folder: string; text: string }

export async function startFix({ session, log }: Given, asked: unknown): Promise<void> {
  const id = await whichIncident(session, asked, 'Start fix', ({ phase, part }) => part !== 'helping' && phase === 'fix');
  if (id === undefined) return;
  const view = await session.api().incident(id);
  const me = 'me' in session.connection ? session.connection.me : undefined;
  const why = me && whyNot(view, me, 'startFix', Date.now());
  if (why !== undefined) return void window.showInformationMessage(why);
  const clone = await findClone(view);
  if (!clone) return;
  const begun = await begin(clone, askedOf(view, clone.remote));
  if (!begun) return;
  log.info(`fix of ${id} started in ${begun.folder}: ${begun.text}`);
  const opened = await openSuspected(view, begun.folder);
  await acknowledge(session, view, me?.id, log);
  const note = opened > 0 ? '' : ' No file is suspected.';
  const isOpen = workspace.getWorkspaceFolder(Uri.file(begun.folder)) !== undefined || clone.place.folder === begun.folder;
  await tell(`${begun.text}${note}`, isOpen ? undefined : begun.folder);
}

/** Undefined when the person stopped it. */
async function begin(clone: InClone, asked: Asked): Promise<Begun | undefined> {
  const plan = await inProgress(`${asked.branch}: asking ${asked.remote}`, (signal) => planIn({ ...clone, place: { ...clone.place, signal } }, asked));
  if (plan === undefined) return undefined;
  const { how, text, blocked } = plan;
  const { folder } = clone.place;
  if (how.kind === 'impossible') throw new Error(text);
  if (how.kind === 'elsewhere') return { folder: how.folder, text };
  if (blocked !== undefined) return beside(clone, asked, plan, blocked);
  await takeBranch(clone.place, asked, how);
  await clone.repository?.status(); // the editor sees the new branch at once
  return { folder, text };
}

async function planIn(clone: InClone, asked: Asked): Promise<BranchPlan | undefined> {
  try {
    return planBranch(await readFacts(clone.place, asked, await learnRemote(clone, asked)));
  } catch (error) {
    if (!(error instanceof GitFault) || clone.place.signal?.aborted) throw error;
    const goOn = 'Go on without it';
    const chosen = await window.showWarningMessage(wordsOf(error), { modal: true, detail: 'Without the remote, what was fetched last counts: what others pushed since is not seen.' }, goOn);
    return chosen === goOn ? planBranch(await readFacts(clone.place, asked)) : undefined;
  }
}

/** The working tree stays as it is. */
async function beside({ place }: InClone, asked: Asked, { how, text }: BranchPlan, blocked: string): Promise<Begun | undefined> {
  const folder = await freeFolder(place.folder, asked.branch);
  const add = 'Add a working tree beside it';
  const detail = `In ${place.folder}, ${blocked}. Nothing is touched there. The fix can be made in a second working tree of the same clone:\n${folder}`;
  const chosen = await window.showWarningMessage('The clone has work of yours in it', { modal: true, detail }, add);
  if (chosen !== add) return undefined;
  await addWorktree(place, asked, how, folder);
  return { folder, text };
}

async function acknowledge(session: Session, { id, assignment, phase }: IncidentView, me: string | undefined, log: Given['log']): Promise<void> {
  if (assignment?.to !== me || assignment?.acknowledgedAt || phase !== 'fix') return;
  await session.api().say(id, 'acknowledge', {}).catch((error: unknown) => {
    log.warn(`acknowledge: ${wordsOf(error)}`);
    void window.showWarningMessage(`The fix has started, but it is not acknowledged: ${wordsOf(error)}`);
  });
}

/** `folder`: one that this window does not show. */
async function tell(text: string, folder: string | undefined): Promise<void> {
  if (folder === undefined) return void window.showInformationMessage(text);
  const [add, open] = ['Add it to this window', 'Open it in a new window'];
  void Promise.resolve(window.showInformationMessage(`${text} It is in ${folder}.`, add, open)).then((chosen) => {
    const uri = Uri.file(folder);
    if (chosen === add) workspace.updateWorkspaceFolders(workspace.workspaceFolders?.length ?? 0, 0, { uri });
    if (chosen === open) void commands.executeCommand('vscode.openFolder', uri, { forceNewWindow: true });
  });
}
