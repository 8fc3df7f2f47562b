// How does an incident read to an agent? What customers lose, what is asked, what is suspected, what failed, and where to read on.
import { readFigure } from '../client/figures';
import { LONGEST_TEXT, cutText } from './bounds';
import type { AttemptRow, Brief } from './brief';
import { code, problemLines } from './problem-text';
import { inline } from './quoted';
import { attemptUri, incidentUri, logUri, problemsUri } from './uris';

export function incidentText(brief: Brief): string {
  const lines = [
    `# ${brief.id}: ${inline(brief.title)}`, '', `> ${brief.note}`, '',
    `${brief.service} in ${brief.environment || 'production'} · ${brief.severity} · phase ${brief.phase}${brief.outcome ? ` (${brief.outcome})` : ''} · opened ${brief.openedAt}`,
    ...asked(brief), ...impact(brief), ...suspected(brief), ...fix(brief), ...problems(brief), ...decision(brief), ...last(brief),
  ];
  return cutText(lines.join('\n'), LONGEST_TEXT, `read ${problemsUri(brief.id)} and the attempts for the rest`);
}

function asked({ asked: turn, assignee, acknowledgedAt, helpers }: Brief): string[] {
  return ['', '## What is asked',
    turn ? `It is the turn of ${turn.of}: ${inline(turn.to)}${turn.deadline ? `, until ${turn.deadline}` : ''}.` : 'Nothing: nobody is waited for.',
    `Assignee: ${assignee ?? 'nobody yet'}${acknowledgedAt ? `, acknowledged ${acknowledgedAt}` : ''}.${helpers.length > 0 ? ` Helpers: ${helpers.join(', ')}.` : ''}`,
    'An agent works on the fix, notes and builds. Deciding is for people: sign-off, gates, assignment, hand-over.'];
}

function impact({ impact: figures, began, alerts, moreAlerts }: Brief): string[] {
  return ['', '## Impact',
    ...(figures.length > 0 ? figures.map(({ name, unit, value, reason }) => `- ${inline(name)}: ${readFigure(value, unit)}${reason ? ` (${inline(reason)})` : ''}`) : ['Not measured yet.']),
    ...(began ? [`It began ${began}, by monitoring.`] : []),
    ...alerts.map(({ name, summary, since }) => `- alert ${inline(name)} since ${since}: ${inline(summary, 500)}`), ...(moreAlerts > 0 ? [`and ${moreAlerts} more alerts`] : [])];
}

function suspected({ suspected: change, running, earlier, links }: Brief): string[] {
  return ['', '## Suspected change',
    ...(change ? [`Commit ${change.commit}: ${inline(change.subject)}. It changed:`, ...change.files.map((file) => `- \`${code(file)}\``), ...(change.moreFiles > 0 ? [`and ${change.moreFiles} files more`] : [])] : ['None is known.']),
    ...(running ? [`Production ran ${inline(running.version)}${running.commit ? `, commit ${running.commit}` : ''}, since ${running.since}.`] : []),
    ...earlier.map((one) => `- earlier, of the same cause: ${one.id} ${inline(one.title)} (${one.outcome})${one.fix ? `, mended by ${one.fix}` : ''}`),
    ...links.map(({ title, url }) => `- ${inline(title)}: <${url.replace(/[<>\s]/g, '')}>`)];
}

function fix({ id, branch, repository, attempts, earlierAttempts }: Brief): string[] {
  return ['', '## The fix', `Push it to the branch \`${branch}\`${repository ? ` of ${inline(repository)}` : ''}; then it is built, or have it built with the tool \`build\`.`,
    ...(earlierAttempts > 0 ? [`${earlierAttempts} attempts came before these.`] : []), ...(attempts.length === 0 ? ['There is no attempt yet.'] : attempts.map((attempt) => attemptLine(id, attempt)))];
}

function attemptLine(id: string, { number, commit, by, verdict, reason, buildLog, stages }: AttemptRow): string {
  const gates = stages.map(({ stage, verdict: of }) => `${stage} ${of}`).join(', ');
  return `- attempt ${number}: ${verdict}, commit ${commit} by ${by}${reason ? `: ${inline(reason, 500)}` : ''}${gates ? ` (${gates})` : ''}. Read ${attemptUri(id, number)}, build log ${logUri(buildLog)}`;
}

function problems({ id, problems: rows, moreProblems }: Brief): string[] {
  if (rows.length === 0) return ['', '## Problems', 'None stands.'];
  return ['', '## Problems', ...problemLines(rows), ...(moreProblems > 0 ? [`and ${moreProblems} more: ${problemsUri(id)}`] : [])];
}

function decision({ decision: card }: Brief): string[] {
  if (!card) return [];
  return ['', '## Sign-off', `${card.state} for ${card.digest} to ${card.environment}; missing: ${card.missing || 'nothing'}. May decide: ${card.mayDecide.join(', ') || 'nobody'}. Expires ${card.expires}. An agent is never among them.`,
    ...card.questions.map(({ by, text }) => `- ${by} asks: ${inline(text, Infinity)}`)];
}

function last({ id, timeline }: Brief): string[] {
  return ['', '## Last on the timeline', ...timeline.map(({ at, who, text }) => `- ${at} ${who}: ${inline(text, Infinity)}`), '', `Subscribe to ${incidentUri(id)} to hear of changes.`];
}
