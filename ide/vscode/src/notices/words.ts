// What does a notification say, and what can be done from it? The impact in one line, and commands that take the incident's id.
import type { Notice } from '../../../../client/desk';
import { readFigure } from '../../../../client/figures';
import type { DeskIncident } from '../../../../src/contracts/desk';
import type { Me } from '../../../../src/contracts/access';
import { Phase } from '../../../../src/domain/vocabulary';

export interface Toast {
  level: 'information' | 'warning';
  title: string; // what happened
  text: string; // of what, and what customers lose
  actions: { title: string; command: string; withId: boolean }[];
}

const OPEN = { title: 'Open', command: 'dayshift.open', withId: true };
const SIGN_OFF = { title: 'Sign off', command: 'dayshift.signOff', withId: true };
const LONGEST_TITLE = 120;

/** As many at once as the editor shows side by side. */
export const MOST_AT_ONCE = 3;

/** One for each, or one for all where they would cover the window. */
export function toastsOf(notices: readonly Notice[], me: Pick<Me, 'id'>): { toast: Toast; incident: string }[] {
  const toasts = notices.flatMap((notice) => { const toast = toastOf(notice, me); return toast ? [{ toast, incident: notice.incident.id }] : []; });
  const [first] = toasts;
  if (!first || toasts.length <= MOST_AT_ONCE) return toasts;
  const counts = (['assigned', 'failed', 'turn', 'passed'] as const).map((kind) => ({ kind, count: notices.filter((notice) => notice.kind === kind).length })).filter(({ count }) => count > 0);
  const text = counts.map(({ kind, count }) => `${count} ${IN_ALL[kind]}`).join(', ');
  return [{ toast: { level: 'warning', title: `${toasts.length} things happened on your desk`, text, actions: [{ title: 'Show them', command: 'dayshift.incidents.focus', withId: false }] }, incident: first.incident }];
}

const IN_ALL = { assigned: 'assigned to you', failed: 'came back from the gates', turn: 'waiting for you', passed: 'passed every gate' } as const;

/** Undefined of what is not told by a notification. */
function toastOf({ kind, incident }: Notice, me: Pick<Me, 'id'>): Toast | undefined {
  const text = impactLine(incident);
  const { lastAttempt, turn, phase, part } = incident;
  const signs = phase === Phase.SignOff && part === 'turn';
  switch (kind) {
    case 'assigned': return { level: 'warning', title: incident.assignment?.by === me.id ? 'You took it on' : 'Assigned to you', text, actions: [{ title: 'Start fix', command: 'dayshift.startFix', withId: true }, { title: 'Hand over', command: 'dayshift.handOver', withId: true }, OPEN] };
    case 'failed': return { level: 'warning', title: `Attempt ${lastAttempt?.number ?? ''} came back: ${cut(lastAttempt?.reason ?? '') || lastAttempt?.verdict}`, text, actions: [{ title: 'Show problems', command: 'workbench.actions.view.problems', withId: false }, OPEN] };
    case 'passed': return { level: 'information', title: `Attempt ${lastAttempt?.number ?? ''} passed every gate`, text, actions: signs ? [SIGN_OFF, OPEN] : [OPEN] };
    case 'turn': return { level: 'warning', title: `Your turn: ${cut(turn?.to ?? '')}`, text, actions: signs ? [SIGN_OFF, OPEN] : [OPEN] };
    case 'left': return undefined;
  }
}

/** `Customers cannot log in · logins refused 34.0 % · storefront · critical`. */
export function impactLine({ title, service, severity, headline }: Pick<DeskIncident, 'title' | 'service' | 'severity' | 'headline'>): string {
  return [cut(title), ...(headline ? [`${headline.name} ${readFigure(headline.value, headline.unit)}`] : []), service, severity].join(' · ');
}

export function lineOf({ title, text }: Pick<Toast, 'title' | 'text'>): string {
  return `${title}. ${text}`.replace('..', '.');
}

/** One line, not too long: an alert's summary may be anything. */
function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1)}…` : line;
}
