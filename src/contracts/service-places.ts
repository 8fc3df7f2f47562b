// What does dayshift.yaml mean for one environment of a service? Deployer, address and variables; what an environment leaves out is the service's.
import type { DeployerRow } from './integrations';
import type { Service } from './service';

type Placed = Pick<Service, 'environment' | 'environments' | 'target'>;

/** The deployer's name; undefined for an environment that the service does not have. */
export function targetOf(service: Placed, environment: string, deployers: readonly Pick<DeployerRow, 'name'>[]): string | undefined {
  const usual = service.target ?? deployers[0]?.name;
  if (environment === service.environment) return usual;
  const earlier = earlierOf(service, environment);
  return earlier && (earlier.target ?? usual);
}

/** Where an environment is reached; undefined for one that is not known. */
export function addressOf(services: readonly (Placed & Pick<Service, 'name' | 'address'>)[], name: string, environment: string): string | undefined {
  const service = services.find((candidate) => candidate.name === name);
  return service && placesOf(service).find((place) => place.environment === environment)?.address;
}

/** What the installation declares to releases there: the service's, then the environment's own; undefined for an environment that is not known. */
export function deployVariables(service: Placed & Pick<Service, 'deployEnvironment'>, environment: string): Record<string, string> | undefined {
  if (environment === service.environment) return service.deployEnvironment;
  const earlier = earlierOf(service, environment);
  return earlier && { ...service.deployEnvironment, ...earlier.deployEnvironment };
}

function earlierOf({ environments }: Placed, environment: string): Placed['environments'][string] | undefined {
  return Object.hasOwn(environments, environment) ? environments[environment] : undefined;
}

/** Every environment of a service with its address, its own first. */
export function placesOf(service: Placed & Pick<Service, 'address'>): { environment: string; address: string }[] {
  return [
    { environment: service.environment, address: service.address },
    ...Object.entries(service.environments).filter(([environment]) => environment !== service.environment).map(([environment, { address }]) => ({ environment, address })),
  ];
}
