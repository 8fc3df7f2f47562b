// Who decided what on which bytes, and what became of them in each environment?
import type { IncidentRecord } from '../contracts/record';
import { wasBroken } from './approval-card';
import { clock, plain, readSeconds } from './story-text';
import { short } from './timeline';

type Card = IncidentRecord['decisions'][number];
type Deployment = IncidentRecord['deployments'][number];

/** One item for each card, with one below it for each word on it. A record from before cards were kept has its one sign-off. */
export function decisionLines({ decisions, signOff }: IncidentRecord): string[] {
  if (decisions.length === 0) return signOff ? [`- ${clock(signOff.at)} ${plain(signOff.by)}: ${signOff.decision} of \`${short(signOff.digest)}\`, by ${signOff.through}`] : [];
  return decisions.flatMap((card) => [
    `- \`${short(card.digest)}\` to ${plain(card.environment)}: **${plain(card.state)}**`,
    ...wordsOn(card).sort((one, other) => one.at.localeCompare(other.at)).map(({ at, text }) => `  - ${clock(at)} ${text}`),
    ...card.risks.map((risk) => `  - known risk: ${plain(risk)}`),
  ]);
}

function wordsOn({ given, delegations, questions, glass, digest }: Card): { at: string; text: string }[] {
  return [
    ...given.map((word) => ({
      at: word.at,
      text: `${plain(word.by)}${word.for ? ` for ${plain(word.for)}` : ''}: ${word.decision}${word.digest === digest ? '' : ` of \`${short(word.digest)}\``}, by ${word.through}${word.reason ? `: ${plain(word.reason)}` : ''}${word.exception ? ` (in spite of hours or a freeze: ${plain(word.exception)})` : ''}`,
    })),
    ...delegations.map(({ at, from, to, reason }) => ({ at, text: `${plain(from)} gave their say to ${plain(to)}${reason ? `: ${plain(reason)}` : ''}` })),
    ...questions.map(({ at, by, to, text }) => ({ at, text: `${plain(by)} asked${to ? ` ${plain(to)}` : ''}: ${plain(text)}` })),
    ...(glass ? [{ at: glass.at, text: `**the glass was ${wasBroken(glass) ? 'broken' : 'touched'}** by ${glass.by.map(plain).join(' and ')}: ${plain(glass.reason)}` }] : []),
  ];
}

const ENDED: Record<Deployment['outcome'], string> = {
  kept: '**kept**', undone: '**taken back before it was watched**', 'rolled-back': '**rolled back by the watch**', 'under-way': '**under way**',
};

/** One item for each deployment, oldest first. A record from before they were kept has its one release. */
export function deploymentLines({ deployments, release }: IncidentRecord): string[] {
  if (deployments.length === 0) return release ? [`- ${clock(release.at)} \`${short(release.digest)}\` to ${plain(release.environment)}; it reports \`${short(release.reportedDigest)}\``] : [];
  return deployments.map(({ environment, digest, attempt, startedAt, at, endedAt, outcome, why, isBrokenGlass, restoredAt }) => [
    `- ${clock(startedAt)} \`${short(digest)}\` of attempt ${attempt} to ${plain(environment)}`,
    at ? `live for everybody at ${clock(at)}` : 'never live for everybody',
    `${ENDED[outcome]}${endedAt ? ` at ${clock(endedAt)}` : ''}${why ? `: ${plain(why)}` : ''}`,
    ...(restoredAt ? [`the release before was verified again at ${clock(restoredAt)}, ${readSeconds((Date.parse(restoredAt) - Date.parse(at ?? startedAt)) / 1000)} after it`] : []),
    ...(isBrokenGlass ? ['the glass was broken for it'] : []),
  ].join('; '));
}
