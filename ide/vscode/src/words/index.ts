// What can a developer say from the editor? That they are on it, that somebody else is the right person, that they help, and a note.
import { commands, Disposable, ProgressLocation, window } from 'vscode';
import type { Word } from '../../../../client/api-client';
import type { IncidentView } from '../../../../src/contracts/incident';
import type { Given } from '../feature';
import { whyNot } from '../page/offers';
import type { Deed } from '../page/page-model';
import { askSentence } from './asked';
import { heirsOf } from './heirs';
import { told } from './told';
import { whichIncident } from './which-incident';

type Told = { id: string; view: IncidentView };

export function addWords({ session, log }: Given): Disposable {
  /** The incident as it is now; undefined when the person called it off, or it may not be, which is said. */
  async function begin(asked: unknown, deed: Deed, title: string): Promise<Told | undefined> {
    const id = await whichIncident(session, asked, title);
    if (id === undefined) return undefined;
    const view = await session.api().incident(id);
    const me = 'me' in session.connection ? session.connection.me : undefined;
    const why = me && whyNot(view, me, deed, Date.now());
    if (why === undefined) return { id, view };
    void window.showInformationMessage(why);
    return undefined;
  }

  async function say(id: string, word: Word, body: Record<string, unknown>): Promise<void> {
    const { text } = await window.withProgress({ location: ProgressLocation.Window, title: 'dayshift' }, async () => session.api().say(id, word, body));
    log.info(`${word}: ${id}`);
    void window.showInformationMessage(text);
  }

  async function acknowledge(asked: unknown): Promise<void> {
    const one = await begin(asked, 'acknowledge', 'Acknowledge');
    if (one) await say(one.id, 'acknowledge', {});
  }

  async function join(asked: unknown): Promise<void> {
    const one = await begin(asked, 'join', 'Join as a helper');
    if (one) await say(one.id, 'join', {});
  }

  async function handOver(asked: unknown): Promise<void> {
    const one = await begin(asked, 'handOver', 'Hand over');
    if (!one) return;
    const heir = await window.showQuickPick(heirsOf(one.view), { title: 'Hand over', placeHolder: 'To which developer? Their time for the fix begins anew.', matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true });
    if (!heir) return;
    const reason = await askSentence({ title: `Hand over to ${heir.label}`, prompt: 'Why? They read it with the assignment. Enter without a word to give none.', isNeeded: false });
    if (reason !== undefined) await say(one.id, 'hand-over', { to: heir.person, ...(reason ? { reason } : {}) });
  }

  async function decline(asked: unknown): Promise<void> {
    const one = await begin(asked, 'decline', 'Give back to the product owner');
    if (!one) return;
    const reason = await askSentence({ title: 'Give back to the product owner', prompt: 'Why is somebody else the right person?', isNeeded: true });
    if (reason !== undefined) await say(one.id, 'decline', { reason });
  }

  async function note(asked: unknown): Promise<void> {
    const one = await begin(asked, 'note', 'Add a note');
    if (!one) return;
    const text = await askSentence({ title: `Note on ${one.view.title}`, prompt: 'Stands on the timeline for everybody.', isNeeded: true, longest: 2000 });
    if (text !== undefined) await say(one.id, 'note', { text });
  }

  return Disposable.from(
    commands.registerCommand('dayshift.acknowledge', told(log, 'Acknowledge', acknowledge)),
    commands.registerCommand('dayshift.join', told(log, 'Join', join)),
    commands.registerCommand('dayshift.handOver', told(log, 'Hand over', handOver)),
    commands.registerCommand('dayshift.decline', told(log, 'Give back', decline)),
    commands.registerCommand('dayshift.note', told(log, 'Note', note)),
  );
}
