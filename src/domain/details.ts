// What does Temporal's own UI say of a running day? A few lines of Markdown: phase, whose turn, deadline, impact, attempts.
import type { IncidentView } from '../contracts/incident';
import { readFigure, short } from './timeline';

function ladderLines({ ladder, team }: IncidentView): string[] {
  if (!ladder) return [];
  const nameOf = (id: string): string => team.find((person) => person.id === id)?.name ?? id;
  const last = ladder.told.at(-1);
  return [
    ...(last ? [`Told: ${last.to.map(nameOf).join(', ') || 'nobody'} (${last.kind}, ${last.at})`] : []),
    ...(ladder.heldUntil ? [`Acknowledged: nobody else is told before ${ladder.heldUntil}`] : ladder.next ? [`Next: ${ladder.next.tell.join(', ')} at ${ladder.next.at}`] : []),
  ];
}

/** Markdown for `setCurrentDetails`. */
export function detailsOf(view: IncidentView): string {
  const { turn } = view;
  const who = turn && (view.team.find((person) => person.id === turn.person)?.name ?? turn.role);
  return [
    `**${view.title}** — ${view.service}, ${view.severity}`,
    '',
    `Phase: **${view.phase}**${view.outcome ? ` (${view.outcome})` : ''}`,
    ...(turn ? [`Turn: **${who}** — ${turn.to}${turn.deadline ? `, until ${turn.deadline}` : ''}`] : []),
    ...ladderLines(view),
    ...(view.recurrenceOf ? [`It came before: ${view.recurrenceOf}`] : []),
    ...(view.reopensUntil ? [`Firing again before ${view.reopensUntil} reopens it`] : []),
    ...view.undelivered.filter(({ deliveredAt }) => !deliveredAt).map(({ subject, channel, reason }) => `Could not be told by ${channel}: ${subject} (${reason})`),
    ...(view.impact.figures.length ? [`Impact: ${view.impact.figures.map(readFigure).join(', ')}`] : []),
    `Branch: \`${view.branch}\``,
    '',
    ...view.attempts.map((attempt) => `- Attempt ${attempt.number}, \`${short(attempt.commit)}\`: ${attempt.verdict}${attempt.reason ? ` — ${attempt.reason}` : ''}`),
    ...(view.decision?.state === 'open' ? ['', `To sign: signal \`signOff\` with \`{"by": "…", "decision": "approve", "digest": "${view.decision.digest}"}\``] : []),
  ].join('\n');
}
