// Does a pipeline file fit what the installation says of its service? Its name, the way that it goes, the targets there, and a team that can sign.
import type { Installation, Service } from '../contracts/installation';
import type { DeployerRow } from '../contracts/integrations';
import type { PipelineFile } from '../contracts/pipeline-file';
import type { Person } from '../contracts/people';
import { placesOf, targetOf } from '../contracts/service-places';
import { oneOf } from './cross-field';
import { deploymentsOf, type Deploying } from './cross-field-release';
import { signOffsCanBeGiven, signOffsNameTheTeam } from './cross-field-sign-off';
import type { Fault, Path } from './faults';
import type { Rule } from './read-file';

type Adapter = DeployerRow['use'];

export interface ServiceContext {
  service: string;
  environment: string; // its own
  team: readonly Person[];
  targets: Readonly<Record<string, { target: string; use: Adapter }>>; // by environment, its own among them
}

export function contextOf({ team, integrations: { deployers } }: Pick<Installation, 'team' | 'integrations'>, service: Service): ServiceContext {
  const targets = placesOf(service).flatMap(({ environment }) => {
    const target = targetOf(service, environment, deployers);
    const row = deployers.find(({ name }) => name === target);
    return target === undefined || !row ? [] : [[environment, { target, use: row.use }] as const];
  });
  return { service: service.name, environment: service.environment, team, targets: Object.fromEntries(targets) };
}

export function fitsService(context: ServiceContext): Rule<PipelineFile> {
  return (file) => [...namesFit(context)(file), ...signOffsCanBeGiven(context.team)(file)];
}

/** Every name that both files say; whether the gates can be satisfied is beside it. */
export function namesFit({ service, environment, team, targets }: ServiceContext): Rule<PipelineFile> {
  return (file) => [
    ...(file.service === service ? [] : [{ path: ['service'], found: `\`${file.service}\``, write: `\`${service}\`, as dayshift.yaml calls it` }]),
    ...(file.deploy.environment === environment ? [] : [{ path: ['deploy', 'environment'], found: `\`${file.deploy.environment}\``, write: `\`${environment}\`, the service's environment in dayshift.yaml` }]),
    ...earlierAreKnown(file, Object.keys(targets).filter((name) => name !== environment)),
    ...targetsFit(file, targets),
    ...signOffsNameTheTeam(team)(file),
  ];
}

function earlierAreKnown(file: PipelineFile, known: readonly string[]): Fault[] {
  return (file.environments ?? []).flatMap(({ environment: name }, i): Fault[] => (known.includes(name) || name === file.deploy.environment ? [] : [
    { path: ['environments', i, 'environment'], found: `\`${name}\`, which is none of the service's \`environments\` in dayshift.yaml`, write: known.length > 0 ? oneOf(name, known) : 'no environment here, or give the service one there,' }]));
}

/** Where an environment lives is the installation's to say; the file says it too, so that nobody is surprised. */
function targetsFit(file: PipelineFile, targets: ServiceContext['targets']): Fault[] {
  const needy = needing(file).map(({ environment }) => environment);
  return deploymentsOf(file).flatMap(({ environment, deploy, path }): Fault[] => {
    const there = Object.hasOwn(targets, environment) ? targets[environment] : undefined;
    if (!there) return []; // told above
    if (deploy.target !== there.target) return [{ path: [...path, 'target'], found: `\`${deploy.target}\``, write: `\`${there.target}\`, where \`${environment}\` lives by dayshift.yaml` }];
    return needy.includes(environment) ? adapterFaults(there.use, deploy, path) : [];
  });
}

/** What an earlier environment leaves out as the last one does is told of the last one. */
function needing(file: PipelineFile): ReturnType<typeof deploymentsOf> {
  const last = file.deploy;
  return deploymentsOf(file).filter(({ deploy, path }) => path.length === 1 || deploy.target !== last.target || deploy.start !== last.start || deploy.health !== last.health || (deploy.strategy === 'canary' && last.strategy !== 'canary'));
}

/** Without an installation an adapter is known by its own name only. */
export function deploymentsHaveWhatTheyNeed(file: PipelineFile): Fault[] {
  return needing(file).flatMap(({ deploy, path }) => (deploy.target === 'processes' || deploy.target === 'command' ? adapterFaults(deploy.target, deploy, path) : []));
}

function adapterFaults(use: Adapter, { strategy, start, health }: Deploying, path: Path): Fault[] {
  if (use === 'command') return strategy === 'canary' ? [{ path: [...path, 'strategy'], found: '`canary` to a target of the team\'s own commands, which cannot say which share of the traffic they gave to whom', write: '`blue-green`, or a target of `use: processes`' }] : [];
  return [
    ...(start === undefined ? [{ path: [...path, 'start'], found: 'no `start`', write: 'the command that starts the release, e.g. `node server.js`' }] : []),
    ...(health === undefined ? [{ path: [...path, 'health'], found: 'no `health`', write: 'the path that answers 200 when it is up, e.g. `/health`' }] : []),
  ];
}
