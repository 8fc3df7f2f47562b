// How is a decision taken in the editor? The card is shown, then asked with everything on it; what was shown is what is signed, and nothing else.
import { commands, Disposable, window } from 'vscode';
import type { DecisionCard } from '../../../../src/contracts/decision';
import type { IncidentView } from '../../../../src/contracts/incident';
import type { Given } from '../feature';
import { whyNot } from '../page/offers';
import { askSentence } from '../words/asked';
import { told } from '../words/told';
import { whichIncident } from '../words/which-incident';
import { questionOf, sayOnCard } from './card-say';
import { askedToKeep, keepQuestion } from './keep';
import { questionFor } from './question';
import type { Choice } from './question';

interface Said { reason?: string; exception?: string }

export function addDecisions({ session, log }: Given): Disposable {
  const me = () => ('me' in session.connection ? session.connection.me : undefined);

  async function decide(asked: unknown, choice: Choice): Promise<void> {
    const id = await whichIncident(session, asked, choice === 'approve' ? 'Sign off' : 'Reject', ({ phase, part }) => part === 'turn' && (phase === 'sign-off' || phase === 'watch'));
    if (id === undefined) return;
    const view = await session.api().incident(id);
    if (askedToKeep(view)) return keep(id, view, choice);
    const why = whyNot(view, me(), choice === 'approve' ? 'signOff' : 'reject', Date.now());
    const card = view.decision;
    if (why !== undefined || !card) return void window.showInformationMessage(why ?? 'Nothing waits for a sign-off.');
    await commands.executeCommand('dayshift.open', id, 'decision');
    const said = await reasonFor(view, card, choice);
    if (said && await isConfirmed(questionFor(view, card, choice, said))) await send(id, card, choice, said);
  }

  /** Undefined: called off. */
  async function reasonFor(view: IncidentView, card: DecisionCard, choice: Choice): Promise<Said | undefined> {
    if (choice === 'reject') {
      const reason = await askSentence({ title: 'Reject', prompt: 'Why does it go back? The developer reads it.', isNeeded: true });
      return reason === undefined ? undefined : { reason };
    }
    if (!sayOnCard(view, me()?.id, Date.now()).exception) return {};
    const exception = await askSentence({ title: 'Sign off as an exception', prompt: `It is shut: ${card.shut?.why ?? ''}. Why may it go out in spite of it?`, isNeeded: true });
    return exception === undefined ? undefined : { exception };
  }

  /** The card may have changed while it was read: then nothing is said, and it is shown anew. */
  async function send(id: string, shown: DecisionCard, choice: Choice, said: Said): Promise<void> {
    const now = (await session.api().incident(id)).decision;
    if (!now || questionOf(now) !== questionOf(shown)) {
      await commands.executeCommand('dayshift.open', id, 'decision');
      const again = choice === 'approve' ? 'Sign off…' : 'Reject…';
      const chosen = await window.showWarningMessage('The card has changed since you were asked. Nothing was said. Look at it again.', again);
      return chosen === again ? decide(id, choice) : undefined;
    }
    const { text } = await session.api().say(id, 'sign-off', { decision: choice, digest: shown.digest, ...said });
    log.info(`${choice}: ${id} ${shown.digest}`);
    void window.showInformationMessage(text);
  }

  async function keep(id: string, view: IncidentView, choice: Choice): Promise<void> {
    const kept = askedToKeep(view);
    if (!kept) return;
    await commands.executeCommand('dayshift.open', id);
    const reason = await askSentence({ title: choice === 'approve' ? 'Keep the release' : 'Roll it back', prompt: 'Why?', isNeeded: choice === 'reject' });
    if (reason === undefined || !await isConfirmed(keepQuestion(view.service, kept, choice))) return;
    const { text } = await session.api().say(id, 'sign-off', { decision: choice, digest: kept.digest, ...(reason ? { reason } : {}) });
    void window.showInformationMessage(text);
  }

  return Disposable.from(
    commands.registerCommand('dayshift.signOff', told(log, 'Sign off', (asked: unknown) => decide(asked, 'approve'))),
    commands.registerCommand('dayshift.reject', told(log, 'Reject', (asked: unknown) => decide(asked, 'reject'))),
  );
}

async function isConfirmed({ title, detail, button }: { title: string; detail: string; button: string }): Promise<boolean> {
  return await window.showWarningMessage(title, { modal: true, detail }, button) === button;
}
