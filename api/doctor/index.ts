// Will the next incident find everything in its place? Every part is looked at side by side; one that is down is a finding of its own.
import type { Diagnosis, DoctorFinding } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import { judgeDoors } from './doors';
import { lookAt } from './finding';
import { judgeLadders } from './ladders';
import { judgePeople } from './people';
import { readPipelines } from './pipelines';
import { walkRosters } from './rosters';
import { lookAtSystems } from './systems';
import { askTargets, passedBy } from './targets';

const WHOLE_SECONDS = 30; // above the limit of each part

/** Looks when it is asked; those who ask while it looks share the answer. Never rejects. */
export function createDoctor(deps: ApiDeps, now: () => Date = () => new Date()): () => Promise<Diagnosis> {
  let looking: Promise<Diagnosis> | undefined;
  return () => (looking ??= diagnose(deps, now()).finally(() => { looking = undefined; }));
}

async function diagnose(deps: ApiDeps, at: Date): Promise<Diagnosis> {
  const { installation } = deps;
  const [systems, hanging] = await Promise.all([
    lookAtSystems(deps),
    lookAt({ area: 'ladders', what: 'rosters, ladders, sign-off and deployments', seconds: WHOLE_SECONDS, advice: 'Look for the reason in the API\'s log, and try again.' }, async () => {
      const [pipelines, rosters, targets] = await Promise.all([readPipelines(deps), walkRosters(installation.duty, deps.duty, at), askTargets(deps)]); // side by side: one after another could take longer than the whole
      return [
        ...pipelines.flatMap(({ findings }) => findings),
        ...rosters.flatMap(({ findings }) => findings),
        ...pipelines.flatMap((pipeline) => judgeLadders({ installation, pipeline, rosters, ladders: deps.inputFor(pipeline.service, 'doctor', 'doctor').policies.ladders })),
        ...judgePeople(installation, pipelines),
        ...targets,
        ...pipelines.flatMap(passedBy),
      ];
    }),
  ]);
  const findings = inOrder([...systems, ...hanging, ...judgeDoors(deps)]);
  const count = (state: DoctorFinding['state']): number => findings.filter((finding) => finding.state === state).length;
  return { at: at.toISOString(), findings, broken: count('broken'), doubtful: count('doubtful') };
}

/** The areas in the order in which an incident meets them. */
const AREAS = ['Temporal', 'archive', 'monitoring', 'repositories', 'alert sources', 'unrouted alerts', 'notifiers', 'people', 'rosters', 'ladders', 'sign-off', 'deployments'];

function inOrder(findings: readonly DoctorFinding[]): DoctorFinding[] {
  const place = ({ area }: DoctorFinding): number => (AREAS.includes(area) ? AREAS.indexOf(area) : AREAS.length);
  return [...findings].sort((a, b) => place(a) - place(b));
}
