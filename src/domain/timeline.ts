// What does the story say of an event? One sentence, who, and a tone; events that are only progress say nothing.
import type { IncidentView, TimelineEntry } from '../contracts/incident';
import type { Impact } from '../contracts/result';
import type { Happened } from './events';
import { nameOf, namesOf, say, short, speakerOf, type Told } from './telling-words';
import { tellOfRelease } from './timeline-release';
import { SEVERITIES, Verdict } from './vocabulary';

export { short } from './telling-words';

function share(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

/** A known value as people read it. */
export function readValue(value: number, unit: string): string {
  return unit === 'share' ? share(value) : String(Math.round(value * 100) / 100);
}

/** A figure as people read it; unknown is said, never shown as zero. */
export function readFigure(figure: { name: string; unit: string; value: number | null }): string {
  if (figure.value === null) return `${figure.name}: unknown`;
  return `${readValue(figure.value, figure.unit)} ${figure.name}`;
}

/** The entry that an event adds to the timeline, or nothing. `view` is the incident before the event. */
export function tell(event: Happened, view: IncidentView): TimelineEntry | undefined {
  const told = sentence(event, view);
  return told && { at: event.at, kind: event.kind, ...told };
}

/** Measuring again is told only when it makes the incident more severe. */
function refreshed(view: IncidentView, impact: Impact): Told | undefined {
  const higher = impact.severity !== undefined && SEVERITIES.indexOf(impact.severity) > SEVERITIES.indexOf(view.severity);
  return higher ? say('dayshift', `It got worse, now ${impact.severity}: ${impact.figures.map(readFigure).join(', ')}`, 'bad') : undefined;
}

function sentence(event: Happened, view: IncidentView): Told | undefined {
  const number = view.attempts.length;
  switch (event.kind) {
    case 'opened': return say('dayshift', `Opened for ${event.input.service}: ${event.input.cause} (${event.input.rule})`, 'bad');
    case 'alertsReceived': return event.news ? say('dayshift', event.news, event.open.length ? 'bad' : 'good') : undefined;
    case 'alertsExpired': return say('dayshift', `Not heard again in time, so it counts as over: ${event.names.join(', ')}`, event.open.length ? 'bad' : 'good');
    case 'impactMeasured': return say('dayshift', `Impact: ${event.impact.figures.map(readFigure).join(', ')}`, 'bad');
    case 'impactRefreshed': return refreshed(view, event.impact);
    case 'relatedFound': return event.related.earlier[0] ? say('dayshift', `The same trouble came before: ${event.related.earlier[0].id} (${event.related.earlier[0].outcome})`) : undefined;
    case 'asked': return say('dayshift', `Asked ${namesOf(view, event.to, event.unknown)} to ${event.what}`, 'waiting');
    case 'reminded': return say('dayshift', `Reminded ${namesOf(view, event.to, event.unknown)} to ${event.what}`, 'waiting');
    case 'escalated': return say('dayshift', `Escalated to ${namesOf(view, event.to, event.unknown)}: still waiting for somebody to ${event.what}`, 'bad');
    case 'handedOver': return say(event.from, `${nameOf(view, event.from)} handed over to ${nameOf(view, event.to)}: ${event.reason}`);
    case 'declined': return say(event.by, `${nameOf(view, event.by)} declined: ${event.reason}`, 'bad');
    case 'helperJoined': return say(event.by, `${speakerOf(view, event)} joined to help`, 'good');
    case 'acknowledgementExpired': return say('dayshift', `${nameOf(view, event.by)} acknowledged, but no sign of work followed for ${Math.round(event.afterSeconds / 60)} minutes; the acknowledgement has expired`, 'bad');
    case 'tellingFailed': return say('dayshift', `Could not tell by ${event.channel}: ${event.subject} (${event.reason})`, 'bad');
    case 'tellingDelivered': return say('dayshift', `Told by ${event.channel} at last: ${event.subject}`, 'good');
    case 'tellingDeferred': return say('dayshift', `${nameOf(view, event.person)} has quiet hours and is told at ${event.until.slice(0, 16)} UTC: ${event.subject}`);
    case 'reopened': return say('dayshift', 'It fires again soon after it had recovered: reopened', 'bad');
    case 'ownersSuggested': return say('dayshift', event.suggestions[0] ? `Suggested ${nameOf(view, event.suggestions[0].person)}: ${event.suggestions[0].why}` : 'No owner could be suggested');
    case 'assigned': return say(event.by, `${nameOf(view, event.by)} assigned ${nameOf(view, event.to)}: ${event.reason}`, 'good');
    case 'acknowledged': return say(event.by, `${speakerOf(view, event)} is on it`);
    case 'deadlinePassed': return say('dayshift', `${event.what}: the deadline passed with ${event.who}`, 'bad');
    case 'attemptStarted': return say(event.by, `Attempt ${number + 1}: ${speakerOf(view, event)} ${event.through ? 'had' : 'pushed'} ${short(event.commit)}${event.through ? ' built' : ''}`);
    case 'planFrozen': return say('dayshift', `“${event.change.subject}” changes ${event.change.files.length} files (+${event.change.additions} −${event.change.deletions})${event.plan.touchesPipeline ? ', the pipeline file among them' : ''}`);
    case 'built': return event.result.verdict === Verdict.Passed
      ? say('developer', `Built ${short(event.result.artifact?.digest ?? '')}`, 'good')
      : say('developer', `The build ${event.result.verdict}: ${event.result.reason}`, 'bad');
    case 'gateJudged': return say(event.stage, `${event.stage}: ${event.verdict} — ${event.reason}`, event.verdict === Verdict.Passed ? 'good' : 'bad');
    case 'gateAsked': return say('dayshift', `The ${event.card.stage} gate is held and asks ${namesOf(view, event.card.mayDecide)}: ${event.card.why}`, 'waiting');
    case 'gateDecided': return event.card.given && say(event.card.given.by, `${nameOf(view, event.card.given.by)} decided on the ${event.card.stage} gate: ${event.card.given.decision} — ${event.card.given.reason}`, event.card.given.decision === 'send-back' ? 'bad' : 'good');
    case 'acceptanceJudged': return say('dayshift', `${event.acceptance.filter((c) => c.achieved).length} of ${event.acceptance.length} acceptance criteria achieved`, event.acceptance.every((c) => c.achieved) ? 'good' : 'bad');
    case 'attemptEnded': return event.verdict === 'passed'
      ? say('dayshift', `Attempt ${number} passed every gate`, 'good')
      : say('dayshift', `Attempt ${number} sent back (${event.verdict}): ${event.reason}`, 'bad');
    case 'noted': return say(event.by, event.through ? `${speakerOf(view, event)}: ${event.text}` : event.text);
    case 'closed': return say(event.by, `Closed, ${event.outcome}: ${event.why}`, event.outcome === 'cancelled' ? 'neutral' : 'good');
    default: return tellOfRelease(event, view);
  }
}
