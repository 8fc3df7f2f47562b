// What does an environment run now? Asked of the target itself, never remembered.
import type { RunningRelease } from '../src/contracts/result';
import type { World } from './world';

export interface Place { service: string; environment: string }

export function createCurrentRelease({ deployer }: Pick<World, 'deployer'>) {
  /** The release that the target reports, with those before it; undefined when nothing runs. A read: safe to repeat. */
  return async function currentRelease({ service, environment }: Place): Promise<RunningRelease | undefined> {
    return deployer.current(service, environment);
  };
}
