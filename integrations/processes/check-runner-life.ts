// What does a run's first process bring with it? It is written down in the claim, its limits are watched, and all of it can be ended.
import { DayshiftError } from '../../src/errors';
import { identify, type ProcessIdentity } from '../process-identity';
import type { Claim } from './check-runner-claim';
import type { CommandRules } from './check-runner-command';
import { endGroup } from './check-runner-group';
import { watchLimits, type Limited, type LimitsWatch } from './check-runner-limits';
import { createTracker } from './check-runner-members';

export interface LifeRules {
  id: string;
  claim: Claim;
  limited: Limited;
  runFolder: string;
  holdsBox: boolean;
  graceSeconds: number;
}

export function createLife({ id, claim, limited, runFolder, holdsBox, graceSeconds }: LifeRules): Pick<CommandRules, 'onStarted' | 'endAll'> {
  let leader: ProcessIdentity | undefined;
  let tracker = createTracker({ folder: runFolder });

  async function onStarted(pid: number): Promise<LimitsWatch | undefined> {
    leader = identify(pid);
    tracker = createTracker({ folder: runFolder, leader, ledFromStart: true, startedHere: true });
    if (leader && !(await claim.record({ ...leader, holdsBox }))) return undefined;
    return watchLimits(limited, tracker);
  }
  async function endAll(): Promise<void> {
    const left = await endGroup(tracker, { graceSeconds, leader: leader?.pid, holdsBox });
    if (left.length > 0) throw new DayshiftError('runner-broken', { what: id, reason: `processes ${left.join(', ')} would not end` });
  }
  return { onStarted, endAll };
}
