// Is every rung told once, in order, never early and, as long as nobody acknowledges, never late? Whenever one looks.
import fc from 'fast-check';
import type { Rung } from '../../src/contracts/incident';
import { howTold, nextRung, type Climb } from '../../src/domain/ladder';
import { at } from '../support/builders';

const rung = fc.record({ afterSeconds: fc.integer({ min: 0, max: 500 }), tell: fc.subarray(['assignee', 'duty', 'product-owner', 'olga'], { minLength: 1 }) });
const ladder = fc.array(rung, { minLength: 1, maxLength: 8 }).map((rungs): Rung[] => [...rungs].sort((a, b) => a.afterSeconds - b.afterSeconds));
const looks = fc.array(fc.integer({ min: 0, max: 800 }), { maxLength: 60 }).map((times) => [...times].sort((a, b) => a - b));

interface Told { rung: Rung; second: number }

/** Looks at the given seconds; at each, tells all that is due. */
function climbed(rungs: Rung[], seconds: readonly number[], heldUntil?: string): Told[] {
  const told: Told[] = [];
  let state: Climb = { rungs, since: at(0), climbed: 0, heldUntil };
  for (const second of seconds) {
    for (let next = nextRung(state, at(second)); next.kind === 'tell'; next = nextRung(state, at(second))) {
      told.push({ rung: next.rung, second });
      state = { ...state, climbed: state.climbed + 1 };
    }
  }
  return told;
}

test('whoever looks whenever, the rungs are told in order, each once, none before its time', () => {
  fc.assert(fc.property(ladder, looks, (rungs, seconds) => {
    const told = climbed(rungs, seconds);
    expect(told.map((one) => one.rung)).toEqual(rungs.slice(0, told.length));
    for (const { rung: one, second } of told) expect(second).toBeGreaterThanOrEqual(one.afterSeconds);
  }));
});

test('who waits for exactly as long as is said misses no rung', () => {
  fc.assert(fc.property(ladder, (rungs) => {
    const told: Rung[] = [];
    const waits: [string, string][] = [];
    let state: Climb = { rungs, since: at(0), climbed: 0 };
    let now = at(0);
    for (let next = nextRung(state, now); next.kind !== 'top'; next = nextRung(state, now)) {
      if (next.kind === 'wait') {
        waits.push([now, next.until]);
        now = next.until;
        continue;
      }
      told.push(next.rung);
      state = { ...state, climbed: state.climbed + 1 };
    }
    expect(told).toEqual(rungs);
    expect(waits.every(([from, until]) => until > from)).toBe(true);
  }));
});

test('an acknowledgement holds every rung until it expires, and then none is lost', () => {
  fc.assert(fc.property(ladder, looks, fc.integer({ min: 0, max: 600 }), (rungs, seconds, held) => {
    const told = climbed(rungs, [...seconds, 1000], at(held));
    expect(told.every(({ second }) => second >= held)).toBe(true);
    expect(told).toHaveLength(rungs.length);
  }));
});

test('only the first rung asks; the same people again are reminded, and anybody new is an escalation', () => {
  fc.assert(fc.property(ladder, (rungs) => {
    rungs.forEach((one, place) => {
      const before = rungs.slice(0, place).flatMap(({ tell }) => tell);
      const isNew = one.tell.some((who) => !before.includes(who));
      expect(howTold(rungs, place)).toBe(place === 0 ? 'asked' : isNew ? 'escalated' : 'reminded');
    });
  }));
});
