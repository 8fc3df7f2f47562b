// An entry of the quarantine with sensible defaults.
import type { Quarantine } from '../../src/contracts/exceptions';

export function aQuarantine(test: string, about: Partial<Quarantine> = {}): Quarantine {
  return { check: 'login', test, at: [{}], owner: 'maya', reason: 'the clock of the device drifts', review: '2026-12-31', ...about };
}
