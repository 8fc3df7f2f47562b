// What does each of DORA's five figures mean here? In the words of today's definitions, with what the archive of incidents can see of them.
import type { DoraFigures, DoraReport } from '../contracts/http';

type Definition = DoraReport['definitions'][number] & { metric: keyof DoraFigures };

const DEFINITIONS: readonly Definition[] = [
  {
    metric: 'deployments', name: 'Deployment frequency',
    definition: 'How many releases went live for everybody in the service\'s own environment; a week per average, where the week that runs counts as a whole one. Seen are the releases of incidents alone: what a team brings out without dayshift is not in its archive, and neither is an incident that is still open.',
  },
  {
    metric: 'leadTimeSeconds', name: 'Change lead time',
    definition: 'From the commit, by its own clock, to being live for everybody: the median of the releases whose commit\'s time is known. Of a fix of several commits it is the last one.',
  },
  {
    metric: 'changeFailRate', name: 'Change fail rate',
    definition: 'The share of deployments after which somebody or something had to step in: taken back by verification, canary or watch, a start that failed too, or kept and followed by an incident that is its recurrence. Of all deployments that were begun and decided.',
  },
  {
    metric: 'recoverySeconds', name: 'Failed deployment recovery time',
    definition: 'From a failed deployment to the moment at which it harmed nobody any more, the median: the verified rollback, because that ends what the deployment did although the incident goes on, or the next release that was kept, whichever came first. Of a release whose trouble came back it begins when the trouble began again.',
  },
  {
    metric: 'reworkRate', name: 'Deployment rework rate',
    definition: 'DORA counts the deployments that nobody had planned and that an incident in production caused. Every deployment in this archive is one, because planned work goes another way; so that the figure tells something, those are counted that had to answer a deployment before them: after one of the same incident was taken back, or in an incident that is the recurrence of an earlier one. Of all deployments that were begun and decided.',
  },
];

/** In the order in which they are shown. */
export const METRICS: readonly (keyof DoraFigures)[] = DEFINITIONS.map(({ metric }) => metric);

/** In the same order. */
export function doraDefinitions(): DoraReport['definitions'] {
  return DEFINITIONS.map((definition) => ({ ...definition }));
}
