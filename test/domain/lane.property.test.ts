// Does a lane ever have two holders, starve somebody, or change the order? Ten thousand schedules of messages that are repeated, lost or late.
import fc from 'fast-check';
import { aLaneWorld, LEASE_SECONDS, NAMES, type LaneWorld, type Name, type Step } from './lane-mail';

const RUNS = 10_000;
const who = fc.constantFrom(...NAMES);
const nth = fc.nat(30);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), who, kind: fc.constantFrom('deployment' as const, 'deployment' as const, 'rollback' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('say-again' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('give-up' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('finish' as const), who, with: fc.constantFrom('verified' as const, 'verified' as const, 'barred' as const, 'blocked' as const, 'nothing' as const) }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('deliver' as const), nth: fc.oneof(fc.constant(0), nth) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: LEASE_SECONDS + 10 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('die' as const), who }) },
);
const schedule = fc.array(step, { minLength: 5, maxLength: 120, size: 'max' });

function deliverAll(world: LaneWorld): void {
  while (world.mail.length > 0) world.act({ do: 'deliver', nth: 0 });
}

function holderOf(world: LaneWorld): Name | undefined {
  return NAMES.find((name) => world.incidents[name].is === 'holding');
}

/** From now on no message is lost: everybody who waits goes on asking, who holds it finishes, and a person opens the lane. */
function untilQuiet(world: LaneWorld, wanted: readonly Name[]): Set<Name> {
  const served = new Set<Name>();
  for (let round = 0; round < NAMES.length * 4 && wanted.some((name) => !served.has(name)); round += 1) {
    for (const name of wanted) if (!served.has(name)) world.act({ do: 'say-again', who: name });
    deliverAll(world);
    world.act({ do: 'open' });
    deliverAll(world);
    for (let holder = holderOf(world); holder; holder = holderOf(world)) {
      served.add(holder);
      world.act({ do: 'finish', who: holder, with: 'nothing' });
      deliverAll(world);
    }
    world.act({ do: 'wait', seconds: LEASE_SECONDS / 3 + 1 }); // what the dead hold runs out, what is asked for again in time does not
    deliverAll(world);
  }
  return served;
}

function faultsOf(world: LaneWorld): string[] {
  const { holder, queue, verified, barred } = world.lane();
  const inIt = [...(holder ? [holder] : []), ...queue].map((one) => one.holder);
  const firstDeployment = queue.findIndex(({ kind }) => kind === 'deployment');
  return [
    ...(world.goodHolders().length > 1 ? [`two hold it: ${world.goodHolders().join()}`] : []),
    ...(new Set(inIt).size < inIt.length ? [`somebody is in it twice: ${inIt.join()}`] : []),
    ...(firstDeployment >= 0 && queue.slice(firstDeployment).some(({ kind }) => kind === 'rollback') ? ['a rollback waits behind a deployment'] : []),
    ...(verified.some((digest) => barred.includes(digest)) ? ['a barred digest counts as verified'] : []),
  ];
}

test('never two holders whose lease is good, numbers that only rise, rollbacks first, nothing granted while blocked, and nobody starves', () => {
  const seen = { schedules: 0, grants: 0, rollbacks: 0, blocked: 0 };
  fc.assert(fc.property(schedule, (steps) => {
    const world = aLaneWorld();
    const faults: string[] = [];
    for (const each of steps) {
      world.act(each);
      const lane = world.lane();
      faults.push(...faultsOf(world).map((fault) => `${fault} after ${JSON.stringify(each)}`));
      if (lane.blocked) seen.blocked += 1;
    }
    const wanted = NAMES.filter((name) => world.incidents[name].is === 'waiting');
    const served = untilQuiet(world, wanted);
    faults.push(...wanted.filter((name) => !served.has(name)).map((name) => `${name} was never served`));
    world.granted.forEach(({ number, kind, former, wasBlocked, waitingRollbacks }, index) => {
      if (number <= (world.granted[index - 1]?.number ?? 0)) faults.push(`the number ${number} does not rise`);
      if (former) faults.push(`${number} was granted while ${former} held a good lease`);
      if (wasBlocked) faults.push(`${number} was granted while the lane was blocked`);
      if (kind === 'deployment' && waitingRollbacks.length > 0) faults.push(`${number} went before the rollback of ${waitingRollbacks.join()}`);
      seen.rollbacks += kind === 'rollback' ? 1 : 0;
    });
    expect(faults).toEqual([]);
    seen.schedules += 1;
    seen.grants += world.granted.length;
  }), { numRuns: RUNS });
  expect(seen.schedules).toBe(RUNS);
  expect(Math.min(seen.grants, seen.rollbacks, seen.blocked)).toBeGreaterThan(RUNS / 10); // it was about something
});

test('who asked first is granted first, when nothing is lost', () => {
  fc.assert(fc.property(fc.shuffledSubarray([...NAMES], { minLength: 1 }), (asking) => {
    const world = aLaneWorld();
    for (const name of asking) {
      world.act({ do: 'ask', who: name, kind: 'deployment' });
      deliverAll(world);
    }
    for (const name of asking) {
      expect(world.goodHolders()).toEqual([name]);
      world.act({ do: 'finish', who: name, with: 'verified' });
      deliverAll(world);
    }
    expect(world.lane().verified).toEqual([...asking].reverse().map((name) => `verified-by-${name}`));
  }));
});
