// Which process is killed when? From a seed, every victim as often as every other, and each of them early and late.
import fc from 'fast-check';

const VICTIMS = ['worker', 'api', 'temporal', 'proxy', 'release'] as const;
type Victim = (typeof VICTIMS)[number];
export type During = 'roll-out' | 'rollback';

export interface PlannedKill {
  during: During;
  victim: Victim;
  moment: number; // 0 to 1: of the time that this took when nothing was killed
  isLive: boolean; // of releases: the one that customers reach, else the one beside it
}

const QUARTERS = [0, 1, 2, 3] as const;

function planOf(during: During): fc.Arbitrary<PlannedKill[]> {
  const slots = VICTIMS.flatMap((victim) => QUARTERS.map((quarter) => ({ victim, quarter })));
  const inOrder = fc.shuffledSubarray(slots, { minLength: slots.length, maxLength: slots.length });
  const within = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: slots.length, maxLength: slots.length });
  return fc.tuple(inOrder, within).map(([order, thousandths]) => order.map(({ victim, quarter }, i) => (
    { during, victim, moment: (quarter + (thousandths[i] ?? 0) / 1000) / QUARTERS.length, isLive: quarter % 2 === 1 })));
}

/** Twenty for the way out and twenty for the way back. */
export function planKills(seed: number): Record<During, PlannedKill[]> {
  const plan = fc.record({ 'roll-out': planOf('roll-out'), rollback: planOf('rollback') });
  const [planned] = fc.sample(fc.noBias(plan), { seed, numRuns: 1 });
  if (!planned) throw new Error('nothing was planned');
  return planned;
}
