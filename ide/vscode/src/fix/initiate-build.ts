// What happens on `Initiate build`? What is committed is pushed, or its build is asked for; then it is followed. Nothing is committed or forced.
import path from 'node:path';
import { commands, window, workspace } from 'vscode';
import type { Given } from '../feature';
import type { Session } from '../session';
import { ApiProblem } from '../../../../client/api-client';
import { whyNot } from '../page/offers';
import { wordsOf } from '../words/told';
import { whichIncident } from '../words/which-incident';
import { checkBranch } from '../../../../clone/branch-facts';
import type { Asked } from '../../../../clone/branch-facts';
import { findClone } from './find-clone';
import type { InClone } from './find-clone';
import { inProgress } from './in-progress';
import { leftOut, planBuild } from '../../../../clone/plan-build';
import type { BuildPlan } from '../../../../clone/plan-build';
import { readBuildState } from '../../../../clone/push-branch';
import type { BuildState } from '../../../../clone/push-branch';
import { learnRemote, push } from './reach-remote';

const HEARD_WITHIN_MS = 20_000; // a push is told by a hook, or seen when the repository is asked

export async function initiateBuild({ session, log }: Given, asked: unknown): Promise<void> {
  const id = await whichIncident(session, asked, 'Initiate build', ({ phase, part }) => part !== 'helping' && phase !== 'assess');
  if (id === undefined) return;
  const view = await session.api().incident(id);
  const why = 'me' in session.connection && session.connection.me ? whyNot(view, session.connection.me, 'build', Date.now()) : undefined;
  if (why !== undefined) return void window.showInformationMessage(why);
  checkBranch(view.branch);
  const clone = await findClone(view);
  if (!clone || !await areSaved(clone.place.folder)) return;
  const wanted: Asked = { remote: clone.remote, branch: view.branch };
  const state = await inProgress(`${view.branch}: asking ${clone.remote}`, (signal) => look({ ...clone, place: { ...clone.place, signal } }, wanted));
  const plan = planBuild(state.facts);
  if (plan.kind === 'stop') return stop(plan, id);
  if (!await goesOnWithout(state)) return;
  if (plan.kind === 'push' && !await pushed(clone, wanted)) return;
  log.info(`build of ${plan.commit} for ${id}: ${plan.kind}`);
  if (plan.kind === 'word' || !await isHeard(session, id, plan.commit)) await ask(session, id, plan.commit);
  await follow(id, plan.text);
}

async function look(clone: InClone, asked: Asked): Promise<BuildState> {
  return readBuildState(clone.place, asked, await learnRemote(clone, asked));
}

/** What is typed and not saved is in no commit; the person may mean to leave it out. */
async function areSaved(folder: string): Promise<boolean> {
  const isInside = (file: string) => !path.relative(folder, file).startsWith('..') && !path.isAbsolute(path.relative(folder, file));
  const unsaved = workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && uri.scheme === 'file' && isInside(uri.fsPath));
  if (unsaved.length === 0) return true;
  const [save, go] = ['Save', 'Go on without'];
  const names = unsaved.map(({ uri }) => path.relative(folder, uri.fsPath)).join(', ');
  const chosen = await window.showWarningMessage(`Not saved: ${names}`, { modal: true, detail: 'Only what is saved and committed is built.' }, save, go);
  if (chosen !== save) return chosen === go;
  const saved = await Promise.all(unsaved.map((document) => document.save()));
  return saved.every(Boolean);
}

async function goesOnWithout({ status, facts }: BuildState): Promise<boolean> {
  const text = leftOut(status);
  if (text === undefined) return true;
  const [open, go] = ['Open Source Control', facts.head === facts.remote ? 'Build what was pushed' : 'Push what is committed'];
  const chosen = await window.showWarningMessage('Not everything is committed', { modal: true, detail: text }, open, go);
  if (chosen === open) await commands.executeCommand('workbench.view.scm');
  return chosen === go;
}

async function stop({ why, text, advice }: BuildPlan & { kind: 'stop' }, id: string): Promise<void> {
  const [label, command, argument] = { 'other-branch': ['Start fix', 'dayshift.startFix', id], nothing: ['Open Source Control', 'workbench.view.scm', undefined], behind: ['Pull', 'git.pull', undefined] }[why] as [string, string, string | undefined];
  const chosen = await window.showWarningMessage(`${text} ${advice}`, label);
  if (chosen === label) await (argument === undefined ? commands.executeCommand(command) : commands.executeCommand(command, argument));
}

async function pushed(clone: InClone, asked: Asked): Promise<boolean> {
  const { refused } = await inProgress(`Pushing ${asked.branch} to ${asked.remote}`, (signal) => push({ ...clone, place: { ...clone.place, signal } }, asked));
  await clone.repository?.status();
  if (refused === undefined) return true;
  throw new Error(`${asked.remote} did not take ${asked.branch}: ${refused}. Nothing was forced. Pull, or do what it says, then initiate the build again.`);
}

/** Whether dayshift took the push up by itself, or took up another commit since. */
async function isHeard(session: Session, id: string, commit: string): Promise<boolean> {
  return window.withProgress({ location: { viewId: 'dayshift.incidents' } }, async () => new Promise<boolean>((resolve) => {
    const finish = (isThere: boolean) => { clearTimeout(timer); following.dispose(); resolve(isThere); };
    const timer = setTimeout(() => { finish(false); }, HEARD_WITHIN_MS);
    const following = session.follow(id, ({ view }) => { if (view.attempts.some((attempt) => attempt.commit === commit)) finish(true); });
  }));
}

/** It may be taken up by itself in this moment: then the word is refused, and all is well. */
async function ask(session: Session, id: string, commit: string): Promise<void> {
  try {
    await session.api().say(id, 'build', { commit });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const last = (await session.api().incident(id)).attempts.at(-1);
    if (last?.commit !== commit || last.verdict !== 'running') throw error;
  }
}

async function follow(id: string, text: string): Promise<void> {
  const isThere = (await commands.getCommands(true)).includes('dayshift.followBuild');
  if (isThere) {
    await commands.executeCommand('dayshift.followBuild', id);
    return;
  }
  const open = 'Open';
  void Promise.resolve(window.showInformationMessage(text, open)).then((chosen) => (chosen === open ? commands.executeCommand('dayshift.open', id, 'attempts') : undefined), (error: unknown) => window.showErrorMessage(wordsOf(error)));
}
