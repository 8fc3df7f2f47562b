// What does an agent get of an incident? Enough to work on it, each list with an end; texts of others are plain lines.
import { z } from 'zod';
import type { CodeProblem } from '../client/problem';
import type { AttemptView, IncidentView } from '../src/contracts/incident';
import { firstOf, LONGEST_MESSAGE, MOST_ATTEMPTS, MOST_ENTRIES, MOST_FILES, MOST_PROBLEMS } from './bounds';
import { problemRow, ProblemRow } from './problem-row';
import { DATA_NOTE, plain } from './quoted';

export const AttemptRow = z.object({
  number: z.number().int(), commit: z.string(), by: z.string(), verdict: z.string(), reason: z.string(), startedAt: z.string(), endedAt: z.string().optional(),
  buildLog: z.string(), stages: z.array(z.object({ stage: z.string(), verdict: z.string() })),
});
export type AttemptRow = z.infer<typeof AttemptRow>;

export const Brief = z.object({
  note: z.string(), // what of all this is data
  id: z.string(), title: z.string(), service: z.string(), environment: z.string(), severity: z.string(), phase: z.string(), outcome: z.string().optional(), openedAt: z.string(), closedAt: z.string().optional(),
  asked: z.object({ of: z.string(), to: z.string(), deadline: z.string().optional() }).optional(), // whose turn it is
  branch: z.string(), // where the fix is pushed
  repository: z.string().optional(),
  assignee: z.string().optional(), acknowledgedAt: z.string().optional(), helpers: z.array(z.string()),
  impact: z.array(z.object({ name: z.string(), unit: z.string(), value: z.number().nullable(), reason: z.string().optional() })), // null: unknown, which is not zero
  began: z.string().nullable(),
  alerts: z.array(z.object({ name: z.string(), summary: z.string(), since: z.string() })), moreAlerts: z.number().int(),
  running: z.object({ version: z.string(), digest: z.string(), commit: z.string().optional(), since: z.string() }).optional(), // when it was opened
  suspected: z.object({ commit: z.string(), subject: z.string(), files: z.array(z.string()), moreFiles: z.number().int() }).optional(), // what the running release changed
  earlier: z.array(z.object({ id: z.string(), title: z.string(), outcome: z.string(), fix: z.string().optional() })), // of the same cause
  links: z.array(z.object({ title: z.string(), url: z.string() })),
  attempts: z.array(AttemptRow), earlierAttempts: z.number().int(), // the last ones; how many came before
  problems: z.array(ProblemRow), moreProblems: z.number().int(),
  decision: z.object({ state: z.string(), digest: z.string(), environment: z.string(), missing: z.string(), mayDecide: z.array(z.string()), expires: z.string(), questions: z.array(z.object({ by: z.string(), text: z.string() })) }).optional(),
  timeline: z.array(z.object({ at: z.string(), who: z.string(), text: z.string() })), // the last ones
});
export type Brief = z.infer<typeof Brief>;

export function briefOf(view: IncidentView, problems: readonly CodeProblem[]): Brief {
  const { id, service, environment, severity, phase, outcome, openedAt, closedAt, branch, repository, assignment, related, running, decision } = view;
  const alerts = firstOf(view.alerts.open, 10);
  const shown = firstOf(problems, MOST_PROBLEMS.brief);
  return {
    note: DATA_NOTE, id, title: plain(view.title), service, environment, severity, phase, outcome, openedAt, closedAt, branch, repository, helpers: view.helpers.slice(0, 20),
    ...(view.turn ? { asked: { of: view.turn.person ?? view.turn.role, to: plain(view.turn.to), deadline: view.turn.deadline } } : {}),
    assignee: assignment?.to, acknowledgedAt: assignment?.acknowledgedAt,
    impact: view.impact.figures.slice(0, 20).map(({ name, unit, value, reason }) => ({ name: plain(name), unit, value, reason: reason && plain(reason) })), began: view.impact.began,
    alerts: alerts.first.map(({ name, summary, startsAt }) => ({ name: plain(name), summary: plain(summary, 500), since: startsAt })), moreAlerts: view.alerts.openCount - alerts.first.length,
    ...(running ? { running: { version: plain(running.version), digest: running.digest, commit: running.commit, since: running.at } } : {}),
    ...(related?.change ? { suspected: suspectedOf(related.change) } : {}),
    earlier: (related?.earlier ?? []).slice(0, 5).map((one) => ({ id: one.id, title: plain(one.title), outcome: one.outcome, fix: one.fix?.commit })),
    links: (related?.links ?? []).slice(0, 10).map(({ title, url }) => ({ title: plain(title), url })),
    attempts: view.attempts.slice(-MOST_ATTEMPTS).map(attemptRow), earlierAttempts: Math.max(0, view.attempts.length - MOST_ATTEMPTS),
    problems: shown.first.map(problemRow), moreProblems: shown.more,
    ...(decision ? { decision: decisionOf(decision) } : {}),
    timeline: view.timeline.slice(-MOST_ENTRIES).map(({ at, who, text }) => ({ at, who, text: plain(text, LONGEST_MESSAGE) })),
  };
}

export function attemptRow({ number, commit, by, verdict, reason, startedAt, endedAt, buildLog, stages }: AttemptView): AttemptRow {
  return { number, commit, by, verdict, reason: plain(reason, LONGEST_MESSAGE), startedAt, endedAt, buildLog, stages: stages.slice(0, 20).map((stage) => ({ stage: stage.stage, verdict: stage.verdict })) };
}

function suspectedOf({ commit, subject, files }: NonNullable<NonNullable<IncidentView['related']>['change']>): NonNullable<Brief['suspected']> {
  const { first, more } = firstOf(files, MOST_FILES);
  return { commit, subject: plain(subject), files: first.map(({ path }) => plain(path)), moreFiles: more };
}

function decisionOf({ state, digest, environment, missing, mayDecide, expires, questions }: NonNullable<IncidentView['decision']>): NonNullable<Brief['decision']> {
  return { state, digest, environment, missing: plain(missing), mayDecide: mayDecide.slice(0, 50), expires, questions: questions.slice(-5).map(({ by, text }) => ({ by, text: plain(text, LONGEST_MESSAGE) })) };
}
